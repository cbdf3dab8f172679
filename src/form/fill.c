/* form/fill.c - see form/fill_private.h, and expr_fill() in form/expr.h */

#include "config.h"

#include "form/fill_private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "form/form_private.h"
#include "form/value.h"

/* What stands for a value that is not there. */
static const char nothing[] = "...";

/* Words as they are, or else an expression. */
struct piece {
	const char *literal;
	size_t length;
	struct expr *expr;
};

struct filled {
	const char *text;
	size_t count;
	struct piece *pieces;
};

void fill_each(const struct form *form,
	       void (*tell)(void *of, const struct expr *expr), void *of)
{
	const struct form_private *private = form->private;

	for (size_t i = 0; i < private->text_count; i++)
		for (size_t k = 0; k < private->texts[i].count; k++)
			if (private->texts[i].pieces[k].expr)
				tell(of, private->texts[i].pieces[k].expr);
}

bool fill_is_needed(const char *text)
{
	return strpbrk(text, "{}") != NULL;
}

/* The bytes of the expression behind a brace, up to its own or the end. */
static size_t placeholder_length(const char *p)
{
	bool quoted = false;
	size_t n;

	for (n = 0; p[n] && (p[n] != '}' || quoted); n++) {
		if (p[n] == '\'')
			quoted = !quoted;
	}
	return n;
}

/* What the compilation of a text knows all along. */
struct filling {
	struct form *form;
	const char *text;
	const struct scope *scope;
	size_t *offset; /* where it failed */
	struct err *err;
};

static int compile_piece(const struct filling *f, const char *p, size_t length,
			 struct piece *out)
{
	char *text = alloc_text_part(p, length);
	int code = expr_compile(f->form->private->sealed, text, f->scope,
				&out->expr, f->offset, f->err);

	free(text);
	return code;
}

static int fail_brace(const struct filling *f, const char *p)
{
	*f->offset = (size_t)(p - f->text);
	if (*p == '{')
		return err_set(f->err, ERR_INVALID,
			       _("this { is never closed; a brace that should "
				 "be seen is written twice, {{"));
	return err_set(f->err, ERR_INVALID,
		       _("this } closes nothing; a brace that should be seen "
			 "is written twice, }}"));
}

/* The next piece of the text, which *at moves past. */
static int take_piece(const struct filling *f, const char **at,
		      struct piece *out)
{
	const char *p = *at;
	int code;

	if ((p[0] == '{' || p[0] == '}') && p[1] == p[0]) {
		*out = (struct piece){ .literal = p, .length = 1 };
		*at = p + 2;
		return 0;
	}
	if (p[0] == '{') {
		size_t n = placeholder_length(p + 1);

		if (p[n + 1] != '}')
			return fail_brace(f, p);
		code = compile_piece(f, p + 1, n, out);
		*f->offset += (size_t)(p + 1 - f->text);
		*at = p + n + 2;
		return code;
	}
	if (p[0] == '}')
		return fail_brace(f, p);
	*out = (struct piece){ .literal = p, .length = strcspn(p, "{}") };
	*at = p + out->length;
	return 0;
}

int fill_compile(struct form *form, const char *text, const struct scope *scope,
		 size_t *offset, struct err *err)
{
	struct form_private *private = form->private;
	const struct filling filling = { form, text, scope, offset, err };
	struct piece *pieces = NULL;
	size_t count = 0;
	size_t capacity = 0;
	struct filled *filled;

	for (const char *p = text; *p;) {
		struct piece piece = { 0 };
		int code = take_piece(&filling, &p, &piece);

		if (code) {
			free(pieces);
			return code;
		}
		pieces = alloc_grow(pieces, count, &capacity, sizeof(*pieces));
		pieces[count++] = piece;
	}

	private->texts =
		alloc_grow(private->texts, private->text_count,
			   &private->text_capacity, sizeof(*private->texts));
	filled = &private->texts[private->text_count++];
	filled->text = text;
	filled->count = count;
	filled->pieces =
		arena_take(&private->arena, count + 1, sizeof(*pieces));
	if (count > 0)
		memcpy(filled->pieces, pieces, count * sizeof(*pieces));
	free(pieces);
	return 0;
}

static int compare(const void *a, const void *b)
{
	const struct filled *x = a, *y = b;
	uintptr_t p = (uintptr_t)x->text, q = (uintptr_t)y->text;

	return p < q ? -1 : p > q;
}

void fill_sort(struct form *form)
{
	if (form->private->text_count > 0)
		qsort(form->private->texts, form->private->text_count,
		      sizeof(struct filled), compare);
}

static const struct filled *find(const struct form *form, const char *text)
{
	struct filled wanted = { .text = text };

	if (form->private->text_count == 0)
		return NULL;
	return bsearch(&wanted, form->private->texts, form->private->text_count,
		       sizeof(wanted), compare);
}

/* A value of a field in words; a score without its key. */
static char *show_field(const struct field *f, struct scalar scalar)
{
	char *value = value_from_scalar(f, scalar);
	char *shown;

	if (value && field_value_type(f) == FIELD_SCORE)
		shown = alloc_text(words_text(&field_option(f, value)->label));
	else if (value)
		shown = value_show(f, value);
	else
		shown = alloc_text(nothing);
	free(value);
	return shown;
}

static char *show_number(int64_t number)
{
	struct buffer b = { 0 };

	buffer_add_number(&b, number);
	return buffer_take(&b);
}

#define SHORT INT64_C(1000000000000000)

static char *show_scalar(struct scalar scalar)
{
	static const struct field integer = { .type = FIELD_INTEGER };
	static const struct field decimal = { .type = FIELD_DECIMAL };

	switch (scalar.kind) {
	case SCALAR_INTEGER:
		/* Up to 15 digits are a value as they are. */
		if (scalar.integer > -SHORT && scalar.integer < SHORT)
			return show_number(scalar.integer);
		return show_field(&integer, scalar);
	case SCALAR_REAL:
		return show_field(&decimal, scalar);
	case SCALAR_TEXT:
		return alloc_text(scalar.text);
	default:
		return alloc_text(nothing);
	}
}

static char *show_today(const char *today)
{
	char room[64];

	date_show(today, room, sizeof(room));
	return alloc_text(room);
}

/* The field whose value an expression is, when it is nothing but its name. */
static const struct field *bare_field(const struct form *form,
				      const struct expr *expr)
{
	enum name_source source;
	int index;

	if (!expr_is_name(expr, &source, &index))
		return NULL;
	if (source == NAME_FIELD)
		return &form->fields[index];
	if (source == NAME_TRAJECT || source == NAME_JEUGDIGE)
		return &form->private->traject->fields[index];
	return NULL;
}

/* Does anything in it come from an answer that is kept from the reader? */
static bool is_hidden(const struct expr *expr,
		      const struct expr_context *context)
{
	enum name_source source;
	int index;

	for (int i = 0; context->hidden && expr_name(expr, i, &source, &index);
	     i++)
		if (context->hidden(context->of, source, index, context->row))
			return true;
	return false;
}

static char *show_piece(const struct form *form, struct expr *expr,
			const struct expr_context *context)
{
	const struct field *f = bare_field(form, expr);

	if (is_hidden(expr, context))
		return alloc_text(_("filled in by the client"));
	if (expr_is_today(expr))
		return show_today(context->today);
	if (f)
		return show_field(f, expr_value(expr, context));
	return show_scalar(expr_value(expr, context));
}

char *expr_fill(const struct form *form, const char *text,
		const struct expr_context *context)
{
	const struct filled *filled =
		fill_is_needed(text) ? find(form, text) : NULL;
	struct buffer out = { 0 };

	if (!filled)
		return alloc_text(text);
	for (size_t i = 0; i < filled->count; i++) {
		const struct piece *piece = &filled->pieces[i];
		char *shown;

		if (!piece->expr) {
			buffer_add_part(&out, piece->literal, piece->length);
			continue;
		}
		shown = show_piece(form, piece->expr, context);
		buffer_add(&out, shown);
		free(shown);
	}
	buffer_add(&out, "");
	return buffer_take(&out);
}
