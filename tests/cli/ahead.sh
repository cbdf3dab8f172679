#!/bin/sh
# Of a long file another process makes the records ready: what goes in, what is
# refused and in which words is what it is without that process.
. "${srcdir:?}/tests/cli/lib.sh"

alone="taskset -c 0"
$alone true 2>/dev/null || alone=
if [ -z "$alone" ] || [ "$(nproc)" -lt 2 ]; then
	echo "1..0 # SKIP one processor"
	exit 0
fi

want 0 "made-up records" demo --records 2500 --seed 3
want 0 "a file to take in" export --form ash --all -o all.csv
awk -F, '$8 != "draft"' all.csv >plain.csv

form=ash
own=
before=
# taken FILE WORD...: in both ways, into a fresh file each, in which is what
# $before has: the same words, the same records.
taken() {
	file=$1
	shift
	rm -f one.db* two.db*
	for db in one two; do
		[ -z "$before" ] || run -d $db.db import "$before" --add-names
	done
	# shellcheck disable=SC2086
	SPOEDPEIL_DATA=one.db $alone "$PROG" $own import "$file" "$@" \
		>one.out 2>one.err
	one=$?
	# shellcheck disable=SC2086
	SPOEDPEIL_DATA=two.db "$PROG" $own import "$file" "$@" >two.out 2>two.err
	two=$?
	sed 's/two\.db/one.db/g' two.err | cmp -s - one.err || {
		echo "# with the process:" && sed 's/^/# /' two.err
		echo "# without:" && sed 's/^/# /' one.err
		return 1
	}
	[ "$one" -eq "$two" ] || return 1
	for db in one two; do
		# shellcheck disable=SC2086
		run -d $db.db $own export --form "$form" --all -o $db.csv
		# A row without an id or a revision gets one.
		cut -d, -f2-12,14- $db.csv | sort >$db.sorted
	done
	cmp -s one.sorted two.sorted || return 1
	run -d two.db data check
	[ "$status" -eq 0 ]
}
holds "records come in the same" taken plain.csv --add-names
holds "... all of them" test "$(wc -l <two.csv)" -eq "$(wc -l <plain.csv)"
# The number of the format, for who writes and who reads: 2 is with a log.
holds "a new file has a log when it is done" \
	test "$(od -An -tu1 -j18 -N2 two.db | tr -d ' ')" = 22
holds "... and no journal" test ! -e two.db-journal
cut -d, -f1,13 two.csv | sort >b
cut -d, -f1,13 plain.csv | sort | cmp -s - b
holds "... with their ids and revisions" test $? -eq 0
cut -d, -f2-12,14- plain.csv >no-ids.csv
holds "rows without an id too" taken no-ids.csv --add-names
holds "drafts, and what they correct" taken all.csv --add-names
holds "names that are not in the lists" taken plain.csv
sed 's/$/\r/' plain.csv >crlf.csv
holds "lines that end in another way" taken crlf.csv --add-names

# Of every hundredth row something is wrong, or it is written in another way.
awk -F, -v OFS=, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	NR > 300 && NR % 100 == 0 {
		n++
		if (n % 7 == 1) $at["c1"] = 7
		if (n % 7 == 2) $at["completed"] = "2025-02-30"
		if (n % 7 == 3) $at["traject"] = ""
		if (n % 7 == 4) $0 = $0 ",1"
		if (n % 7 == 5) $at["gezinstype"] = ""
		if (n % 7 == 6) { $at["gezinstype"] = "anders"; $at["gezinstype_anders"] = "\"a,\n\"\"b\"\"\"" }
		if (n % 7 == 0) print ""
	}
	{ print }' plain.csv >mess.csv
holds "rows that are refused" taken mess.csv --add-names
holds "... are" grep -q "mess.csv:400" two.err
holds "and nothing goes in where all must" taken mess.csv --add-names --strict

# A traject, an id, a revision that another row has already.
for what in 4 1 13; do
	awk -F, -v OFS=, -v what=$what '
		NR == 1500 { kept = $what }
		NR == 1510 { $what = kept }
		{ print }' plain.csv >twice.csv
	holds "a row that has something of another, column $what" \
		taken twice.csv --add-names
done

# A traject that was in the file before any of the rows.
run export --form traject -o trajecten.csv
code=$(sed -n 1500p plain.csv | cut -d, -f4)
awk -F, -v code="$code" 'NR == 1 || $4 == code' trajecten.csv >known.csv
before=known.csv
holds "a row of a traject that was there" taken plain.csv --add-names
id=$(sed -n 2p known.csv | cut -d, -f1)
awk -F, -v OFS=, -v id="$id" -v code="$code" '
	NR == 1400 { $1 = id }
	$4 != code' plain.csv >other.csv
holds "a row with the id of a record of another form" \
	taken other.csv --add-names
holds "... is refused" grep -q "other.csv:1400.* id" two.err
before=

# Ids in no order, and names that no other row has.
{
	head -1 plain.csv
	sed 1d plain.csv | sort -t, -k4.8 | awk -F, -v OFS=, '{
		$7 = $7 " " NR; print }'
} >strewn.csv
holds "rows in another order, with many names" taken strewn.csv --add-names

# --- all types of answers, rows, remarks, and who gave them

mkdir proef && cp "$alles/traject.yaml" proef
printf 'programme: alles\ntitle: Alles\nforms:\n- {form: alles}\n' >proef/programme.yaml
cat >proef/alles.yaml <<'END'
form: alles
version: "1.10"
title: Alles
language: nl
per: traject
score: {1: ja, 0: nee}
missing:
  weet_niet: {key: w, label: weet ik niet}
sections:
- name: begin
  label: Begin
  missing: [weet_niet]
  fields:
  - {name: datum, type: date, label: Dag}
  - {name: gesprek, type: datetime, label: Gesprek}
  - {name: tijdstip, type: time, label: Tijd}
  - {name: woont, type: select_one, label: Waar?, options: {thuis: Thuis, weg: Weg}}
  - {name: weg, type: text, label: Waar dan?, relevant: woont = 'weg'}
  - {name: zorgen, type: select_multiple, label: Waarover?, options: {a: A, b: B, c: C}}
  - {name: leden, type: integer, label: Hoeveel?, from: -5, to: 1000000000}
  - {name: uren, type: decimal, label: Hoe lang?}
  - {name: w1, type: score, label: Gedaan}
  - {name: w2, type: score, label: Besproken}
- name: slot
  label: Slot
  repeat: bezoek
  row_label: Bezoek {row}
  missing: [weet_niet]
  fields:
  - {name: dag, type: date, label: Dag}
  - {name: cijfer, type: decimal, label: Cijfer}
  - {name: wie, type: select_multiple, label: Wie?, options: {ouder: Ouder, buur: Buur}}
measures:
  werk: {label: Werk, items: [w1, w2]}
counts:
- {rule: werk_scored >= 1, message: nog niets gescoord}
END
awk 'BEGIN {
	print "traject,organisatie,completed,datum,gesprek,tijdstip,woont,weg,zorgen/a,zorgen/b,zorgen/c,leden,leden/missing,uren,w1,w2,w2/missing,bezoek/1/dag,bezoek/1/cijfer,bezoek/1/wie/buur,bezoek/2/cijfer,bezoek/2/dag/missing,remark/w1,by_client/woont"
	for (i = 1; i <= 1600; i++) {
		line = "Z-" i ",De Brug,2025-07-" sprintf("%02d", i % 28 + 1)
		line = line "," (i % 5 ? "2025-06-01" : "") "," (i % 7 ? "2025-06-02T10:" i % 50 + 10 : "")
		line = line "," (i % 3 ? "14:05" : "") "," (i % 2 ? "thuis" : "weg")
		line = line "," (i % 4 ? "\"in een \"\"schuur\"\",\nachter\"" : "")
		line = line "," i % 2 "," (i % 3 == 0) "," (i % 6 ? "" : 1)
		line = line "," (i % 9 ? (i % 11 - 5) * (i % 10 ? 1 : 90909090) : "") "," (i % 9 ? "" : "weet_niet")
		line = line "," (i % 8 ? (i % 100 - 50) / 8 : "") "," (i % 13 ? i % 2 : "")
		line = line "," (i % 6 ? i % 3 % 2 : "") "," (i % 6 ? "" : "weet_niet")
		line = line "," (i % 10 < 4 ? "2025-06-20" : "") "," (i % 10 < 3 ? i / 4 : "")
		line = line "," (i % 10 < 3 ? i % 2 : "") "," (i % 10 < 2 ? -i / 3 : "") "," (i % 10 == 1 ? "weet_niet" : "")
		line = line "," (i % 6 == 1 ? "Ja, w\303\251l" : "") "," (i % 4 == 1 ? "hidden" : "")
		print line
	}
}' | sed 's/Ja, w/Ja w/' >alles.csv
form=alles
own="--forms proef"
holds "answers of every type" taken alles.csv --form alles --add-names
holds "... that is allowed" grep -q "1538 nieuw.* 62 geweigerd" two.err
holds "... with rows" grep -q "bezoek/2/cijfer" two.csv
holds "... and remarks" grep -q "Ja wél" two.csv
holds "... and which the client gave" grep -q "hidden" two.csv

# Two versions, of which the rows stand among each other, and ids.
sed 's/"1\.10"/"1.11"/' proef/alles.yaml >proef/alles-1.11.yaml
awk 'BEGIN {
	print "id,version,traject,organisatie,team,medewerker,completed,woont,w1,changed"
	for (i = 1; i <= 2500; i++)
		printf "%08d-0000-4000-8000-000000000000,1.1%d,Z-%d,De Brug %d,%s,W %d,2025-07-%02d,thuis,%d,%s\n", \
			i * 7919 % 100000, (i % 100 > 60), i, i % 40, i % 3 ? "T" i % 5 : "", i % 300, i % 28 + 1, i % 2, \
			i % 5 ? "" : "2031-01-01T10:00:" i % 50 + 10
}' >versions.csv
holds "two versions" taken versions.csv --form alles --add-names
holds "... all of both" test "$(wc -l <two.csv)" -eq 2501
awk -F, -v OFS=, 'NR == 1550 { kept = $1 } NR == 1570 { $1 = kept } { print }' \
	versions.csv >twice.csv
holds "an id that a row of the other version has" \
	taken twice.csv --form alles --add-names
holds "... is refused" grep -q "twice.csv:1570.* id" two.err
awk -F, -v OFS=, 'NR % 64 == 3 { $6 = "X" NR } { print }' versions.csv >few.csv
sed 1000q versions.csv >some.csv
before=some.csv
form=alles
holds "names that only some rows have, where names are known" \
	taken few.csv --form alles
before=
form=ash
own=

# --- and when something happens to it

# helper PID: the process that works for it, in $helper.
helper() {
	helper=
	while [ -z "$helper" ] && kill -0 "$1" 2>/dev/null; do
		read -r helper _ <"/proc/$1/task/$1/children" || :
	done 2>/dev/null
}
many() {
	head -1 plain.csv
	for i in 1 2 3 4 5 6 7 8; do
		sed 1d plain.csv | awk -F, -v OFS=, -v i=$i '{
			$1 = i substr($1, 2); $13 = ""; $4 = $4 "-" i; print }'
	done
}
many >many.csv
rows=$(($(wc -l <many.csv) - 1))

rm -f two.db*
"$PROG" -d two.db import many.csv --add-names 2>two.err &
pid=$!
helper $pid
[ -z "$helper" ] || kill -KILL "$helper"
wait $pid
status=$?
holds "there is such a process" test -n "$helper"
holds "when it is killed the rest is done without it" \
	grep -q "$rows nieuw.* 0 geweigerd" two.err
want 0 "... and the file is whole" -d two.db data check

rm -f two.db*
env --default-signal=INT "$PROG" -d two.db import many.csv --add-names 2>two.err &
pid=$!
helper $pid
kill -INT $pid
wait $pid
status=$?
holds "Ctrl-C stops it" test "$status" -eq 130
holds "... and the other" test ! -e "/proc/$helper"
run -d two.db list --format csv
holds "... and nothing went in" test "$(wc -l <out)" -le 1

rm -f two.db*
"$PROG" -d two.db import many.csv --add-names 2>two.err &
pid=$!
helper $pid
kill -KILL $pid
wait $pid
tries=0
while [ -e "/proc/$helper" ] && [ $((tries += 1)) -lt 100 ]; do sleep 0.05; done
holds "when the first is killed the other goes too" test ! -e "/proc/$helper"
want 0 "... and the file is whole" -d two.db data check
want 0 "... and can be looked at" -d two.db list --format csv
holds "... and nothing went in" test "$(wc -l <out)" -le 1
want 0 "the same rows go in after it" -d two.db import plain.csv --add-names

finish
