#!/bin/sh
# Files for SPSS and Stata: always the same, and nothing lost in silence.  What
# other programs read in them is tried by make check-long.
. "${srcdir:?}/tests/cli/lib.sh"

run --version
if grep -q ReadStat out; then
	echo "1..0 # SKIP built without ReadStat"
	exit 0
fi
run demo --records 40 --seed 3
want 0 "a file for SPSS" export --form ash --format sav -o one.sav
holds "it begins as such a file does" sh -c 'head -c 4 one.sav | grep -q "^\$FL2"'
SPOEDPEIL_NOW=2027-03-01T08:00:00 TZ=UTC LC_ALL=C.UTF-8 run export --form ash --format sav -o two.sav
holds "another day it is the same" cmp one.sav two.sav
if locale -a 2>/dev/null | grep -q nl_NL.utf8; then
	LC_ALL=nl_NL.UTF-8 run export --form ash --format sav -o two.sav
	holds "elsewhere too" cmp one.sav two.sav
fi
want 0 "a file for Stata" export --form ash --format dta -o one.dta
holds "... begins as such a file does" sh -c 'head -c 11 one.dta | grep -q "<stata_dta>"'
SPOEDPEIL_NOW=2027-03-01T08:00:00 run export --form ash --format dta -o two.dta
holds "... and is always the same" cmp one.dta two.dta
for form in traject nji-professional nji-doelen nji-jeugdige nji-ouder; do
	want 0 "$form for SPSS" export --form "$form" --format sav -o form.sav
	want 0 "$form for Stata" export --form "$form" --format dta -o form.dta
done
want 0 "no records at all" export --form ash --year 1999 --format sav -o none.sav
holds "... is a file too" test -s none.sav

# Texts of any length.
long=$(awk 'BEGIN { for (i = 0; i < 40000; i++) printf "é" }')
printf 'traject,organisatie,team,medewerker,jeugdige,datum,doel/1/tekst\nL-1,O,T,M,J1,2025-01-01,%s\n' "$long" >long.csv
want 0 "a long text" import long.csv --form nji-doelen --add-names
want 0 "a text that is too long for SPSS" export --form nji-doelen --format sav -o long.sav
says "1 tekst was te lang"
want 0 "... and for Stata" export --form nji-doelen --format dta -o long.dta
says "1 tekst was te lang"
finish
