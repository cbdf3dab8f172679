/* report/html_block.c - who it is about: the blocks, also of other forms */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

/* With its heading and sentence it fits on one sheet. */
#define BLOCK_OF_A_PAGE 24

static bool has_national(const struct figure_block *block)
{
	for (size_t i = 0; i < block->option_count; i++)
		if (block->options[i].benchmark >= 0)
			return true;
	return false;
}

static void put_option(struct markup *m, const struct figures *f,
		       const char *block, const struct figure_option *option,
		       bool national)
{
	char *name = alloc_print("%s/%s", block, option->option->name);
	const char *label = words_text(&option->option->label);
	const struct share *share = &option->share;
	struct svg_figure figure = { .known = share->known,
				     .rate = share->rate,
				     .target = -1,
				     .national = option->benchmark };

	html_begin_row(m, "option", name);
	html_row_head(m, NULL, label);
	html_bar(m, &figure, label,
		 html_share_words(f, share, -1, option->benchmark));
	html_cell(
		m, "number percent", "%",
		html_percent(share->known, share->suppressed, share->percent));
	html_cell(m, "number range", _("range"),
		  html_range(share->has_interval, share->low, share->high));
	html_cell(m, "number met", _("number"), html_number(f, share->met));
	if (national)
		html_cell(m, "number national", _("national"),
			  option->benchmark >= 0
				  ? alloc_print("%d", option->benchmark)
				  : NULL);
	markup_close(m);
	free(name);
}

static char *answered_words(const struct figures *f,
			    const struct figure_block *block)
{
	bool many = f->form->fields[block->field].type == FIELD_SELECT_MULTIPLE;
	char *answered = html_number(f, block->answered);
	struct buffer b = { 0 };

	buffer_print(
		&b,
		block->of_rows ? _("Per cent of the %s rows that were "
				   "answered")
		: many ? _("Per cent of the %s records that answered; more "
			   "than one answer is possible, so it does not "
			   "add up to 100")
		       : _("Per cent of the %s records that answered"),
		answered);
	if (block->missing > 0)
		buffer_print(&b, _("; %lld with a reason not answered"),
			     (long long)block->missing);
	free(answered);
	return buffer_take(&b);
}

static void put_block(struct markup *m, const struct figures *f,
		      const struct figure_block *block)
{
	const struct field *field = &f->form->fields[block->field];
	bool national = has_national(block);
	char *caption = answered_words(f, block);
	struct html_column columns[] = {
		{ "name", _("Answer") },   { "chart", "" },
		{ "number", "%" },         { "number", _("range") },
		{ "number", _("number") }, { "number", _("national") },
	};

	markup_open(m, "div");
	if (block->option_count <= BLOCK_OF_A_PAGE)
		markup_set(m, "class", "keep");
	markup_set(m, "data-name", "%s", field->name);
	html_question(m, f, block->field);
	html_sentence(m, "lead", sentence_of_block(f, block));
	if (block->suppressed) {
		markup_close(m);
		free(caption);
		return;
	}
	html_begin_table(m, html_table_class(block->option_count, true),
			 caption, columns, national ? 6 : 5, -1);
	for (size_t i = 0; i < block->option_count; i++)
		put_option(m, f, field->name, &block->options[i], national);
	html_end_table(m);
	markup_close(m);
	free(caption);
}

/* Is there anything of it but a number of records? */
static bool has_answers(const struct figures *f)
{
	return f->block_count + f->row_block_count + f->scale_count +
		       f->share_count >
	       0;
}

static void put_answers(struct markup *m, const struct figures *f)
{
	html_shares(m, f);
	for (size_t i = 0; i < f->block_count; i++)
		put_block(m, f, &f->blocks[i]);
	html_scales(m, f);
	for (size_t i = 0; i < f->row_block_count; i++)
		put_block(m, f, &f->row_blocks[i]);
}

void html_blocks(struct markup *m, const struct figures *f)
{
	bool national = false;

	if (!has_answers(f))
		return;
	html_begin_section(m, NULL, _("Who it is about"));
	for (size_t i = 0; i < f->block_count; i++)
		national = national || has_national(&f->blocks[i]);
	if (national) {
		markup_open(m, "p");
		markup_set(m, "class", "key");
		markup_open(m, "span");
		markup_open(m, "i");
		markup_set(m, "class", "k-national");
		markup_set(m, "aria-hidden", "true");
		markup_close(m);
		markup_text(m, _("national figure"));
		markup_close(m);
		markup_close(m);
	}
	put_answers(m, f);
	markup_close(m);
}

static void put_other(struct markup *m, const struct figures *f)
{
	char *valid = html_number(f, f->valid);

	html_begin_section(m, NULL, words_text(&f->form->title));
	html_sentence(m, "lead",
		      alloc_print(_("Records that count: %s"), valid));
	free(valid);
	put_answers(m, f);
	markup_close(m);
}

void html_others(struct markup *m, const struct report_html *what)
{
	for (size_t i = 0; i < what->other_count; i++)
		if (has_answers(what->others[i]))
			put_other(m, what->others[i]);
}
