/* ui/page_trajecten_new.c - making a traject; see ui/page_trajecten.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "store/names.h"
#include "ui/page_trajecten.h"
#include "ui/pages.h"

/*
 * Whose traject it is: asked once.  In a person's own file the answers are
 * kept in the settings; in a demo or practice file they last until the program
 * ends, and are names of that file.
 */
struct owner {
	const char *list;
	const char *question;
	size_t of_traject;  /* offset of the text in struct traject */
	size_t of_settings; /* and in struct settings */
};

static const struct owner owners[] = {
	{ "organisatie", N_("Which organisation do you work for?"),
	  offsetof(struct traject, organisatie),
	  offsetof(struct settings, organisatie) },
	{ "team", N_("Which team do you work in?"),
	  offsetof(struct traject, team), offsetof(struct settings, team) },
	{ "medewerker", N_("Who are you? Type your name as your team knows it"),
	  offsetof(struct traject, medewerker),
	  offsetof(struct settings, medewerker) },
};

#define OWNERS COUNT(owners)

static char **of_traject(struct page_trajecten *page, const struct owner *owner)
{
	return (char **)((char *)&page->fresh + owner->of_traject);
}

static char **of_settings(struct app *app, const struct owner *owner)
{
	return (char **)((char *)app->settings + owner->of_settings);
}

static bool is_own_file(const struct app *app)
{
	return !app->demo && !app->practice;
}

/* The first owner that is not known yet; NULL when all are. */
static const struct owner *unknown_owner(struct app *app,
					 struct page_trajecten *page)
{
	for (size_t i = 0; i < OWNERS; i++) {
		char **name = of_traject(page, &owners[i]);

		if (!*name && is_own_file(app))
			*name = alloc_text(*of_settings(app, &owners[i]));
		if (!*name)
			return &owners[i];
	}
	return NULL;
}

/* A name in the language of lists: no blanks around it; NULL when empty. */
static char *trimmed(const char *typed)
{
	size_t length;

	typed += strspn(typed, " ");
	length = strlen(typed);
	while (length > 0 && typed[length - 1] == ' ')
		length--;
	return length ? alloc_text_part(typed, length) : NULL;
}

/* Take the name up in the lists of the file. */
static int add_owner(struct app *app, struct page_trajecten *page,
		     const struct owner *owner, const char *name,
		     struct err *err)
{
	const char *organisatie =
		owner == &owners[0] ? NULL : page->fresh.organisatie;

	return names_add(app->store, owner->list, organisatie, name, err);
}

static void ask_next(struct app *app, struct page_trajecten *page);

static bool answered_owner(struct app *app, struct page *asker,
			   const char *answer)
{
	struct page_trajecten *page = (struct page_trajecten *)asker;
	const struct owner *owner = unknown_owner(app, page);
	struct err err = { 0 };
	char *name;

	if (!answer || !owner)
		return true;
	name = trimmed(answer);
	if (!name) {
		app_say(app, STYLE_BAD, _("Type a name first; %s goes back"),
			app_way(app, ACTION_LEVEL_UP).text);
		return false;
	}
	if (add_owner(app, page, owner, name, &err)) {
		app_fail(app, &err);
		free(name);
		return false;
	}
	*of_traject(page, owner) = name;
	if (is_own_file(app)) {
		alloc_replace(of_settings(app, owner), name);
		app_keep_settings(app);
	}
	ask_next(app, page);
	return true;
}

static void ask_owner(struct app *app, struct page_trajecten *page,
		      const struct owner *owner)
{
	struct name_list names = { 0 };
	struct err err = { 0 };
	bool open;

	if (names_of(app->store, owner->list, page->fresh.organisatie, &names,
		     &err)) {
		app_fail(app, &err);
		return;
	}
	open = is_own_file(app) || names.count == 0;
	app_choose(app, _(owner->question), (const char *const *)names.items,
		   names.count, open, answered_owner);
	if (is_own_file(app) && owner == &owners[0])
		app_say(app, STYLE_DIM, "%s",
			_("Three questions, asked only this once"));
	name_list_done(&names);
}

/* The names of the settings may be new to this file. */
static int add_owners(struct app *app, struct page_trajecten *page,
		      struct err *err)
{
	for (size_t i = 0; i < OWNERS; i++) {
		int code = add_owner(app, page, &owners[i],
				     *of_traject(page, &owners[i]), err);

		if (code)
			return code;
	}
	return 0;
}

static int make(struct app *app, struct page_trajecten *page,
		const char *code_of_traject, int64_t *id, struct err *err)
{
	struct traject *fresh = &page->fresh;
	struct traject traject = { 0 };
	int code;

	code = store_begin(app->store, err);
	if (code)
		return code;
	code = add_owners(app, page, err);
	if (code)
		goto out;
	traject.code = alloc_text(code_of_traject);
	traject.organisatie = alloc_text(fresh->organisatie);
	traject.team = alloc_text(fresh->team);
	traject.medewerker = alloc_text(fresh->medewerker);
	code = trajecten_add(app->store, &traject, err);
	if (code)
		goto out;
	code = store_commit(app->store, err);
	if (code == 0)
		*id = traject.id;
out:
	if (code)
		store_rollback(app->store);
	traject_done(&traject);
	return code;
}

static bool answered_code(struct app *app, struct page *asker,
			  const char *answer)
{
	struct page_trajecten *page = (struct page_trajecten *)asker;
	struct err err = { 0 };
	int64_t id = 0;
	char *code;

	if (!answer)
		return true;
	code = trimmed(answer);
	if (!code) {
		app_say(app, STYLE_BAD,
			_("Type the code of the traject; %s goes back"),
			app_way(app, ACTION_LEVEL_UP).text);
		return false;
	}
	if (make(app, page, code, &id, &err)) {
		app_fail(app, &err);
		free(code);
		return false;
	}
	free(code);
	page_traject_open(app, id);
	app_say(app, STYLE_GOOD, "%s",
		_("The traject is there. Enter opens its first form"));
	return true;
}

static void ask_next(struct app *app, struct page_trajecten *page)
{
	const struct owner *owner = unknown_owner(app, page);

	if (owner)
		ask_owner(app, page, owner);
	else
		app_ask(app, _("New traject"),
			_("The code of the traject: the number your "
			  "organisation gives it, no name"),
			"", answered_code);
}

void page_trajecten_new(struct app *app, struct page_trajecten *page)
{
	ask_next(app, page);
}
