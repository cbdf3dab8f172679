/*
 * tests/cli/readback.c - what a file for SPSS or Stata holds, as lines of text
 *
 *	readback FILE.sav|FILE.dta
 *
 *	var NAME FORMAT LABEL
 *	code SET VALUE LABEL
 *	cell ROW NAME VALUE      "." is nothing, ".a" a tagged reason of missing,
 *	                         "!-99" a declared one
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#ifdef HAVE_READSTAT
#include <readstat.h>

static int see_variable(int index, readstat_variable_t *variable,
			const char *labels, void *of)
{
	const char *label = readstat_variable_get_label(variable);
	const char *format = readstat_variable_get_format(variable);

	(void)index;
	(void)of;
	printf("var %s %s %s %s\n", readstat_variable_get_name(variable),
	       format && format[0] ? format : "-", labels ? labels : "-",
	       label ? label : "");
	return READSTAT_HANDLER_OK;
}

static void print_value(readstat_value_t value)
{
	if (readstat_value_is_system_missing(value))
		printf(".");
	else if (readstat_value_is_tagged_missing(value))
		printf(".%c", readstat_value_tag(value));
	else if (readstat_value_type(value) == READSTAT_TYPE_STRING ||
		 readstat_value_type(value) == READSTAT_TYPE_STRING_REF)
		printf("%s", readstat_string_value(value)
				     ? readstat_string_value(value)
				     : "");
	else
		printf("%.15g", readstat_double_value(value));
}

static int see_value(int row, readstat_variable_t *variable,
		     readstat_value_t value, void *of)
{
	(void)of;
	printf("cell %d %s ", row + 1, readstat_variable_get_name(variable));
	if (readstat_value_is_defined_missing(value, variable))
		printf("!");
	print_value(value);
	printf("\n");
	return READSTAT_HANDLER_OK;
}

static int see_code(const char *set, readstat_value_t value, const char *label,
		    void *of)
{
	(void)of;
	printf("code %s ", set);
	print_value(value);
	printf(" %s\n", label);
	return READSTAT_HANDLER_OK;
}

int main(int argc, char **argv)
{
	readstat_parser_t *parser = readstat_parser_init();
	readstat_error_t code;

	if (argc != 2)
		return 2;
	readstat_set_variable_handler(parser, see_variable);
	readstat_set_value_handler(parser, see_value);
	readstat_set_value_label_handler(parser, see_code);
	code = strstr(argv[1], ".dta")
		       ? readstat_parse_dta(parser, argv[1], NULL)
		       : readstat_parse_sav(parser, argv[1], NULL);
	readstat_parser_free(parser);
	if (code != READSTAT_OK)
		fprintf(stderr, "%s: %s\n", argv[1],
			readstat_error_message(code));
	return code == READSTAT_OK ? 0 : 1;
}
#else
int main(void)
{
	fputs("built without ReadStat\n", stderr);
	return 77;
}
#endif
