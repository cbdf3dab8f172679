/* What store/forms.h promises. */
#include "config.h"

#include "store_file.h"

#include "store/store_private.h"

/* Another YAML of the form takes its place, as after an update. */
static void change_form(struct file *file, const char *yaml)
{
	form_free(file->form);
	file->form = form_of(yaml, file->traject_form);
}

static void save(struct file *file, const char *code, const char *meer)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	put(answers, "meer", meer);
	put(answers, "keuze", "b");
	put(answers, "getal", "3");
	GOOD(save_record(file->store, file->form,
			 add_traject(file->store, code), "2025-01-01", true,
			 answers, &head, &err));
	record_head_done(&head);
	answers_free(answers);
}

static void a_form_gets_a_strict_table_with_typed_columns(void **state)
{
	struct file *file = *state;

	GOOD(forms_take_up(file->store, file->form, &err));
	assert_sql(file->path,
		   "SELECT strict FROM pragma_table_list"
		   " WHERE name = 'alles_1_0'",
		   "1");
	assert_sql(file->path,
		   "SELECT group_concat(name || ' ' || type, ', ')"
		   " FROM pragma_table_info('alles_1_0') WHERE cid > 14",
		   "getal INTEGER, maat REAL, s1 INTEGER, s2 INTEGER,"
		   " schaal INTEGER, keuze TEXT, meer INTEGER, tekst TEXT,"
		   " dag TEXT, tijd TEXT, moment TEXT, wie TEXT,"
		   " getal__missing TEXT, dag__missing TEXT, s1__missing TEXT,"
		   " keuze__missing TEXT, meer__missing TEXT");
	assert_sql(file->path,
		   "SELECT group_concat(name, ' ')"
		   " FROM pragma_table_xinfo('alles_1_0') WHERE hidden = 2",
		   "meer__x meer__y meer__z");
	assert_sql(file->path,
		   "SELECT group_concat(name, ' ')"
		   " FROM pragma_table_xinfo('alles_1_0__doel')",
		   "id row hoe hoe__snel hoe__goed wat hoe__missing");
	assert_sql(file->path, "SELECT source FROM form WHERE name = 'alles'",
		   alles_yaml);
}

static void a_value_and_a_missing_reason_exclude_each_other(void **state)
{
	struct file *file = *state;
	sqlite3 *db;

	save(file, "T-2", "x");
	assert_int_equal(sqlite3_open(file->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
				      "UPDATE alles_1_0 SET getal__missing ="
				      " 'onbekend'",
				      NULL, NULL, NULL),
			 SQLITE_CONSTRAINT);
	assert_int_equal(sqlite3_exec(db, "UPDATE alles_1_0 SET s1 = 2", NULL,
				      NULL, NULL),
			 SQLITE_CONSTRAINT);
	sqlite3_close(db);
}

static void the_same_yaml_is_taken_up_once(void **state)
{
	struct file *file = *state;
	struct store *other = NULL;

	GOOD(forms_take_up(file->store, file->form, &err));
	GOOD(store_open(file->path, 0, &other, &err));
	store_changed(other);
	GOOD(forms_take_up(file->store, file->form, &err));
	GOOD(forms_take_up(other, file->form, &err));
	assert_false(store_changed(other));
	assert_false(store_changed(file->store));
	store_close(other);
}

static void an_added_field_is_taken_up(void **state)
{
	struct file *file = *state;
	struct answers *answers;
	struct record_head head = { 0 };
	struct answers *back = NULL;

	save(file, "T-2", "x");
	change_form(
		file, ALLES_HEAD
		"  - {name: nieuw, type: integer, label: Nieuw, missing:"
		" [onbekend]}\n" ALLES_FIELDS ALLES_CHOICES ALLES_ROWS
		"  - {name: erbij, type: decimal, label: Erbij}\n"
		"- name: laatste\n"
		"  label: Laatste\n"
		"  repeat: stap\n"
		"  fields:\n"
		"  - {name: wanneer, type: date, label: Wanneer}\n" ALLES_END);
	answers = answers_new(file->form);
	put(answers, "nieuw", "7");
	put_in(answers, "erbij", 1, "0.25");
	put_in(answers, "wanneer", 2, "2025-02-28");
	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &head, &err));
	GOOD(records_answers(file->store, file->form, head.id, &back, &err));
	assert_true(answers_equal(answers, back));
	answers_free(back);
	assert_sql(file->path,
		   "SELECT group_concat(coalesce(nieuw, '-')) FROM alles_1_0",
		   "-,7");
	answers_free(answers);
	record_head_done(&head);
}

static void an_option_keeps_its_bit_whatever_comes_before_it(void **state)
{
	struct file *file = *state;
	struct answers *back = NULL;
	struct record_head head = { 0 };
	struct traject traject = { 0 };

	save(file, "T-2", "x z");
	change_form(
		file, ALLES_HEAD ALLES_FIELDS
		"  - {name: keuze, type: select_one, label: Keuze, missing:"
		" [onbekend], options: {c: Mies, a: Aap, b: Noot}}\n"
		"  - {name: meer, type: select_multiple, label: Meer,"
		" missing: [onbekend], options: {w: Wee, z: Zet, y: Ypsilon,"
		" x: Eks}}\n" ALLES_ROWS ALLES_END);
	save(file, "T-3", "w z");
	assert_sql(file->path,
		   "SELECT group_concat(name || bit, ' ') FROM"
		   " (SELECT * FROM form_option WHERE field = 'meer'"
		   " ORDER BY bit)",
		   "x0 y1 z2 w3");
	assert_sql(file->path,
		   "SELECT group_concat(meer || ':' || meer__x || meer__y ||"
		   " meer__z || meer__w, ' ') FROM alles_1_0",
		   "5:1010 12:0011");
	GOOD(trajecten_find(file->store, NULL, "T-2", &traject, &err));
	GOOD(records_in_place(file->store, IN_TRAJECT("alles", traject.id),
			      &head, &err));
	GOOD(records_answers(file->store, file->form, head.id, &back, &err));
	assert_string_equal(get(back, "meer", 0), "z x");
	traject_done(&traject);
	record_head_done(&head);
	answers_free(back);
}

static void an_added_reason_is_taken_up(void **state)
{
	struct file *file = *state;
	struct answers *answers;
	struct answers *back = NULL;
	struct record_head head = { 0 };

	save(file, "T-2", "x");
	change_form(file,
		    "form: alles\nversion: '1.0'\ntitle: Alles\nper: traject\n"
		    "missing:\n"
		    "  onbekend: {key: '-', label: niet bekend}\n"
		    "  geweigerd: {key: 'w', label: wil niet}\n"
		    "sections:\n"
		    "- name: een\n"
		    "  label: Een\n"
		    "  missing: [geweigerd]\n"
		    "  fields:\n"
		    "  - {name: tekst, type: text, label: Tekst}\n"
		    "  - {name: getal, type: integer, label: Getal, missing:"
		    " [onbekend, geweigerd]}\n"
		    "  - {name: maat, type: decimal, label: Maat}\n"
		    "  - {name: dag, type: date, label: Dag, missing:"
		    " [onbekend]}\n"
		    "  - {name: tijd, type: time, label: Tijd}\n"
		    "  - {name: moment, type: datetime, label: Moment}\n"
		    "  - {name: s1, type: score, label: S1, missing:"
		    " [onbekend]}\n"
		    "  - {name: s2, type: score, label: S2}\n"
		    "  - {name: schaal, type: scale, label: Schaal, from: -1,"
		    " to: 2}\n"
		    "  - {name: wie, type: text, label: Wie, list:"
		    " medewerker}\n" ALLES_CHOICES ALLES_ROWS ALLES_END);
	answers = answers_new(file->form);
	answers_put(answers, at(file->form, "s2"), 0, NULL, "geweigerd");
	answers_put(answers, at(file->form, "getal"), 0, NULL, "geweigerd");
	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &head, &err));
	GOOD(records_answers(file->store, file->form, head.id, &back, &err));
	assert_string_equal(get_missing(back, "s2"), "geweigerd");
	assert_string_equal(get_missing(back, "getal"), "geweigerd");
	answers_free(answers);
	answers_free(back);
	record_head_done(&head);
}

static void refuse_form(struct file *file, const char *words, const char *yaml)
{
	struct form *form = form_of(yaml, file->traject_form);

	REFUSED(ERR_INVALID, "versie 1.0",
		forms_take_up(file->store, form, &err));
	REFUSED(ERR_INVALID, words, forms_take_up(file->store, form, &err));
	form_free(form);
}

static void what_has_answers_cannot_be_removed_or_retyped(void **state)
{
	struct file *file = *state;

	save(file, "T-2", "x");
	refuse_form(file, "veld tekst is weg",
		    ALLES_HEAD
		    "  - {name: getal, type: integer, label: Getal, missing:"
		    " [onbekend]}\n" ALLES_CHOICES ALLES_ROWS);
	refuse_form(
		file, "veld tekst heeft een ander type",
		ALLES_HEAD
		"  - {name: tekst, type: date, label: Tekst}\n" ALLES_CHOICES
			ALLES_ROWS);
	refuse_form(file, "keuze keuze/b is weg",
		    ALLES_HEAD ALLES_FIELDS
		    "  - {name: keuze, type: select_one, label: Keuze, missing:"
		    " [onbekend], options: {a: Aap, c: Mies}}\n"
		    "  - {name: meer, type: select_multiple, label: Meer,"
		    " missing: [onbekend], options: {x: X, y: Y, z: "
		    "Z}}\n" ALLES_ROWS ALLES_END);
	refuse_form(file, "reden meer/onbekend is weg",
		    ALLES_HEAD ALLES_FIELDS
		    "  - {name: keuze, type: select_one, label: Keuze, missing:"
		    " [onbekend], options: {a: Aap, b: Noot}}\n"
		    "  - {name: meer, type: select_multiple, label: Meer,"
		    " options: {x: X, y: Y, z: Z}}\n" ALLES_ROWS ALLES_END);
	refuse_form(
		file, "veld wat staat in een andere herhaling",
		ALLES_HEAD ALLES_FIELDS ALLES_CHOICES
		"  - {name: wat, type: text, label: Wat}\n"
		"- name: doelen\n"
		"  label: Doelen\n"
		"  repeat: doel\n"
		"  fields:\n"
		"  - {name: hoe, type: select_multiple, label: Hoe, missing:"
		" [onbekend], options: {snel: Snel, goed: Goed}}\n" ALLES_END);
	/* And nothing of it was done. */
	assert_sql(file->path, "SELECT source FROM form WHERE name = 'alles'",
		   alles_yaml);
	GOOD(forms_take_up(file->store, file->form, &err));
}

static void a_new_version_has_its_own_table(void **state)
{
	struct file *file = *state;
	struct kept_form_list kept = { 0 };
	char *source = NULL;
	struct form *newer = form_of(
		"form: alles\nversion: '1.10'\ntitle: Alles\nper: traject\n"
		"sections:\n"
		"- name: een\n"
		"  label: Een\n"
		"  fields:\n"
		"  - {name: tekst, type: date, label: Tekst}\n",
		file->traject_form);

	GOOD(forms_take_up(file->store, file->form, &err));
	GOOD(forms_take_up(file->store, newer, &err));
	GOOD(forms_take_up(file->store, file->traject_form, &err));
	GOOD(forms_kept(file->store, &kept, &err));
	assert_int_equal(kept.count, 3);
	assert_string_equal(kept.items[0].name, "alles");
	assert_string_equal(kept.items[0].version, "1.10");
	assert_string_equal(kept.items[1].version, "1.0");
	GOOD(forms_source(file->store, &kept.items[1], &source, &err));
	assert_string_equal(source, alles_yaml);
	free(source);
	assert_string_equal(kept.items[2].name, "traject");
	alloc_replace(&kept.items[1].version, "9.9");
	REFUSED(ERR_NOTFOUND, "9.9",
		forms_source(file->store, &kept.items[1], &source, &err));
	kept_form_list_done(&kept);
	form_free(newer);
}

static void another_process_that_takes_up_a_field_is_noticed(void **state)
{
	struct file *file = *state;
	struct store *other = NULL;
	struct answers *answers;
	struct record_head head = { 0 };
	struct form *old = file->form;

	save(file, "T-2", "x");
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(forms_take_up(other, old, &err));
	file->form = form_of(
		ALLES_HEAD ALLES_FIELDS
		"  - {name: nieuw, type: integer, label: Nieuw}\n" ALLES_CHOICES
			ALLES_ROWS ALLES_END,
		file->traject_form);
	GOOD(forms_take_up(file->store, file->form, &err));
	/* Who still has the older YAML is told, and can go on reading. */
	REFUSED(ERR_INVALID, "nieuw is weg", forms_take_up(other, old, &err));
	answers = answers_new(file->form);
	put(answers, "nieuw", "1");
	GOOD(save_record(other, file->form, file->traject, "2025-01-01", true,
			 answers, &head, &err));
	answers_free(answers);
	record_head_done(&head);
	store_close(other);
	form_free(old);
}

static void a_file_that_is_only_read_is_only_compared(void **state)
{
	struct file *file = *state;
	struct store *reader = NULL;
	struct answers *back = NULL;
	struct record_head head = { 0 };
	struct traject traject = { 0 };

	save(file, "T-2", "x");
	GOOD(store_open(file->path, STORE_READ_ONLY, &reader, &err));
	change_form(
		file, ALLES_HEAD ALLES_FIELDS
		"  - {name: nieuw, type: integer, label: Nieuw}\n" ALLES_CHOICES
			ALLES_ROWS ALLES_END);
	GOOD(forms_take_up(reader, file->form, &err));
	GOOD(trajecten_find(reader, NULL, "T-2", &traject, &err));
	GOOD(records_in_place(reader, IN_TRAJECT("alles", traject.id), &head,
			      &err));
	GOOD(records_answers(reader, file->form, head.id, &back, &err));
	assert_string_equal(get(back, "meer", 0), "x");
	assert_null(get(back, "nieuw", 0));
	assert_sql(file->path,
		   "SELECT count(*) FROM pragma_table_info('alles_1_0')"
		   " WHERE name = 'nieuw'",
		   "0");
	answers_free(back);
	record_head_done(&head);
	traject_done(&traject);
	store_close(reader);
}

static void the_view_tells_records_in_words(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	put(answers, "tekst", "vrij");
	put(answers, "keuze", "b");
	put(answers, "meer", "x z");
	put(answers, "s2", "1");
	answers_put(answers, at(file->form, "getal"), 0, NULL, "onbekend");
	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &head, &err));
	assert_sql(file->path,
		   "SELECT traject || '|' || organisatie || '|' || team || '|'"
		   " || medewerker || '|' || tekst || '|' || keuze || '|' ||"
		   " meer || '|' || getal FROM alles_1_0_labels",
		   "T-1|Noord|Oost|Anja|vrij|Noot|Eks, Zet|niet bekend");
	/* A score by its word, what was not asked by nothing, the id whole. */
	assert_sql(file->path,
		   "SELECT s2 || '|' || coalesce(s1, '-') || '|' || length(id)"
		   " FROM alles_1_0_labels",
		   "yes|-|36");
	answers_free(answers);
	record_head_done(&head);
}

static const char bare_yaml[] =
	"form: kaal\nversion: '1'\ntitle: K\nper: traject\n"
	"sections:\n- name: een\n  label: Een\n  fields:\n"
	"  - {name: code, type: text, label: T}\n";

static void the_view_of_a_form_without_labels_tells_its_records(void **state)
{
	struct file *file = *state;
	struct form *form = form_of(bare_yaml, file->traject_form);
	struct answers *answers = answers_new(form);
	struct record_head head = { 0 };

	put(answers, "code", "vrij");
	GOOD(save_record(file->store, form, file->traject, "2025-01-01", true,
			 answers, &head, &err));
	assert_sql(file->path, "SELECT code FROM kaal_1_labels", "vrij");
	answers_free(answers);
	record_head_done(&head);
	form_free(form);
}

/* SQLite takes five hundred in one view. */
static void a_form_too_many_is_refused_and_leaves_nothing(void **state)
{
	struct file *file = *state;
	struct form *form = form_of(bare_yaml, file->traject_form);

	GOOD(forms_take_up(file->store, file->form, &err));
	sqlite3_limit(file->store->db, SQLITE_LIMIT_COMPOUND_SELECT, 1);
	REFUSED(ERR_INVALID, "kaal", forms_take_up(file->store, form, &err));
	assert_sql(file->path, "SELECT group_concat(name) FROM form", "alles");
	assert_sql(file->path, "SELECT count(*) FROM alles_1_0_labels", "0");
	form_free(form);
}

static void a_failed_take_up_leaves_nothing(void **state)
{
	struct file *file = *state;

	GOOD(store_begin(file->store, &err));
	GOOD(forms_take_up(file->store, file->form, &err));
	store_rollback(file->store);
	assert_sql(file->path, "SELECT count(*) FROM form", "0");
	save(file, "T-2", "x");
	assert_sql(file->path, "SELECT count(*) FROM alles_1_0", "1");
}

/* The columns of every record, asked of the file itself. */
static void no_field_can_have_the_name_of_a_column_of_the_head(void **state)
{
	struct file *file = *state;
	char *names;
	char *rest;
	char *name;
	int count = 0;

	GOOD(forms_take_up(file->store, file->form, &err));
	names = ask_sql(file->path,
			"SELECT group_concat(name, ' ')"
			" FROM pragma_table_info('alles_1_0') WHERE cid < 14");
	rest = names;
	while ((name = strtok_r(rest, " ", &rest))) {
		struct problem_list problems = { 0 };
		char *yaml = alloc_print(
			"form: f\nversion: '1'\ntitle: F\n"
			"per: traject\nsections:\n"
			"- name: een\n  label: E\n"
			"  fields:\n"
			"  - {name: %s, type: text, label: L}\n",
			name);

		if (load_form(yaml, strlen(yaml), "f.yaml", NULL, &problems))
			fail_msg("a field can be named %s", name);
		problem_list_done(&problems);
		free(yaml);
		count++;
	}
	assert_int_equal(count, 14);
	free(names);
}

static void more_columns_than_a_table_has_are_refused(void **state)
{
	struct file *file = *state;
	struct buffer yaml = { 0 };
	struct form *form;

	buffer_add(&yaml,
		   "form: groot\nversion: '1'\ntitle: G\nper: traject\n"
		   "missing: {onbekend: {key: '-', label: O}}\n"
		   "sections:\n- name: een\n  label: Een\n"
		   "  missing: [onbekend]\n  fields:\n");
	for (int i = 0; i < 1100; i++)
		buffer_print(&yaml,
			     "  - {name: v%d, type: integer, label: V}\n", i);
	form = form_of(buffer_text(&yaml), file->traject_form);
	REFUSED(ERR_INVALID, "kolommen",
		forms_take_up(file->store, form, &err));
	form_free(form);
	buffer_done(&yaml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_form_gets_a_strict_table_with_typed_columns),
		PROMISE(a_value_and_a_missing_reason_exclude_each_other),
		PROMISE(the_same_yaml_is_taken_up_once),
		PROMISE(an_added_field_is_taken_up),
		PROMISE(an_option_keeps_its_bit_whatever_comes_before_it),
		PROMISE(an_added_reason_is_taken_up),
		PROMISE(what_has_answers_cannot_be_removed_or_retyped),
		PROMISE(a_new_version_has_its_own_table),
		PROMISE(another_process_that_takes_up_a_field_is_noticed),
		PROMISE(a_file_that_is_only_read_is_only_compared),
		PROMISE(the_view_tells_records_in_words),
		PROMISE(the_view_of_a_form_without_labels_tells_its_records),
		PROMISE(a_form_too_many_is_refused_and_leaves_nothing),
		PROMISE(a_failed_take_up_leaves_nothing),
		PROMISE(no_field_can_have_the_name_of_a_column_of_the_head),
		PROMISE(more_columns_than_a_table_has_are_refused),
	};

	return run_tests(tests);
}
