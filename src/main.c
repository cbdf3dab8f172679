/* main.c - the program: the exit status, and nothing else */
#include "config.h"

#include <stdio.h>

int main(void)
{
	return puts(PACKAGE_STRING) < 0;
}
