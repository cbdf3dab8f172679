/* report/summary.c - see report/summary.h */
#include "config.h"

#include "report/summary.h"

#include "base/buffer.h"
#include "base/text.h"
#include "measure/spark.h"
#include "report/print_private.h"
#include "report/summary_private.h"

void summary_counts(const struct figures *figures,
		    struct summary_count out[SUMMARY_COUNTS])
{
	out[0] = (struct summary_count){ "complete", figures->complete };
	out[1] = (struct summary_count){ "valid", figures->valid };
	out[2] = (struct summary_count){ "invalid", figures->invalid };
	out[3] = (struct summary_count){ "draft", figures->draft };
}

struct summary_extras summary_find_extras(const struct figures *f, size_t m)
{
	const struct figure_measure *measure = &f->measures[m];
	struct summary_extras extras = { 0 };

	for (size_t i = 0; i < measure->item_count; i++) {
		const struct figure_item *item = &measure->items[i];

		extras.benchmark = extras.benchmark || item->benchmark >= 0;
		extras.unscored =
			extras.unscored || item->missing > 0 || item->empty > 0;
		if (!extras.spark) {
			struct spark spark = spark_of_item(f, m, i);

			extras.spark = spark.count > 0;
			extras.by_year = spark.by_year;
		}
	}
	return extras;
}

char *summary_form_words(const struct figures *f)
{
	struct buffer b = { 0 };

	buffer_add(&b, words_text(&f->form->title));
	for (size_t i = 0; i < f->version_count; i++)
		buffer_print(&b, "%s%s", i ? ", " : _(", version "),
			     f->versions[i]);
	return buffer_take(&b);
}

int report_summary(const struct figures *figures,
		   const struct catalogue *catalogue, enum report_format format,
		   FILE *out, struct err *err)
{
	struct buffer text = { .to = out };

	switch (format) {
	case REPORT_TEXT:
		summary_text(figures, &text);
		break;
	case REPORT_JSON:
		summary_json(figures, catalogue, &text);
		break;
	case REPORT_CSV:
		summary_csv(figures, &text);
		break;
	}
	return print_end(&text, err);
}
