/*
 * tests/fuzz/fuzz_expr.c - any text as an expression, any answers for it
 *
 * The input is an expression, and behind a zero byte what its names stand
 * for.  It is compiled as the calculation of a small form and evaluated inside
 * and outside a repeat; its result goes through fields of every type.
 */
#include "config.h"

#include "fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "form/expr.h"
#include "form/load.h"
#include "form/value.h"

const char fuzz_target[] = "expr";

static const char before[] =
	"form: klein\n"
	"version: 1.0\n"
	"title: Klein\n"
	"per: jeugdige\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: t, type: text, label: a}\n"
	"  - {name: i, type: integer, label: a}\n"
	"  - {name: d, type: decimal, label: a}\n"
	"  - {name: dag, type: date, label: a}\n"
	"  - {name: uur, type: time, label: a}\n"
	"  - {name: nu, type: datetime, label: a}\n"
	"  - {name: s, type: score, label: a}\n"
	"  - {name: schaal, type: scale, from: -2, to: 12, label: a}\n"
	"  - {name: keus, type: select_one, label: a, options: {a: A, b: B}}\n"
	"  - {name: veel, type: select_multiple, label: a, options: {a: A, b: "
	"B}}\n"
	"- name: rijen\n"
	"  label: Rijen\n"
	"  repeat: rij\n"
	"  fields:\n"
	"  - {name: r, type: integer, label: a}\n"
	"  - name: uit_rij\n"
	"    type: calculate\n"
	"    as: integer\n"
	"    calculation: ";
static const char between[] =
	"- name: uit\n"
	"  label: Uit\n"
	"  fields:\n"
	"  - name: uit_een\n"
	"    type: calculate\n"
	"    as: text\n"
	"    calculation: ";
static const char after[] =
	"measures:\n"
	"  m: {label: M, items: [s]}\n";

/* Any text between double quotes. */
static void put_quoted(struct buffer *out, const char *text)
{
	buffer_add_byte(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buffer_print(out, "\\%c", *text);
		else if (*text == '\n')
			buffer_add(out, "\\n");
		else
			buffer_add_byte(out, *text);
	}
	buffer_add(out, "\"\n");
}

/* A form with this expression in one place, and 0 in the other. */
static struct form *load(const char *expression, bool in_row)
{
	struct problem_list problems = { 0 };
	struct buffer yaml = { 0 };
	struct form *form;

	buffer_add(&yaml, before);
	put_quoted(&yaml, in_row ? expression : "0");
	buffer_add(&yaml, between);
	put_quoted(&yaml, in_row ? "0" : expression);
	buffer_add(&yaml, after);
	form = load_form(yaml.bytes, yaml.length, "klein", fuzz_traject(),
			 &problems);
	fuzz_problems(&problems);
	problem_list_done(&problems);
	buffer_done(&yaml);
	return form;
}

/* What the names stand for: each has its place in the input. */
struct answering {
	struct bytes bytes;
	char *text; /* of the last one */
};

static double some_real(uint64_t bits)
{
	double real;

	memcpy(&real, &bits, sizeof(real));
	return real;
}

static struct scalar answer(void *of, enum name_source source, int index,
			    int row)
{
	struct answering *a = of;
	struct bytes bytes = a->bytes;
	struct scalar scalar = { .kind = SCALAR_NULL };

	/* The same each time it is asked for, as an answer is. */
	for (int i = (int)source + 3 * index + 11 * row; i > 0; i--)
		(void)bytes_take(&bytes);
	free(a->text);
	a->text = NULL;
	switch (bytes_take(&bytes) % 6) {
	case 1:
		scalar.kind = SCALAR_INTEGER;
		scalar.integer = (signed char)bytes_take(&bytes);
		break;
	case 2:
		scalar.kind = SCALAR_INTEGER;
		scalar.integer = (int64_t)bytes_number(&bytes);
		break;
	case 3:
		scalar.kind = SCALAR_REAL;
		scalar.real = some_real(bytes_number(&bytes));
		break;
	case 4:
		a->text = bytes_text(&bytes);
		scalar.kind = SCALAR_TEXT;
		scalar.text = a->text;
		break;
	case 5:
		scalar.kind = SCALAR_TEXT;
		scalar.text = "2025-03-01";
		break;
	default:
		break;
	}
	return scalar;
}

/* As the result of a calculation of each type: canonical or nothing. */
static void check_result(const struct form *form, struct scalar result)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];
		char *value = value_from_scalar(f, result);
		char *again = NULL;

		if (!value)
			continue;
		MUST(value_read(f, value, &again, NULL) == 0);
		MUST(strcmp(value, again) == 0);
		free(again);
		free(value);
	}
}

static void evaluate(const struct form *form, struct expr *expr,
		     struct bytes bytes, int row)
{
	struct answering answering = { .bytes = bytes };
	struct expr_context context = { .value = answer,
					.of = &answering,
					.row = row,
					.today = "2025-03-01" };
	struct scalar result = expr_value(expr, &context);
	enum truth truth;

	if (result.kind == SCALAR_TEXT)
		MUST(strlen(result.text) <= 1000000);
	check_result(form, result);
	truth = expr_truth(expr, &context);
	MUST(result.kind != SCALAR_NULL || truth == TRUTH_UNKNOWN);
	free(answering.text);
}

static void check(const char *expression, struct bytes bytes, bool in_row)
{
	struct form *form = load(expression, in_row);
	enum name_source source;
	struct expr *expr;
	int index;

	if (!form)
		return;
	index = form_find(form, in_row ? "uit_rij" : "uit_een");
	expr = form->fields[index].calculation;
	for (int i = 0; expr_name(expr, i, &source, &index); i++)
		MUST(expr_reads(expr, source, index));
	evaluate(form, expr, bytes, in_row);
	evaluate(form, expr, (struct bytes){ 0 }, in_row);
	form_free(form);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { data, data + size };
	char *expression = bytes_text(&bytes);

	if (utf8_is_valid(expression, strlen(expression))) {
		check(expression, bytes, size % 2);
	}
	free(expression);
	return 0;
}
