/* What ui/page_client.h promises, by the keys of the full screen. */
#include "config.h"

#include "unit.h"

#include "base/count.h"
#include "base/text.h"
#include "entry_world.h"
#include "store/pin.h"
#include "ui/app.h"
#include "ui/page_client.h"

#define PIN "2468"

static const char vragen_yaml[] =
	"form: vragen\n"
	"version: 1.0\n"
	"title: {nl: Vragen, en: Questions, tr: Sorular, de: Fragen}\n"
	"per: traject\n"
	"client: true\n"
	"missing:\n"
	"  weet_niet: {key: c, label: {nl: weet ik niet, en: I do not know, "
	"tr: bilmiyorum}}\n"
	"sections:\n"
	"- name: werker\n"
	"  label: Voor de hulpverlener\n"
	"  client: false\n"
	"  fields:\n"
	"  - {name: geheim, type: text, label: Niet voor de client}\n"
	"- name: thuis\n"
	"  label: {nl: Thuis, en: Home, tr: Ev}\n"
	"  relevant: coalesce(geheim, '') <> 'nee'\n"
	"  missing: [weet_niet]\n"
	"  fields:\n"
	"  - {name: lees, type: note, label: {nl: Lees dit, en: Read, tr: "
	"Oku}}\n"
	"  - {name: cijfer, type: scale, from: 1, to: 10, label: {nl: Cijfer, "
	"en: Mark, tr: Not}}\n"
	"  - {name: wat, type: select_multiple, label: {nl: Wat hielp, en: "
	"What helped, tr: Ne}, options: {@}}\n"
	"  - {name: dag, type: date, label: {nl: Dag, en: Day, tr: Gun}, "
	"constraint: dag <= today(), message: Die dag moet nog komen}\n"
	"  - {name: keer, type: integer, label: {nl: Hoe vaak, en: How often, "
	"tr: Kac}, checks: [{soft: keer > 20, message: Dat is vaak}]}\n"
	"  - {name: wie, type: text, list: team, label: Team}\n"
	"- name: mensen\n"
	"  label: {nl: Mensen, en: People, tr: Insan}\n"
	"  relevant: coalesce(geheim, '') <> 'nee'\n"
	"  repeat: mens\n"
	"  fields:\n"
	"  - {name: naam, type: text, label: {nl: Naam, en: Name, tr: Ad}}\n"
	"  - {name: goed, type: score, label: {nl: Goed, en: Good, tr: Iyi}}\n";

/* The form, with eleven options in the place of the mark. */
static char *with_options(void)
{
	const char *at = strchr(vragen_yaml, '@');
	char *all = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&all, &length);

	fprintf(out, "%.*s", (int)(at - vragen_yaml), vragen_yaml);
	for (char c = 'a'; c <= 'k'; c++)
		fprintf(out, "%s%c: {nl: %cnl, en: %cen, tr: %ctr}",
			c > 'a' ? ", " : "", c, c, c, c);
	fputs(at + 1, out);
	fclose(out);
	return all;
}

struct screen_world {
	struct world *w;
	struct settings settings;
	struct app app;
};

static void keys(struct screen_world *sw, const char *names)
{
	char *copy = strdup(names);
	char *rest = copy;
	char *key;

	while ((key = strsep(&rest, " ")))
		if (*key)
			app_key(&sw->app, key, NULL);
	free(copy);
	assert_true(app_settle(&sw->app));
}

static void type_pin(struct screen_world *sw, const char *pin)
{
	for (; *pin; pin++)
		app_key(&sw->app, (char[]){ *pin, '\0' }, NULL);
	keys(sw, "Enter");
}

static void open_app(struct screen_world *sw)
{
	struct app_start start = {
		.store = sw->w->store,
		.catalogue = sw->w->catalogue,
		.settings = &sw->settings,
		.form = catalogue_find(sw->w->catalogue, "vragen", NULL),
		.traject = sw->w->traject,
	};

	app_init(&sw->app, &start);
	app_size(&sw->app, 24, 80);
}

static int set_up(void **state)
{
	struct screen_world *sw = calloc(1, sizeof(*sw));
	char *yaml = with_options();

	sw->w = world_new();
	world_write(sw->w, "traject.yaml", traject_yaml);
	world_write(sw->w, "vragen.yaml", yaml);
	free(yaml);
	world_load(sw->w);
	world_begin(sw->w);
	WORKS(pin_keep(PIN, &sw->settings.pin, &why));
	open_app(sw);
	type_pin(sw, PIN);
	*state = sw;
	return 0;
}

static int tear_down(void **state)
{
	struct screen_world *sw = *state;
	void *w = sw->w;

	app_done(&sw->app);
	settings_done(&sw->settings);
	world_tear_down(&w);
	free(sw);
	return 0;
}

static struct page_client *client_of(struct screen_world *sw)
{
	struct page *page = app_top(&sw->app);

	assert_string_equal(page->kind->name, "client");
	return (struct page_client *)page;
}

/* The client is at the first question, in Dutch. */
static void begin(struct screen_world *sw)
{
	keys(sw, "M-c 1");
	assert_int_equal(client_of(sw)->stage, CLIENT_QUESTION);
}

static const char *at(struct screen_world *sw)
{
	const struct field *field = page_form_field(client_of(sw)->form);

	return field ? field->name : "+";
}

static const struct answer *answer_to(struct screen_world *sw, const char *name,
				      int row)
{
	struct entry *entry = client_of(sw)->form->entry;

	return answers_get(entry_answers(entry),
			   form_find(entry_form(entry), name), row);
}

static void assert_value(struct screen_world *sw, const char *name,
			 const char *value)
{
	const struct answer *a = answer_to(sw, name, 0);

	if (!value) {
		assert_null(a->value);
		return;
	}
	assert_non_null(a->value);
	assert_string_equal(a->value, value);
}

/* --- */

static void it_asks_only_what_is_for_the_client(void **state)
{
	struct screen_world *sw = *state;

	begin(sw);
	assert_string_equal(at(sw), "cijfer");
	keys(sw, "5 Enter");
	assert_string_equal(at(sw), "wat");
	keys(sw, "1 Enter");
	assert_string_equal(at(sw), "dag");
	keys(sw, "Enter Enter");
	assert_string_equal(at(sw), "keer");
	/* A name from a list is the worker's. */
	keys(sw, "3 Enter");
	assert_string_equal(at(sw), "+");
	keys(sw, "PgUp PgUp PgUp PgUp");
	assert_string_equal(at(sw), "cijfer");
}

static void
where_it_asks_nothing_the_keyboard_stays_with_the_worker(void **state)
{
	struct screen_world *sw = *state;
	bool lent = true;

	keys(sw, "n e e Enter M-c");
	assert_string_equal(app_top(&sw->app)->kind->name, "form");
	assert_has(sw->app.message, "geen vraag voor de cli");
	WORKS(drafts_lent(sw->w->store, &lent, &why));
	assert_false(lent);
}

static void languages_are_those_in_which_all_is_written(void **state)
{
	struct screen_world *sw = *state;

	keys(sw, "M-c");
	assert_int_equal(client_of(sw)->stage, CLIENT_LANGUAGE);
	/* The title alone is in German too. */
	assert_int_equal(client_of(sw)->language_count, 3);
	keys(sw, "3");
	assert_string_equal(text_forms_language(), "tr");
	assert_string_equal(text_language(), "nl");
	keys(sw, "PgUp 2");
	assert_string_equal(text_language(), "en");
	keys(sw, "PgUp 3");
	assert_string_equal(text_language(), "nl");
	keys(sw, "Esc");
	type_pin(sw, PIN);
	assert_string_equal(text_language(), "nl");
	assert_string_equal(text_forms_language(), "nl");
}

static void two_digits_are_one_number(void **state)
{
	struct screen_world *sw = *state;

	begin(sw);
	keys(sw, "1");
	assert_value(sw, "cijfer", "1");
	keys(sw, "0");
	assert_value(sw, "cijfer", "10");
	keys(sw, "7");
	assert_value(sw, "cijfer", "7");
	keys(sw, "Left Left Enter");
	assert_value(sw, "cijfer", "5");
	keys(sw, "PgUp Down Enter");
	assert_string_equal(answer_to(sw, "cijfer", 0)->missing, "weet_niet");
}

static void every_option_has_a_sign_of_its_own(void **state)
{
	struct screen_world *sw = *state;

	begin(sw);
	keys(sw, "5 Enter 1 2 9 a");
	assert_value(sw, "wat", "a b i j");
	keys(sw, "2");
	assert_value(sw, "wat", "a i j");
	/* c is why there is no answer. */
	keys(sw, "b d");
	assert_value(sw, "wat", "a i j k");
	keys(sw, "C");
	assert_value(sw, "wat", NULL);
	assert_string_equal(answer_to(sw, "wat", 0)->missing, "weet_niet");
	keys(sw, "Up Space");
	assert_value(sw, "wat", "k");
}

static void a_check_is_seen_before_one_goes_on(void **state)
{
	struct screen_world *sw = *state;
	char *remark;

	begin(sw);
	keys(sw, "5 Enter 1 Enter 1 - 1 - 2 0 9 9 Enter");
	assert_string_equal(at(sw), "dag");
	remark = client_remark(client_of(sw));
	assert_string_equal(remark, "Die dag moet nog komen");
	free(remark);
	keys(sw, "Enter");
	assert_string_equal(at(sw), "keer");
	keys(sw, "3 0 Enter");
	assert_string_equal(at(sw), "keer");
	keys(sw, "Enter");
	assert_string_equal(at(sw), "+");
}

static void what_cannot_be_read_holds_back_once(void **state)
{
	struct screen_world *sw = *state;

	begin(sw);
	keys(sw, "5 Enter 1 Enter o o i t Enter");
	assert_string_equal(at(sw), "dag");
	assert_non_null(client_of(sw)->fault);
	keys(sw, "Enter");
	/* And that it is skipped is said as well. */
	keys(sw, "Enter");
	assert_string_equal(at(sw), "keer");
	assert_value(sw, "dag", NULL);
}

static void rows_are_added_one_by_one(void **state)
{
	struct screen_world *sw = *state;

	begin(sw);
	keys(sw, "5 Enter 1 Enter Enter Enter Enter Enter");
	assert_string_equal(at(sw), "+");
	keys(sw, "j");
	assert_string_equal(at(sw), "naam");
	keys(sw, "O m a Enter 2 Enter");
	assert_string_equal(at(sw), "+");
	assert_string_equal(answer_to(sw, "naam", 1)->value, "Oma");
	assert_string_equal(answer_to(sw, "goed", 1)->value, "0");
	keys(sw, "n");
	assert_int_equal(client_of(sw)->stage, CLIENT_AGREE);
}

static void nothing_leads_past_it(void **state)
{
	static const char *const others[] = {
		"F2",  "C-p", "F3",  "/",   "C-g", "F6",  "F4",
		"F9",  "M-k", "M-p", "s",   "n",   "M-x", "M-h",
		"M-t", "M-d", "F7",  "M-i", "M-w", "?",
	};
	struct screen_world *sw = *state;
	size_t pages;

	begin(sw);
	pages = sw->app.page_count;
	for (size_t i = 0; i < COUNT(others); i++) {
		keys(sw, others[i]);
		assert_int_equal(sw->app.page_count, pages);
		assert_string_equal(at(sw), "cijfer");
	}
	assert_value(sw, "cijfer", NULL);
}

static void only_the_pin_gives_it_back(void **state)
{
	struct screen_world *sw = *state;
	bool lent = false;

	begin(sw);
	keys(sw, "5 Esc");
	assert_int_equal(client_of(sw)->stage, CLIENT_AGREE);
	keys(sw, "2");
	assert_string_equal(app_top(&sw->app)->kind->name, "return");
	type_pin(sw, "1111");
	keys(sw, "Esc");
	assert_int_equal(client_of(sw)->stage, CLIENT_AGREE);
	/* Going back makes that no PIN comes sooner. */
	keys(sw, "2");
	type_pin(sw, PIN);
	assert_string_equal(app_top(&sw->app)->kind->name, "return");
	WORKS(drafts_lent(sw->w->store, &lent, &why));
	assert_true(lent);
	sw->app.pin_after = 0;
	type_pin(sw, PIN);
	assert_string_equal(app_top(&sw->app)->kind->name, "form");
	WORKS(drafts_lent(sw->w->store, &lent, &why));
	assert_false(lent);
}

static void leaving_keeps_what_was_written(void **state)
{
	struct screen_world *sw = *state;
	bool lent = false;

	begin(sw);
	keys(sw, "5 Enter 1 Enter 1 - 3 - 2 0 2 5 C-q");
	assert_true(sw->app.leaving);
	app_done(&sw->app);
	WORKS(drafts_lent(sw->w->store, &lent, &why));
	assert_true(lent);
	sw->settings.lock_minutes = 0;
	open_app(sw);
	assert_string_equal(app_top(&sw->app)->kind->name, "lock");
	type_pin(sw, PIN);
	keys(sw, "M-c 1");
	assert_value(sw, "dag", "2025-03-01");
	assert_int_equal(answer_to(sw, "dag", 0)->client, CLIENT_HIDDEN);
	WORKS(drafts_return(sw->w->store, &why));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_asks_only_what_is_for_the_client),
		TEST(where_it_asks_nothing_the_keyboard_stays_with_the_worker),
		TEST(languages_are_those_in_which_all_is_written),
		TEST(two_digits_are_one_number),
		TEST(every_option_has_a_sign_of_its_own),
		TEST(a_check_is_seen_before_one_goes_on),
		TEST(what_cannot_be_read_holds_back_once),
		TEST(rows_are_added_one_by_one),
		TEST(nothing_leads_past_it),
		TEST(only_the_pin_gives_it_back),
		TEST(leaving_keeps_what_was_written),
	};

	return run_tests(tests);
}
