/* What store/records.h promises. */
#include "config.h"

#include "store_file.h"

static struct answers *all_answers(const struct form *form)
{
	struct answers *answers = answers_new(form);

	put(answers, "tekst", "Het 'gezin' \"A\"; DROP TABLE note");
	put(answers, "getal", "-12");
	put(answers, "maat", "1.5");
	put(answers, "dag", "2025-03-01");
	put(answers, "tijd", "14:05");
	put(answers, "moment", "2025-03-01T14:05");
	put(answers, "s1", "1");
	put(answers, "s2", "0");
	put(answers, "schaal", "-1");
	put(answers, "wie", "Anja");
	put(answers, "keuze", "b");
	put(answers, "meer", "x z");
	put_in(answers, "wat", 1, "slapen");
	put_in(answers, "hoe", 1, "goed");
	put_in(answers, "wat", 2, "eten");
	answers_remark(answers, at(form, "getal"), 0, "geschat");
	answers_reason(answers, at(form, "wat"), 2, "zo besproken");
	return answers;
}

static void every_type_of_value_comes_back_as_it_was(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct record_head head = { 0 };
	struct answers *back = NULL;

	GOOD(save_record(file->store, file->form, file->traject, "2025-03-02",
			 true, answers, &head, &err));
	GOOD(records_answers(file->store, file->form, head.id, &back, &err));
	assert_true(answers_equal(answers, back));
	assert_string_equal(
		answers_get(back, at(file->form, "getal"), 0)->remark,
		"geschat");
	assert_string_equal(answers_get(back, at(file->form, "wat"), 2)->reason,
			    "zo besproken");
	answers_free(back);
	answers_free(answers);
	record_head_done(&head);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(every_type_of_value_comes_back_as_it_was),
	};

	return run_tests(tests);
}
