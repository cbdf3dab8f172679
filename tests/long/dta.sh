#!/bin/sh
# What pandas, which shares nothing with the library that wrote them, finds in
# files for Stata: as many rows, the same sums and reasons of missing as in the
# CSV, the words of questions and options, days as days.
. "${srcdir:?}/tests/cli/lib.sh"

for python in /usr/bin/python3 python3 ""; do
	[ -n "$python" ] && "$python" -c "import pandas" 2>/dev/null && break
done
[ -n "$python" ] || { echo "1..0 # SKIP no pandas"; exit 0; }
run --version
if grep -q ReadStat out; then
	echo "1..0 # SKIP built without ReadStat"
	exit 0
fi

run demo --records 400 --seed 11
run export --form ash -o ash.csv
run export --form ash --format dta -o ash.dta
counted ash.csv >wanted
holds "pandas reads it" "$python" "$srcdir/tests/long/dta.py" ash.dta
"$python" "$srcdir/tests/long/dta.py" ash.dta >said 2>err
holds "... all rows" grep -qx "rows $(sed 1d ash.csv | wc -l)" said
awk 'NR == FNR { wanted[$1]; next } $1 in wanted && NF == 5' wanted said | sort >there
holds "... and counts the same" cmp wanted there
cmp -s wanted there || diff wanted there | head -5 | sed 's/^/# /'
holds "... reads the words, with their accents" grep -qx "label c2 2 Plan klaar vóór het tweede gezinsbezoek" said
holds "... and those of the options" grep -qx "code gezinstype 3 Samengesteld gezin" said
holds "... and a day" grep -qx "day completed $(sed -n 2p ash.csv | cut -d, -f9)" said
for form in traject nji-doelen nji-professional nji-jeugdige nji-ouder; do
	run export --form $form --format dta -o form.dta
	run export --form $form -o form.csv
	"$python" "$srcdir/tests/long/dta.py" form.dta >said 2>err
	holds "$form too" grep -qx "rows $(grep -c '^[0-9a-f-]\{36\},' form.csv)" said
done
finish
