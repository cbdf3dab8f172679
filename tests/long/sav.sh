#!/bin/sh
# What PSPP, and a reader of .sav files that shares nothing with the library
# that wrote them, find in an export: as many rows, the same sums, the same
# reasons of missing as in the CSV, the words of options, days as days.
. "${srcdir:?}/tests/cli/lib.sh"
. "${srcdir:?}/tests/long/npm.sh"

run --version
grep -q ReadStat out && skip_all "built without ReadStat"

run demo --records 400 --seed 11
run export --form ash -o ash.csv
run export --form ash --format sav -o ash.sav
counted ash.csv >wanted
holds "there is something to count" test "$(wc -l <wanted)" -gt 30
holds "... also what is missing for a reason" awk '$4 > 0 { n++ } END { exit n < 5 }' wanted
names=$(cut -d' ' -f1 wanted | tr '\n' ' ')

run summary --form ash --year 2025 --format json
of_summary out | grep -v = >summary
holds "... and our own summary says something" test "$(wc -l <summary)" -gt 10
run export --form ash --year 2025 --format sav -o year.sav

# by_pspp FILE SELECT NAME...: what PSPP counts of these variables.
by_pspp() {
	file=$1 select=$2
	shift 2
	rm -f ./*.agg ./*.txt
	{
		echo "GET FILE='$file'."
		echo "SELECT IF $select."
		for name in "$@"; do
			echo "COMPUTE d = MISSING($name) AND NOT SYSMIS($name)."
			echo "COMPUTE s = SYSMIS($name)."
			echo "COMPUTE v = 1 - d - s."
			echo "COMPUTE x = 0."
			echo "IF (v = 1) x = $name."
			echo "EXECUTE."
			echo "AGGREGATE OUTFILE='$name.agg' /BREAK=form /v d s x=SUM(v d s x)."
		done
		for name in "$@"; do
			echo "GET FILE='$name.agg'."
			echo "PRINT OUTFILE='$name.txt' / v x d s (4F8.0)."
			echo "EXECUTE."
		done
	} >count.sps
	pspp count.sps >pspp.out 2>&1
	for name in "$@"; do
		echo "$name $(tr -s ' ' <"$name.txt" | sed 's/^ //;s/ $//')"
	done | sort
}

if command -v pspp >/dev/null; then
	# shellcheck disable=SC2046 # names are words
	by_pspp year.sav "counts = 1" $(cut -d' ' -f1 summary) >there
	holds "PSPP has the n, met, missing and empty of our own summary" cmp summary there
	cmp -s summary there || diff summary there | head -5 | sed 's/^/# /'
	# shellcheck disable=SC2086 # idem
	by_pspp ash.sav "1 = 1" $names >there
	holds "PSPP counts the same" cmp wanted there
	cmp -s wanted there || diff wanted there | head -5 | sed 's/^/# /'
	cat >words.sps <<'END'
GET FILE='ash.sav'.
DISPLAY DICTIONARY.
SHOW N.
LIST completed changed /CASES=FROM 1 TO 1.
END
	pspp -O format=csv words.sps >words 2>&1
	holds "... all the rows" grep -q "N,$(sed 1d ash.csv | wc -l)\|$(sed 1d ash.csv | wc -l)" words
	holds "... reads the words, with their accents" grep -q "2 Plan klaar vóór het tweede gezinsbezoek" words
	holds "... and those of the options" grep -q "Samengesteld gezin" words
	holds "... knows a reason of missing when it sees one" grep -q "niet gescoord" words
	first=$(sed -n 2p ash.csv | cut -d, -f9)
	holds "... and a day" grep -q "$(echo "$first" | sed 's/\(....\)-\(..\)-\(..\)/\3.\2.\1/')" words
	holds "... without a complaint" sh -c '! grep -qiE "error|warning" words pspp.out'

	# Four reasons, and every kind of question.
	mkdir own
	cp "$srcdir/forms/traject.yaml" own
	cat >own/veel.yaml <<'END'
form: veel
version: 1.0
title: Vier redenen
per: traject
missing: {a: Eén, b: {key: f, label: Twee}, c: {key: g, label: Drie}, d: {key: h, label: Vier}}
sections:
- name: s
  label: S
  missing: [a, b, c, d]
  fields:
  - {name: score, type: score, label: Score}
  - {name: getal, type: decimal, label: Getal}
  - {name: keuze, type: select_one, label: Keuze, options: {x: {label: Iks, code: 07}, y: {label: Ypsilon, code: 03}}}
  - {name: meer, type: select_multiple, label: Meer, options: {p: P, q: Q}}
  - {name: cijfer, type: scale, from: -5, to: 5, low: slecht, high: goed, label: Cijfer}
  - {name: dag, type: date, label: Dag}
  - {name: tijd, type: time, label: Tijd}
  - {name: moment, type: datetime, label: Moment}
  - {name: tekst, type: text, label: Tekst}
  - {name: ge, type: text, label: Een woord van SPSS}
END
	cat >veel.csv <<'END'
traject,organisatie,team,medewerker,score,score/missing,getal,getal/missing,keuze,keuze/missing,meer/p,meer/q,meer/missing,cijfer,cijfer/missing,dag,dag/missing,tijd,moment,tekst,tekst/missing,ge
V-1,O,T,M,1,,1.5,,x,,1,0,,-5,,2024-02-29,,14:05,2024-02-29T23:59,Zoë,,w
V-2,O,T,M,,d,,d,,d,,,d,,d,,d,,,,d,
V-3,O,T,M,,a,,b,y,,,,c,0,,1999-12-31,,00:00,1999-12-31T00:00,,a,
END
	run --forms own -d veel.db import veel.csv --form veel --add-names
	want 0 "a form with four reasons" --forms own -d veel.db export --form veel --format sav -o veel.sav
	cat >veel.sps <<'END'
GET FILE='veel.sav'.
SORT CASES BY traject.
PRINT OUTFILE='veel.txt' / traject (A3) ' ' score (F11.0) getal (F11.1) keuze (F4.0) meer__p (F4.0) cijfer (F4.0) ' ' dag (SDATE10) ' ' tijd (TIME8) ' ' moment (DATETIME17) ' ' tekst (A4) tekst__missing (F3.0).
EXECUTE.
SELECT IF NOT MISSING(score) OR NOT MISSING(getal) OR NOT MISSING(dag) OR NOT MISSING(cijfer).
DESCRIPTIVES score getal cijfer keuze.
DISPLAY DICTIONARY.
END
	pspp -O format=csv veel.sps >words 2>&1
	tr -s ' ' <veel.txt >there
	holds "... comes back, days and all" grep -q "V-1 1 1.5 7 1 -5 2024/02/29 14:05:00 29-FEB-2024 23:59 Zoë" there
	holds "... and an old day" grep -q "V-3.* 3 .* 0 1999/12/31 00:00:00 31-DEC-1999 00:00" there
	holds "... with its reasons as codes" grep -q "V-2 -96 " there
	holds "... and PSPP does not complain" sh -c '! grep -qiE "error|warning" words'
	holds "... and takes none of them for a number" grep -qE '^Score,1,1' words
	holds "... with labels for codes of the form's own" grep -q "Ypsilon" words
else
	skip=1
fi

npm_need sav-reader@2.0.8
node "$srcdir/tests/long/sav.js" ash.sav >said 2>&1
holds "another reader finds all rows" grep -qx "rows $(sed 1d ash.csv | wc -l)" said
awk 'NR == FNR { wanted[$1]; next } $1 in wanted { print $1, $3, $5, $7, $9 }' wanted said | sort >there
holds "... and counts the same" cmp wanted there
cmp -s wanted there || diff wanted there | head -5 | sed 's/^/# /'
node "$srcdir/tests/long/sav.js" year.sav counts >said 2>&1
awk 'NR == FNR { wanted[$1]; next } $1 in wanted { print $1, $3, $5, $7, $9 }' summary said | sort >there
holds "... the same as our own summary" cmp summary there
cmp -s summary there || diff summary there | head -5 | sed 's/^/# /'
[ -z "${skip:-}" ] || result 0 "PSPP # SKIP no pspp"
finish
