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
# Read back: as many rows, sums and reasons as in the CSV, days as days.
read_back=${builddir:?}/tests/cli/readback
# totals FILE [counts]: as counted() of the CSV it was made with; or only of
# the records that count, with "NAME=LABEL N" for every code.
totals() {
	"$read_back" "$1" >totals.raw
	awk -v only="${2:-}" '
		NR == FNR && $1 == "cell" && $3 == "counts" && $4 == 1 { counts[$2] }
		NR == FNR && $1 == "code" { at = $2 " " $3; $1 = $2 = $3 = ""; label[at] = substr($0, 4) }
		NR == FNR { next }
		$1 == "var" { text[$2] = $3 ~ /^(A|%-?[0-9]+s)/; set[$2] = $4 }
		$1 == "cell" && !text[$3] && (!only || $2 in counts) {
			name[$3]
			if ($4 == ".") system_[$3]++
			else if ($4 ~ /^[!.]/) declared[$3]++
			else { valid[$3]++; sum[$3] += $4; said[$3 "=" label[set[$3] " " $4]]++ } }
		END {
			for (i in name) printf "%s %d %.15g %d %d\n", i, valid[i], sum[i], declared[i], system_[i]
			for (i in said) if (only) print i, said[i] }' totals.raw totals.raw | sort
}
run demo --records 120 --seed 4
run export --form ash -o ash.csv
counted ash.csv >wanted
holds "there is something to count" test "$(wc -l <wanted)" -gt 30
cells completed ash.csv | grep . >days
for kind in sav dta; do
	want 0 "ash as .$kind" export --form ash --format $kind -o ash.$kind
	totals ash.$kind >all
	awk 'NR == FNR { wanted[$1]; next } $1 in wanted' wanted all >there
	holds "... read back has the same sums and reasons" cmp wanted there
	"$read_back" ash.$kind >back
	[ $kind = sav ] && zero=141428 unit=86400 || { zero=3653; unit=1; }
	awk -v zero=$zero -v unit=$unit '$1 == "cell" && $3 == "completed" && $4 != "." { printf "@%.0f\n", ($4 / unit - zero) * 86400 }' back |
		TZ=UTC date -f - +%F >there
	holds "... and the same days" cmp days there
	holds "... and the words of questions" grep -q "^var c2 .* 2 Plan klaar vóór het tweede gezinsbezoek" back
	holds "... and of codes" grep -q "^code .* 3 Samengesteld gezin" back
done
holds "Stata has its own marks for reasons" grep -q "^code .* \.a onbekend" back

# The same numbers as our own summary has, of what counts.
if command -v jq >/dev/null; then
	run form show ash --format json
	jq -r '.. | objects | select(.options?) | . as $f | .options[]
		| "\($f.name)=\(.name)\t" + if $f.type == "select_multiple" then "\($f.name)__\(.name)=ja" else "\($f.name)=\(.label)" end' out >labels
	run summary --form ash --year 2025 --format json
	of_summary out >summary
	awk -F '\t' 'NR == FNR { label[$1] = $2; next }
		{ name = n = $0; sub(/ [0-9]+$/, "", name); sub(/.* /, "", n) }
		!/=/ { print; next }
		n > 0 && name in label { print label[name], n }' labels summary | sort >wanted
	holds "the summary says something" test "$(grep -c = wanted)" -gt 2 -a "$(wc -l <wanted)" -gt 15
	for kind in sav dta; do
		run export --form ash --year 2025 --format $kind -o year.$kind
		totals year.$kind counts >all
		awk '{ name = $0; sub(/ [0-9.e+-]+$/, "", name) }
			NR == FNR { if (/=/) wanted[name]; else wanted[$1]; next }
			name in wanted || $1 in wanted' wanted all >there
		holds "... and .$kind the same n, met, missing, empty, and of each option" cmp wanted there
		cmp -s wanted there || diff wanted there | head -4 | sed 's/^/# /'
	done
fi

# Answers that happen to be what stands for a reason: these are moved.
mkdir own
cp "$srcdir/forms/traject.yaml" own
cat >own/ver.yaml <<'END'
form: ver
version: 1.0
title: Ver onder nul
per: traject
missing: {a: Eén, b: {key: f, label: Twee}, c: {key: g, label: Drie}, d: {key: h, label: Vier}}
sections:
- name: s
  label: S
  missing: [a, b, c, d]
  fields:
  - {name: getal, type: integer, label: Getal}
  - {name: breuk, type: decimal, label: Breuk}
  - {name: rustig, type: integer, label: Rustig}
  - {name: moment, type: datetime, label: Moment}
  - {name: cijfer, type: scale, from: -88, to: 5, low: slecht, high: goed, label: Cijfer}
END
cat >ver.csv <<'END'
traject,organisatie,team,medewerker,getal,getal/missing,breuk,breuk/missing,rustig,moment,cijfer,cijfer/missing
V-1,O,T,M,-999999999,,-999999997.5,,-5,1551-02-04T22:13:21,-88,
V-2,O,T,M,,d,,c,1,,,b
V-3,O,T,M,-1999999997,,-999999995,,2,,5,
END
run --forms own -d ver.db import ver.csv --form ver --add-names
for kind in sav dta; do
	want 0 "numbers far below zero, as .$kind" --forms own -d ver.db export --form ver --format $kind -o ver.$kind
	totals ver.$kind >there
	holds "... are numbers still" grep -qx "getal 2 -2999999996 1 0" there
	holds "... also between the codes" grep -q "^breuk 2 -1999999992.5 1 0" there
	holds "... and a moment of then" grep -q "^moment 1 .* 0 2" there
	holds "... and the end of a scale" grep -qx "cijfer 2 -83 1 0" there
done
"$read_back" ver.sav >back
holds "reasons stand where no answer is" grep -qx "cell [1-3] getal !-1999998996" back
holds "... with their words" grep -q "^code .* -1999998996 Vier" back
holds "... and where they always stood in others" grep -q "^code .* -999999996 Vier" back
{
	head -1 ver.csv
	i=3
	for n in -999999999 -1999999999 -1999998999 -1999997999 -999998999 -999997999 -899999999 -899998999; do
		i=$((i + 1))
		echo "V-$i,O,T,M,$n,,,,,,,"
	done
} >vol.csv
run --forms own -d ver.db import vol.csv --form ver --add-names
want 1 "answers on every place that could stand for a reason" --forms own -d ver.db export --form ver --format sav -o vol.sav
says "getal"
holds "... make no file" test ! -e vol.sav
want 0 "... but one for Stata, which needs none" --forms own -d ver.db export --form ver --format dta -o vol.dta

# A library that is not linked may be gone: what needs it says so.
mkdir broken
: >broken/libreadstat.so.1
LD_LIBRARY_PATH=$work/broken want 1 "without its library no file for SPSS is made" \
	export --form ash --format sav -o gone.sav
says "libreadstat1"
holds "... and none is there" test ! -e gone.sav
LD_LIBRARY_PATH=$work/broken want 0 "... but all else works" list --form ash
finish
