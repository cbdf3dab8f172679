/* ui/page_form_verify.c - entering a form a second time; ui/page_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/verifications.h"
#include "ui/page_form.h"
#include "ui/view_form.h"

/* --- beginning */

/* The page goes on with a second entry of what it shows. */
static void begin(struct app *app, struct page_form *form, enum verify_how how)
{
	const struct record_head *head = entry_head(form->entry);
	struct entry_start start = {
		.store = app->store,
		.catalogue = app->catalogue,
		.form = entry_form(form->entry),
		.traject = head->traject_id,
		.jeugdige = head->jeugdige,
		.medewerker = app->settings->medewerker,
		.verify = how,
	};
	struct entry *entry = NULL;
	struct err err = { 0 };

	if (entry_open(&start, &entry, &err)) {
		app_fail(app, &err);
		return;
	}
	entry_close(form->entry);
	form->entry = entry;
	page_form_choose_kind(form);
	page_form_focus(form);
	if (entry_held_by(entry))
		(void)page_form_may_change(app, form);
	else if (entry_began_anew(entry))
		app_say(app, STYLE_WARN,
			_("The form was changed since; the second entry "
			  "begins anew"));
	else
		app_say(app, STYLE_PLAIN,
			_("Every answer is held against the first; %s marks "
			  "the form as verified"),
			app_way(app, ACTION_DONE).text);
}

static bool begin_chosen(struct app *app, struct page *asker,
			 const char *answer)
{
	struct page_form *form = (struct page_form *)asker;

	if (answer)
		begin(app, form,
		      strcmp(answer,
			     _("Blind: the first answers stay hidden")) == 0
			      ? VERIFY_BLIND
			      : VERIFY_OPEN);
	return true;
}

/* Did the one at the keyboard enter it? */
static bool is_own(const struct app *app, const struct page_form *form)
{
	struct verification v = { 0 };
	bool own = false;

	if (verifications_of(app->store, entry_head(form->entry)->id, &v,
			     NULL) == 0) {
		alloc_replace(&v.medewerker, app->settings->medewerker);
		alloc_replace(&v.login, entry_user());
		own = verification_is_own(&v);
	}
	verification_done(&v);
	return own;
}

void page_form_ask_verify(struct app *app, struct page_form *form)
{
	const char *const ways[] = {
		_("Blind: the first answers stay hidden"),
		_("Open: the first answers are shown, Enter says that one is "
		  "right"),
	};
	struct draft draft = { 0 };

	if (app->read_only || entry_is_open(form->entry)) {
		(void)page_form_may_change(app, form);
		return;
	}
	if (!entry_head(form->entry)->id)
		return;
	if (verifications_begun(app->store, entry_head(form->entry)->id, &draft,
				NULL) == 0)
		begin(app, form, draft.verifies);
	else
		app_pick(app,
			 is_own(app, form)
				 ? _("You filled this in yourself; somebody "
				     "else sees more. How is it entered again?")
				 : _("How is it entered a second time?"),
			 ways, 2, begin_chosen);
	draft_done(&draft);
}

bool page_form_is_begun_again(const struct app *app,
			      const struct page_form *form)
{
	const struct record_head *head = entry_head(form->entry);
	struct draft draft = { 0 };
	bool begun =
		head->id && head->status != RECORD_DRAFT &&
		verifications_begun(app->store, head->id, &draft, NULL) == 0;

	draft_done(&draft);
	return begun;
}

/* --- comparing */

bool page_form_differs(const struct page_form *form)
{
	size_t focus = entry_focus(form->entry);

	return entry_verifies(form->entry) && entry_is_open(form->entry) &&
	       focus < entry_count(form->entry) &&
	       entry_compared(form->entry, focus) == COMPARED_ASKED;
}

static void settle(struct app *app, struct page_form *form, enum compared right)
{
	struct err err = { 0 };

	if (entry_settle_difference(form->entry, right, &err)) {
		app_fail(app, &err);
		return;
	}
	page_form_focus(form);
	page_form_next(app, form);
}

/* The first letter of what is right: the names begin with it. */
static bool settle_chosen(struct app *app, struct page *asker,
			  const char *answer)
{
	struct page_form *form = (struct page_form *)asker;

	if (!answer)
		return true;
	if (strncmp(answer, _("First: "), strlen(_("First: "))) == 0) {
		settle(app, form, COMPARED_FIRST);
	} else if (strncmp(answer, _("Second: "), strlen(_("Second: "))) == 0) {
		settle(app, form, COMPARED_SECOND);
	} else {
		page_form_focus(form);
		app_say(app, STYLE_PLAIN, _("Give the answer that is right"));
	}
	return true;
}

static char *answer_of(const struct page_form *form, const struct item *item,
		       const struct answer *answer, const char *before)
{
	struct answer alone = *answer;
	enum style style;
	char *shown;
	char *text;

	alone.remark = NULL;
	shown = view_form_answer(form, item, &alone, &style);
	text = alloc_print("%s%s", before, *shown ? shown : _("empty"));
	free(shown);
	return text;
}

static void ask_which(struct app *app, struct page_form *form)
{
	size_t focus = entry_focus(form->entry);
	struct item item = entry_item(form->entry, focus);
	char *first =
		answer_of(form, &item, entry_first_answer(form->entry, focus),
			  _("First: "));
	char *second = answer_of(
		form, &item,
		answers_get(entry_answers(form->entry), item.field, item.row),
		_("Second: "));
	const char *const names[] = {
		first, second, _("Neither: I give the answer that is right")
	};

	app->beep = true;
	app_pick(app, _("The two entries differ. Which is right?"), names, 3,
		 settle_chosen);
	free(first);
	free(second);
}

bool page_form_is_compared(struct app *app, struct page_form *form)
{
	size_t focus = entry_focus(form->entry);
	struct err err = { 0 };

	if (!entry_verifies(form->entry) || !entry_is_open(form->entry) ||
	    focus >= entry_count(form->entry) ||
	    entry_item(form->entry, focus).kind != ITEM_FIELD)
		return true;
	if (entry_compared(form->entry, focus) == COMPARED_NOT &&
	    entry_confirm(form->entry, &err)) {
		app_fail(app, &err);
		return false;
	}
	if (!page_form_differs(form))
		return true;
	ask_which(app, form);
	return false;
}

void page_form_say_verified(struct app *app, size_t differences)
{
	if (differences == 0)
		app_say(app, STYLE_GOOD,
			_("Verified: both entries are the same"));
	else
		app_say(app, STYLE_GOOD,
			text_plural("Verified: %zu answer differed",
				    "Verified: %zu answers differed",
				    (long long)differences),
			differences);
}
