/* form/glossary.c - words and what they mean; see form/catalogue.h */

#include "config.h"

#include "base/count.h"
#include "form/catalogue_private.h"
#include "form/load_private.h"

static const struct known_key glossary_keys[] = {
	{ "glossary", 0 },
	{ "language", 0 },
	{ "title", 0 },
	{ "words", 0 },
};
static const struct known_key word_keys[] = {
	{ "name", 0 },
	{ "word", 0 },
	{ "meaning", 0 },
};

static void load_word(struct loader *l, const struct yaml *map,
		      struct glossary_word *word)
{
	const struct yaml *name;

	if (!load_is_map(l, map, NULL))
		return;
	load_check_keys(l, map, word_keys, COUNT(word_keys), NULL);
	name = yaml_get(map, "name");
	load_need(l, map, "name", NULL);
	if (name && load_name_shape(l, name, NULL))
		word->name = arena_text(l->arena, name->text);
	load_words_of(l, map, "word", word->name, &word->word);
	load_words_of(l, map, "meaning", word->name, &word->meaning);
	load_need(l, map, "word", word->name);
	load_need(l, map, "meaning", word->name);
}

static void load_list(struct loader *l, const struct yaml *list,
		      struct glossary *glossary)
{
	struct glossary_word *words;

	if (!load_is_list(l, list, NULL))
		return;
	words = arena_take(l->arena, list->count + 1, sizeof(*words));
	for (size_t i = 0; i < list->count; i++)
		load_word(l, &list->items[i], &words[i]);
	glossary->words = words;
	glossary->word_count = list->count;
}

void glossary_load(struct catalogue *catalogue, const struct form_file *file,
		   struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	const struct yaml *root = yaml_root(file->yaml);
	struct form words;
	struct loader l;
	struct glossary *glossary;

	catalogue_loader(catalogue, file, problems, &words, &l);
	glossary = arena_take(l.arena, 1, sizeof(*glossary));
	load_check_keys(&l, root, glossary_keys, COUNT(glossary_keys), NULL);
	(void)load_is_text(&l, yaml_get(root, "glossary"), NULL);
	load_words_of(&l, root, "title", NULL, &glossary->title);
	load_need(&l, root, "title", NULL);
	load_need(&l, root, "words", NULL);
	if (yaml_get(root, "words"))
		load_list(&l, yaml_get(root, "words"), glossary);
	if (problems->count + problems->dropped == before)
		catalogue->glossary = glossary;
}
