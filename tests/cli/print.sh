#!/bin/sh
# What is printed from the screen is what the command summary gives.
. "${srcdir:?}/tests/cli/lib.sh"

want 0 "made-up records" demo --records 40 --seed 1

# lines WORD...: the program line by line, one word a line.
lines() {
	printf '%s\n' "$@" | "$PROG" --plain >out 2>err
}

lines samenvatting "afdrukken $work/uit.txt" stop
holds "it says where" grep -q "Geschreven naar $work/uit.txt" out
want 0 "the same by the command" summary --form ash --year 2025 --reasons \
	--response -o twin.txt
holds "... is the same text" cmp uit.txt twin.txt
lines samenvatting "afdrukken $work/blad.html" stop
holds "a name on .html gives a page" grep -q "<!DOCTYPE html>" blad.html
cp uit.txt before.txt
lines samenvatting "afdrukken $work/uit.txt" "/sluiten" stop
holds "what is there is not written over" grep -q "is er al" out
holds "... and stays as it was" cmp uit.txt before.txt
lines samenvatting "afdrukken $work/geen/map.txt" "/sluiten" stop
holds "what cannot be written is said" grep -q "Fout: " out
finish
