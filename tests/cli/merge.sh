#!/bin/sh
# Merging files and packages: newer, older, in conflict; in any order the same.
. "${srcdir:?}/tests/cli/lib.sh"

# real FILE RECORDS: a file with records that are not marked as made up.
real() {
	rm -f made.db*
	run -d made.db demo --records "$2" --seed 3
	for form in traject ash nji-professional; do
		run -d made.db export --form $form -o $form.csv
		grep -v ,draft, $form.csv >rows.csv
		run -d "$1" import rows.csv --add-names
	done
	rm -f made.db*
}

# row N FILE: the header and the Nth complete ASH record, as if typed today.
row() {
	run -d "$2" export --form ash -o row.all
	awk -F, -v OFS=, -v n="$1" 'NR == 1 || NR == n + 1 { if (NR > 1) $14 = ""; print }' row.all
}

# mend N FILE TO: another kind of family in it.
mend() {
	row "$1" "$2" | awk -F, -v OFS=, -v to="$3" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == "gezinstype") at = i }
		NR > 1 { $at = $at == to ? "anders" : to }
		{ print }' >mend.csv
	run -d "$2" import mend.csv
	grep -q "1 veranderd" err || echo "# not mended: $(cat err)"
}

# all FILE: everything that is in it, as a set.
all() {
	for form in traject ash nji-professional; do
		run -d "$1" export --all --form $form
		sort out
	done
}

real base.db 24
for i in 1 2 3 4 5 6 7 8; do
	cp base.db w$i.db
	SPOEDPEIL_NOW=2026-12-0${i}T12:00:00
	# Each mends one that nobody else does, and one that the next does too.
	mend $i w$i.db samengesteld
	mend $((i + 8)) w$i.db alleenstaand
	mend $((i % 8 + 9)) w$i.db tweeouder
	cat >new.csv <<END
traject,organisatie,gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b
EIGEN-$i,Zandhorn,alleenstaand,1,1,1,1,1,1,1,1,1,1,1,1,1
SAMEN,Zandhorn,alleenstaand,1,1,1,1,1,1,1,1,1,1,0,$((i % 2)),1
END
	run -d w$i.db import new.csv --form ash --add-names
done
SPOEDPEIL_NOW=2026-12-20T12:00:00
row 20 w3.db >mend.csv
run -d w3.db data withdraw "$(sed -n 2p mend.csv | cut -d, -f1)" --reason dubbel
# One is ahead of another: no conflict.
cp w4.db w9.db
mend 21 w9.db samengesteld

# What is wrong with the second is asked, and what was not decided stays.
cp w1.db two.db
before=$(all two.db | cksum)
want 3 "what nobody decided is a conflict" -d two.db import w2.db
says "veranderd hier en daar"
says "hier"
says "conflict"
holds "... shown field by field" grep -q "gezinstype  *" err
holds "... but the rest went in" grep -q " 1 nieuw, 2 veranderd" err
cp w1.db try.db
run -d try.db data info
cp try.db try.before
want 3 "a try prints all of it" -d try.db import w2.db --dry-run
says "niets veranderd"
holds "... the conflicts too" grep -q gezinstype err
holds "... and leaves the file as it was" cmp try.db try.before
want 3 "--strict takes nothing when there is a conflict" -d try.db import w2.db --strict
holds "every conflict is told: an edit and a place" test "$(grep -c "hier en daar\|twee keer" err)" -eq 2
holds "... at all" test "$(all try.db | cksum)" = "$before"
want 0 "--prefer ours" -d two.db import w2.db --prefer ours
state=$(all two.db | cksum)
want 0 "... is remembered" -d two.db import w2.db
holds "... and a second time changes nothing" test "$(all two.db | cksum)" = "$state"
cp w1.db two.db
want 0 "--prefer theirs" -d two.db import w2.db --prefer theirs
want 0 "... has no conflict any more" -d two.db import w2.db
want 0 "... nor the other way" -d w2.db import two.db --dry-run
want 0 "data check finds nothing" -d two.db data check

# In any order.
order() {
	for i in "$@"; do
		run -d "$file" import w$i.db --prefer newer --add-names
		[ "$status" -eq 0 ] || { echo "# w$i: $status"; head -3 err | sed 's/^/# /'; }
	done
	all "$file"
}
file=up.db
order 1 2 3 4 5 6 7 8 9 >up
file=down.db
order 9 8 7 6 5 4 3 2 1 >down
file=mixed.db
order 5 1 9 8 2 7 3 6 4 >mixed
holds "up is not empty" test "$(wc -l <up)" -gt 60
holds "eight files in one order or the other are the same" cmp up down
cmp up down >/dev/null 2>&1 || diff up down | head -6 | cut -c1-300 | sed 's/^/# /'
holds "... and in any" cmp up mixed
cp w1.db ours.db
file=ours.db
order 2 3 4 5 6 7 8 9 >ours
holds "... and onto one of them" cmp up ours
want 0 "a merged file is whole" -d down.db data check
holds "one record per place" test "$(grep ',SAMEN,' up | grep -c ,complete,)" -eq 1
holds "... and the others are kept" test "$(grep ',SAMEN,' up | grep -c ,withdrawn,)" -eq 7
state=$(all up.db | cksum)
want 0 "and again changes nothing" -d up.db import w6.db
says " 0 nieuw, 0 veranderd"
want 0 "the merged file into one of the eight" -d w5.db import up.db
all w5.db >five
holds "... makes that the same" cmp up five
holds "nothing changed" test "$(all up.db | cksum)" = "$state"

# With its history.
id=$(run -d w9.db export --form ash; sed -n 22p out | cut -d, -f1)
run -d up.db show "$id"
holds "a record comes with its history" grep -q verbeterd out

# From a directory.
mkdir map
cp w[1-8].db map
cp w9.db map/zz.db
want 0 "a directory, with one command" -d folder.db import map --prefer newer --add-names
all folder.db >folder
holds "... gives the same" cmp up folder
mkdir leeg
want 1 "an empty directory" -d folder.db import leeg
echo rommel >map/a.csv
want 3 "what is wrong with one file does not keep others out" -d again.db import map --prefer newer --add-names
says "a.csv"
all again.db >folder
holds "... which go in" cmp up folder
want 3 "a file itself is not imported" -d up.db import up.db
want 3 "names that are not known are refused" -d names.db import w1.db
says "--add-names"
holds "... and nothing goes in" sh -c "\"$PROG\" -d names.db list --format csv | sed 1d | wc -l | grep -qx 0"

# A damaged file, one to practise with, one that is made up.
cp w1.db bad.db
sqlite3 bad.db "UPDATE ash_3_0 SET c1 = 1 - c1" 2>/dev/null && {
	want 3 "a file that somebody changed is refused" -d up.db import bad.db
	says "beschadigd"
}
run -d made.db demo --records 5
want 3 "made-up records do not go among real ones" -d up.db import made.db
run -d practice.db --practice import new.csv --form ash --add-names
want 3 "nor those of practice" -d up.db import practice.db
holds "nothing changed" test "$(all up.db | cksum)" = "$state"

# A form that the receiving file does not know comes along.
run --forms "$alles" -d own.db import /dev/null
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam
Q-1,Zandhorn,,,alleenstaand,1,1,1
END
mkdir eigen
cat >eigen/extra.yaml <<'END'
form: extra
version: 1.0
title: Iets eigens
per: traject
sections:
- name: een
  label: Een
  fields:
  - {name: v, type: integer, label: Een getal, from: 0, to: 9}
END
printf 'traject,organisatie,v\nEIGEN-1,Zandhorn,7\n' >extra.csv
run --forms eigen -d w1.db import extra.csv --form extra
want 0 "a form that is not known here" -d fresh.db import w1.db --add-names
want 0 "... came along" -d fresh.db export --form extra -o extra.out
holds "... with its records" grep -q ',7$' extra.out

# Stopped half way there is nothing.
real big.db 400
began=$(date +%s%N)
run -d half.db import big.db --add-names
took=$((($(date +%s%N) - began) / 1000000))
for n in 1 2 3 4 5; do
	rm -f half.db half.db-*
	"$PROG" -d half.db import big.db --add-names >/dev/null 2>&1 &
	pid=$!
	# Sixths of how long it takes, whatever the machine.
	sleep "$(awk -v ms=$((took * n / 6)) 'BEGIN { print ms / 1000 }')"
	kill -KILL $pid 2>/dev/null
	wait $pid 2>/dev/null
	run -d half.db list --format csv
	records=$(sed 1d out | wc -l)
	echo "# after $((took * n / 6)) of $took ms: $records"
	[ "$records" -eq 0 ] || [ "$records" -gt 800 ] || break
done
holds "killed half way nothing of it is there, or all" test "$records" -eq 0 -o "$records" -gt 800
# A traject that has another code there is no second one here.
rm -f ours.db* theirs.db*
answers="gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam"
printf 'traject,organisatie,status,%s\nT-1,Noord,draft,alleenstaand,1,1,1\n' "$answers" >one.csv
run -d ours.db import one.csv --form ash --add-names
cp ours.db theirs.db
if sqlite3 theirs.db "UPDATE traject SET code = 'T-9'" 2>/dev/null; then
	sed 's/^T-1/T-9/; s/draft/complete/' one.csv >nine.csv
	run -d theirs.db import nine.csv --form ash
	want 3 "a traject that went to another code" -d ours.db import theirs.db
	says "Er is al een traject met dit id"
	want 0 "... is not here twice" -d ours.db data check
fi
finish
