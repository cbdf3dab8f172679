/* ui/page_form_ask.c - what a form asks before it acts; see ui/page_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "report/history.h"
#include "ui/page_form.h"
#include "ui/pages.h"

static bool go_to(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (!answer || !*answer)
		return true;
	if (entry_jump(form->entry, answer, &err)) {
		app_fail(app, &err);
		return false;
	}
	page_form_focus(form);
	return true;
}

void page_form_ask_go_to(struct app *app)
{
	app_ask(app, _("Go to"),
		_("Number on the paper form, or a word of the question"), "",
		go_to);
}

/* "4b  Advice on follow-up help (2)  1  met": a question in one line. */
static char *question_line(struct page_form *form, size_t i)
{
	struct item item = entry_item(form->entry, i);
	const struct form *f = entry_form(form->entry);
	const struct field *field = &f->fields[item.field];
	char *label =
		rules_fill(entry_rules(form->entry), &field->label, item.row);
	struct buffer b = { 0 };

	buffer_print(&b, "%-4s  %s", field->number ? field->number : "", label);
	if (item.row > 0)
		buffer_print(&b, " (%d)", item.row);
	buffer_print(&b, "  - %s",
		     words_text(&f->sections[item.section].label));
	free(label);
	return buffer_take(&b);
}

static bool go_to_question(struct app *app, struct page *asker,
			   const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	size_t before = 0;

	for (size_t i = 0; answer && i < entry_count(form->entry); i++) {
		if (entry_item(form->entry, i).kind == ITEM_FIELD &&
		    before++ == app->chosen) {
			(void)entry_go(form->entry, i);
			break;
		}
	}
	page_form_focus(form);
	return true;
}

void page_form_ask_search(struct app *app, struct page_form *form)
{
	size_t all = entry_count(form->entry), count = 0;
	char **lines = alloc_new(all + 1, sizeof(*lines));

	for (size_t i = 0; i < all; i++)
		if (entry_item(form->entry, i).kind == ITEM_FIELD)
			lines[count++] = question_line(form, i);
	app_choose(app, _("Questions"), (const char *const *)lines, count,
		   false, go_to_question);
	while (count > 0)
		free(lines[--count]);
	free(lines);
}

static bool remark(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (answer && entry_remark(form->entry, answer, &err))
		app_fail(app, &err);
	return true;
}

void page_form_ask_remark(struct app *app, struct page_form *form)
{
	struct item item;

	if (!page_form_may_change(app, form) || !page_form_field(form))
		return;
	item = entry_item(form->entry, entry_focus(form->entry));
	app_ask_text(
		app, _("Remark"), _("Remark on this question"),
		answers_get(entry_answers(form->entry), item.field, item.row)
			->remark,
		remark);
}

/* In line mode a text of several lines grows by one at a time. */
static bool add_line(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct item item;
	const char *before;
	struct err err = { 0 };
	char *text;

	if (!answer)
		return true;
	item = entry_item(form->entry, entry_focus(form->entry));
	before = answers_get(entry_answers(form->entry), item.field, item.row)
			 ->value;
	text = alloc_print("%s%s%s", before ? before : "", before ? "\n" : "",
			   answer);
	if (entry_type(form->entry, text, &err))
		app_fail(app, &err);
	free(text);
	page_form_focus(form);
	return true;
}

void page_form_ask_line(struct app *app, struct page_form *form)
{
	if (page_form_may_change(app, form) && page_form_is_text(form))
		app_ask(app, "", _("The next line of the text"), "", add_line);
}

static bool overrule(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (!answer)
		return true;
	if (entry_overrule(form->entry, answer, &err)) {
		app_fail(app, &err);
		return false;
	}
	page_form_focus(form);
	page_form_next(app, form);
	return true;
}

void page_form_ask_overrule(struct app *app, struct page_form *form)
{
	enum field_fault fault;
	char *message = NULL;

	if (!page_form_may_change(app, form) || !page_form_field(form) ||
	    !page_form_commit(app, form))
		return;
	fault = entry_fault(form->entry, entry_focus(form->entry), &message);
	if (fault == FAULT_SOFT || fault == FAULT_OVERRULED)
		app_ask_text(app, message,
			     _("Why is this answer right all the same?"), "",
			     overrule);
	else if (fault_blocks(fault))
		app_say(app, STYLE_WARN,
			_("This has to be changed; it cannot be kept"));
	else
		app_say(app, STYLE_PLAIN,
			_("Nothing is said against this answer"));
	free(message);
}

static bool missing(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	const struct field *field = page_form_field(form);
	struct err err = { 0 };

	if (!answer || !field || app->chosen >= field->missing_count)
		return true;
	if (entry_set_missing(form->entry, field->missing[app->chosen]->name,
			      &err)) {
		app_fail(app, &err);
		return true;
	}
	page_form_focus(form);
	page_form_next(app, form);
	return true;
}

void page_form_ask_missing(struct app *app, struct page_form *form)
{
	const struct field *field = page_form_field(form);
	const char **names;

	if (!field || !page_form_may_change(app, form))
		return;
	if (field->missing_count == 0) {
		app_say(app, STYLE_PLAIN,
			_("This question has no reasons for a missing "
			  "answer"));
		return;
	}
	names = alloc_new(field->missing_count, sizeof(*names));
	for (size_t i = 0; i < field->missing_count; i++)
		names[i] = words_text(&field->missing[i]->label);
	app_choose(app, _("Why is there no answer?"), names,
		   field->missing_count, false, missing);
	free(names);
}

static bool reopen(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (!answer)
		return true;
	if (!*answer) {
		app_say(app, STYLE_WARN,
			_("Say in a few words why; it is kept with the "
			  "record"));
		return false;
	}
	if (entry_reopen(form->entry, answer, &err)) {
		app_fail(app, &err);
		return true;
	}
	page_form_choose_kind(form);
	page_form_focus(form);
	app_say(app, STYLE_GOOD,
		_("The completed form counts until you complete this "
		  "correction"));
	return true;
}

void page_form_ask_reopen(struct app *app, struct page_form *form)
{
	if (entry_is_open(form->entry)) {
		app_say(app, STYLE_PLAIN, _("This form is open already"));
		return;
	}
	if (app->read_only || entry_held_by(form->entry)) {
		(void)page_form_may_change(app, form);
		return;
	}
	app_ask_text(app, _("Correct"), _("Why does this form have to change?"),
		     "", reopen);
}

static bool discard(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (!answer)
		return true;
	if (entry_discard(form->entry, &err)) {
		app_fail(app, &err);
		return true;
	}
	form->typing = false;
	app_take_off(app);
	if (app->discarded)
		app->discarded->kind->close(app->discarded);
	app->discarded = asker;
	app_refresh(app);
	app_say(app, STYLE_PLAIN,
		/* TRANSLATORS: a key, or a command */
		_("The draft is gone; %s brings it back"),
		app_way(app, ACTION_UNDO).text);
	return true;
}

void page_form_bring_back(struct app *app)
{
	struct page_form *form = (struct page_form *)app->discarded;
	struct err err = { 0 };

	if (!form)
		return;
	if (entry_bring_back(form->entry, &err)) {
		app_fail(app, &err);
		return;
	}
	app->discarded = NULL;
	page_form_choose_kind(form);
	page_form_focus(form);
	app_open(app, &form->page);
	app_refresh(app);
	app_say(app, STYLE_PLAIN, _("The draft is back as it was"));
}

void page_form_ask_discard(struct app *app, struct page_form *form)
{
	if (!page_form_may_change(app, form))
		return;
	if (entry_verifies(form->entry)) {
		app_confirm(app,
			    _("Throw this second entry away?  The completed "
			      "form stays as it was"),
			    discard);
		return;
	}
	app_confirm(app,
		    entry_is_correction(form->entry)
			    ? _("Throw this correction away?  The completed "
				"form stays as it was")
			    : _("Throw this draft away, with all its answers?"),
		    discard);
}

/* What stands in the way, as a line: "4b  Advice ...: not filled in". */
static char *obstacle_line(struct page_form *form, const struct obstacle *o)
{
	struct item item = entry_item(form->entry, o->item);
	const struct field *field;
	const char *colon;
	char *label;
	char *line;

	if (item.field < 0)
		return alloc_text(o->text);
	field = &entry_form(form->entry)->fields[item.field];
	label = rules_fill(entry_rules(form->entry), &field->label, item.row);
	colon = *label && label[strlen(label) - 1] == '?' ? "" : ":";
	if (field->number)
		line = alloc_print("%s  %s%s %s", field->number, label, colon,
				   o->text);
	else if (item.row > 0)
		line = alloc_print("%s (%d)%s %s", label, item.row, colon,
				   o->text);
	else
		line = alloc_print("%s%s %s", label, colon, o->text);
	free(label);
	return line;
}

static bool go_to_obstacle(struct app *app, struct page *asker,
			   const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct obstacle_list list = { 0 };

	if (!answer)
		return true;
	entry_obstacles(form->entry, &list);
	if (app->chosen < list.count)
		(void)entry_go(form->entry, list.items[app->chosen].item);
	obstacle_list_done(&list);
	page_form_focus(form);
	return true;
}

static void show_obstacles(struct app *app, struct page_form *form,
			   const struct obstacle_list *list)
{
	char **lines = alloc_new(list->count, sizeof(*lines));

	for (size_t i = 0; i < list->count; i++)
		lines[i] = obstacle_line(form, &list->items[i]);
	app_choose(app, _("Not complete yet: choose where to go on"),
		   (const char *const *)lines, list->count, false,
		   go_to_obstacle);
	for (size_t i = 0; i < list->count; i++)
		free(lines[i]);
	free(lines);
}

static void say_completed(struct app *app, struct page_form *form)
{
	const struct form *definition = entry_form(form->entry);
	struct rules *rules = entry_rules(form->entry);
	char *why = NULL;

	if (definition->rule_count == 0) {
		app_say(app, STYLE_GOOD, _("The form is complete and saved"));
		return;
	}
	for (size_t i = 0; i < definition->rule_count && !why; i++)
		why = rules_why_not(rules, i);
	if (why)
		app_say(app, STYLE_WARN,
			_("Complete and saved; it does not count: %s"), why);
	else
		app_say(app, STYLE_GOOD,
			_("Complete and saved; it counts in the figures"));
	free(why);
}

static bool complete(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	size_t differences = entry_differences(form->entry);
	bool verifies = entry_verifies(form->entry);
	struct err err = { 0 };
	char day[DATE_ROOM];

	if (!answer)
		return true;
	if (*answer && strcmp(answer, "j") != 0) {
		if (day_typed(answer, clock_today(), day, &err)) {
			app_fail(app, &err);
			return false;
		}
	} else {
		day_write(clock_today(), day);
	}
	if (entry_complete(form->entry,
			   entry_is_correction(form->entry) ? NULL : day,
			   &err)) {
		app_fail(app, &err);
		page_form_focus(form);
		return true;
	}
	page_form_choose_kind(form);
	page_form_focus(form);
	if (verifies)
		page_form_say_verified(app, differences);
	else
		say_completed(app, form);
	return true;
}

void page_form_ask_done(struct app *app, struct page_form *form)
{
	struct obstacle_list list = { 0 };
	char *shown;

	if (!page_form_may_change(app, form) || !page_form_commit(app, form))
		return;
	entry_obstacles(form->entry, &list);
	form->wants_done = list.count > 0;
	if (list.count > 0) {
		show_obstacles(app, form, &list);
	} else if (entry_verifies(form->entry)) {
		app_confirm(app,
			    _("Is all of it compared? Mark this form as "
			      "verified?"),
			    complete);
	} else if (entry_is_correction(form->entry)) {
		app_confirm(app, _("Complete this correction?"), complete);
	} else {
		shown = alloc_print("%d-%d-%d", clock_today().day,
				    clock_today().month, clock_today().year);
		app_ask(app, _("Complete"),
			_("On which day was it filled in? Enter is today"),
			shown, complete);
		free(shown);
	}
	obstacle_list_done(&list);
}

static bool add_name(struct app *app, struct page *asker, const char *answer)
{
	struct page_form *form = (struct page_form *)asker;
	struct err err = { 0 };

	if (answer && form->pending) {
		if (entry_add_name(form->entry, form->pending, &err)) {
			app_fail(app, &err);
		} else {
			page_form_focus(form);
			page_form_next(app, form);
		}
	}
	free(form->pending);
	form->pending = NULL;
	return true;
}

void page_form_ask_new_name(struct app *app, struct page_form *form,
			    const char *name)
{
	char *question;

	alloc_replace(&form->pending, name);
	question =
		alloc_print(_("\"%s\" is not in the list yet.  Add it?"), name);
	app_confirm(app, question, add_name);
	free(question);
}

/* "   4b: 1  behaald -> 0  niet behaald" */
static void put_change(const struct page_form *form,
		       const struct history_entry *h, struct buffer *b)
{
	const struct form *definition = entry_form(form->entry);
	int index = h->field ? form_find(definition, h->field) : -1;
	const struct field *field;
	char *before, *after;
	bool hidden;

	if (index < 0)
		return;
	field = &definition->fields[index];
	hidden = field->calculation &&
		 rules_is_hidden(entry_rules(form->entry), index, h->row);
	before = history_value(field, h->before, hidden || h->before_hidden);
	after = history_value(field, h->after, hidden || h->after_hidden);
	buffer_print(b, "   %s: %s -> %s\n",
		     field->number ? field->number : field->name, before,
		     after);
	free(before);
	free(after);
}

void page_form_show_history(struct app *app, struct page_form *form)
{
	const struct record_head *head = entry_head(form->entry);
	struct history history = { 0 };
	struct buffer b = { 0 };
	struct err err = { 0 };
	char when[64];
	char *deed;

	if (!head->id ||
	    records_history(app->store, head->id, &history, &err) ||
	    history.count == 0) {
		history_done(&history);
		app_say(app, STYLE_PLAIN,
			_("There is no history before it is completed"));
		return;
	}
	for (size_t i = 0; i < history.count; i++) {
		const struct history_entry *h = &history.items[i];

		deed = history_deed_of(h);
		date_show(h->at, when, sizeof(when));
		if (i == 0 ||
		    strcmp(h->revision, history.items[i - 1].revision) != 0)
			buffer_print(&b, "%s%s  %s  %s%s%s\n", i ? "\n" : "",
				     when, deed,
				     h->medewerker ? h->medewerker
				     : h->login    ? h->login
						   : "",
				     h->why ? ": " : "", h->why ? h->why : "");
		free(deed);
		put_change(form, h, &b);
	}
	page_reader_open(app, _("History of this record"), buffer_text(&b));
	buffer_done(&b);
	history_done(&history);
}
