/* ui/resume.c - see ui/resume.h */
#include "config.h"

#include "ui/resume.h"

#include "base/text.h"
#include "store/drafts.h"
#include "store/trajecten.h"
#include "ui/pages.h"

static void say(struct app *app, const struct form *form,
		const struct draft *draft, const char *code)
{
	int field = draft->at_field ? form_find(form, draft->at_field) : -1;

	if (field >= 0 && form->fields[field].number)
		app_say(app, STYLE_ACCENT,
			/* TRANSLATORS: the code of a traject, a number on paper */
			_("You were here: %s, question %s. All of it is kept"),
			code, form->fields[field].number);
	else
		app_say(app, STYLE_ACCENT,
			/* TRANSLATORS: the code of a traject, title of a form */
			_("You were here: %s, %s. All of it is kept"), code,
			words_text(&form->title));
}

void resume_offer(struct app *app)
{
	struct draft draft = { 0 };
	struct traject traject = { 0 };
	const struct form *form = NULL;
	size_t pages = app->page_count;

	if (app->read_only || drafts_interrupted(app->store, &draft, NULL))
		goto out;
	form = catalogue_find(app->catalogue, draft.form, draft.version);
	if (!form || trajecten_get(app->store, draft.traject, &traject, NULL))
		goto out;
	page_traject_open(app, draft.traject);
	if (draft.verifies)
		page_form_open_second(app, form, draft.traject, draft.jeugdige,
				      draft.verifies);
	else
		page_form_open(app, form, draft.traject, draft.jeugdige);
	if (app->page_count == pages + 2)
		say(app, form, &draft, traject.code);
out:
	draft_done(&draft);
	traject_done(&traject);
}
