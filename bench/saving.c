/* bench/saving.c - see bench/saving.h */
#include "config.h"

#include "saving.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/trajecten.h"

/* The last one: of the year that a summary opens with. */
static int take_example(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct saving *saving = of;

	(void)err;
	if (head->status != RECORD_COMPLETE || !head->counts)
		return 0;
	record_head_done(&saving->head);
	record_head_copy(&saving->head, head);
	answers_free(saving->answers);
	saving->answers = answers_copy(answers);
	return 0;
}

void saving_open(struct saving *saving, const char *path, const char *forms,
		 const char *form)
{
	struct selection selection = { .form = form };
	struct err err = { 0 };

	saving->store = open_store(path);
	saving->catalogue = load_forms(forms);
	check(catalogue_named(saving->catalogue, form, &saving->form, &err),
	      &err);
	check(records_visit(saving->store, saving->form, &selection, true,
			    take_example, saving, &err),
	      &err);
	if (!saving->answers)
		fail("there is no record of %s to copy", form);
}

void saving_close(struct saving *saving)
{
	store_close(saving->store);
	saving->store = NULL;
}

static int add_traject(struct saving *saving, long number, int64_t *id,
		       struct err *err)
{
	struct traject traject = { 0 };
	int code;

	traject.organisatie = alloc_text(saving->head.organisatie);
	traject.code = alloc_print("bench-%ld-%ld", (long)getpid(), number);
	traject.team = alloc_text(saving->head.team);
	traject.medewerker = alloc_text(saving->head.medewerker);
	code = trajecten_add(saving->store, &traject, err);
	*id = traject.id;
	traject_done(&traject);
	return code;
}

int saving_record(struct saving *saving, int64_t traject, struct err *err)
{
	struct record_head head = { 0 };
	int code;

	head.form = alloc_text(saving->head.form);
	head.version = alloc_text(saving->head.version);
	head.traject_id = traject;
	head.status = RECORD_COMPLETE;
	head.completed = alloc_text(saving->head.completed);
	head.counts = true;
	code = records_save(saving->store, saving->form, &head, saving->answers,
			    0, NULL, err);
	record_head_done(&head);
	return code;
}

int64_t *saving_places(struct saving *saving, long count)
{
	int64_t *places = alloc_new((size_t)count + 1, sizeof(*places));
	struct err err = { 0 };

	check(store_begin(saving->store, &err), &err);
	for (long i = 0; i < count; i++)
		check(add_traject(saving, i, &places[i], &err), &err);
	check(store_commit(saving->store, &err), &err);
	return places;
}

int saving_one(struct saving *saving, long number, struct err *err)
{
	int64_t traject;
	int code = store_begin(saving->store, err);

	if (code)
		return code;
	code = add_traject(saving, number, &traject, err);
	if (!code)
		code = saving_record(saving, traject, err);
	if (!code)
		return store_commit(saving->store, err);
	store_rollback(saving->store);
	return code;
}
