/* ui/page_form_bar.c - what works at a question; see ui/page_form.h */
#include "config.h"

#include "ui/page_form.h"

bool page_form_works(const struct app *app, const struct page *page,
		     enum action action)
{
	const struct page_form *form = (const struct page_form *)page;
	size_t focus = entry_focus(form->entry);
	const struct field *field;
	enum field_fault fault;

	switch (action) {
	case ACTION_MISSING:
		field = page_form_field(form);
		return field && field->missing_count > 0;
	case ACTION_SAME:
		field = page_form_field(form);
		return field && field->persistent;
	case ACTION_OVERRULE:
		if (focus >= entry_count(form->entry))
			return false;
		fault = entry_fault(form->entry, focus, NULL);
		return fault == FAULT_SOFT || fault == FAULT_OVERRULED;
	case ACTION_ADD_ROW:
	case ACTION_REMOVE_ROW:
	case ACTION_ROW_UP:
	case ACTION_ROW_DOWN:
		return focus < entry_count(form->entry) &&
		       entry_item(form->entry, focus).repeat >= 0;
	case ACTION_NEW_LINE:
		return entry_is_open(form->entry) && page_form_is_text(form);
	case ACTION_VERIFY:
		return !app->read_only && entry_head(form->entry)->id &&
		       !entry_held_by(form->entry);
	case ACTION_TAKE_OVER:
		return entry_held_by(form->entry) != NULL;
	case ACTION_CLIENT:
		return entry_form(form->entry)->client &&
		       !entry_verifies(form->entry);
	default:
		return true;
	}
}

/*
 * The keys for each question at 80 columns, of which Enter is the first to go
 * where an answer can be copied.  When nothing is left to answer, what is needed
 * is to complete the form.
 */
/* clang-format off */
#define EACH_QUESTION ACTION_GO_TO, ACTION_MISSING, ACTION_REMARK, ACTION_SEARCH

static const enum action filling_bar[] = {
	ACTION_NEXT, EACH_QUESTION, ACTION_DONE, ACTION_BACK, ACTION_OVERRULE,
	ACTION_UNDO, ACTION_NONE
};

static const enum action copying_bar[] = {
	ACTION_SAME, EACH_QUESTION, ACTION_NEXT, ACTION_DONE, ACTION_BACK,
	ACTION_UNDO, ACTION_NONE
};

static const enum action copying_bar_narrow[] = {
	ACTION_NEXT, ACTION_SAME, EACH_QUESTION, ACTION_NONE
};

static const enum action filled_bar[] = {
	ACTION_DONE, EACH_QUESTION, ACTION_NEXT, ACTION_BACK, ACTION_OVERRULE,
	ACTION_UNDO, ACTION_NONE
};

static const enum action looking_bar[] = {
	ACTION_NEXT, ACTION_TAKE_OVER, ACTION_REOPEN, ACTION_GO_TO,
	ACTION_SEARCH, ACTION_BACK, ACTION_HISTORY, ACTION_VERIFY, ACTION_NONE
};
/* clang-format on */

const enum action *page_form_bar(const struct app *app, const struct page *page)
{
	const struct page_form *form = (const struct page_form *)page;
	size_t asked, filled;

	if (!entry_is_open(form->entry))
		return looking_bar;
	if (app_works(app, page, ACTION_SAME))
		return app->cols < 80 ? copying_bar_narrow : copying_bar;
	entry_progress(form->entry, &asked, &filled);
	return filled < asked ? filling_bar : filled_bar;
}
