/* entry/entry_client.c - the client at the keyboard; see entry/entry.h */
#include "config.h"

#include "entry/entry_private.h"

/* What becomes of the mark of an answer. */
typedef enum answer_client marking(enum answer_client client);

static void mark_all(struct entry *entry, marking *mark)
{
	const struct form *form = entry->form;

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows =
			repeat >= 0 ? answers_rows(entry->answers, repeat) : 0;

		for (int row = repeat >= 0; row <= rows; row++) {
			enum answer_client old =
				answers_get(entry->answers, i, row)->client;

			if (old == mark(old))
				continue;
			answers_client(entry->answers, i, row, mark(old));
			answers_client(entry->last, i, row, mark(old));
		}
	}
}

static bool is_of_now(enum answer_client client)
{
	return client == CLIENT_NOW || client == CLIENT_NOW_SHOWN;
}

static enum answer_client agreed(enum answer_client client)
{
	return is_of_now(client) ? CLIENT_NOW_SHOWN : client;
}

static enum answer_client not_agreed(enum answer_client client)
{
	return is_of_now(client) ? CLIENT_NOW : client;
}

static enum answer_client ended(enum answer_client client)
{
	return answer_client_read(answer_client_name(client));
}

int entry_lend(struct entry *entry, struct err *err)
{
	int code = entry_must_be_open(entry, err);

	if (!code)
		code = entry_flush(entry, err);
	if (!code)
		code = drafts_lend(entry->store, entry->draft.id, err);
	if (code)
		return code;
	entry_forget_steps(entry);
	entry->lent = true;
	rules_for_client(entry->rules, true);
	return 0;
}

bool entry_is_lent(const struct entry *entry)
{
	return entry->lent;
}

size_t entry_client_count(const struct entry *entry)
{
	const struct form *form = entry->form;
	size_t count = 0;

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows =
			repeat >= 0 ? answers_rows(entry->answers, repeat) : 0;

		for (int row = repeat >= 0; row <= rows; row++)
			count += is_of_now(
				answers_get(entry->answers, i, row)->client);
	}
	return count;
}

void entry_client_agrees(struct entry *entry, bool agrees)
{
	mark_all(entry, agrees ? agreed : not_agreed);
}

void entry_return(struct entry *entry)
{
	mark_all(entry, ended);
	entry_forget_steps(entry);
	entry->lent = false;
	rules_for_client(entry->rules, false);
}
