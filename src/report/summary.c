/* report/summary.c - see report/summary.h */
#include "config.h"

#include "report/summary.h"

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

int report_summary(const struct figures *figures,
		   const struct catalogue *catalogue, enum report_format format,
		   FILE *out, struct err *err)
{
	struct buffer text = { 0 };
	int code;

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
	code = print_all(&text, out, err);
	buffer_done(&text);
	return code;
}
