#!/bin/sh
# A completed form is entered a second time: what differs is asked, what is
# right is kept with its history, who did it is listed, and no figure moves but
# by a correction.
. "${srcdir:?}/tests/cli/lib.sh"

# second HOW WHO: enter the form of traject $code again, answers on stdin.
second() {
	how=$1
	mkdir -p "$HOME/.config/spoedpeil"
	echo "medewerker: $2" >"$HOME/.config/spoedpeil/config.yaml"
	"$PROG" --plain enter --form ash --traject "$code" --verify "$how" \
		>out 2>err
	status=$?
}

# The answers of the record, a line each, as a person types them.
answers() {
	"$PROG" show "$id" --format csv | awk -F, 'NR > 1 && $1 != "aanmelding" {
		gsub(/"/, ""); print $4 != "" ? $4 : $5 == "" ? "" : "-" }'
}

# Not the demo itself: what is made up goes into no other file.
want 0 "a demo" -d demo.db demo --records 30
for form in traject ash; do
	run -d demo.db export --form $form -o $form.csv
	want 0 "its records of $form" import $form.csv --add-names
done
run summary --form ash --format json
cp out before.json
run list --form ash --format csv
code=$(cells traject out | sed -n 1p)
id=$(cells id out | sed -n 1p)

want 2 "a third way there is not" enter --form ash --traject "$code" --verify half
"$PROG" show "$id" --format csv >answers.csv

# Open: an empty line says that the answer is right.
{ for i in $(seq 40); do echo; done; echo /klaar; echo ja; } >lines
second open Kim <lines
holds "all of it is confirmed" grep -q "Gecontroleerd: beide keren hetzelfde" out
run list --form ash --format csv
holds "the status is verified" test "$(cells status out | grep -c verified)" -eq 1
run summary --form ash --format json
holds "no figure moved" cmp before.json out
want 0 "data check finds nothing" data check
want 0 "the list of who verified what" list --form ash --verified --format csv
holds "... has one line" test "$(wc -l <out)" -eq 2
holds "... with who" test "$(cells verified_by out)" = Kim
holds "... how" test "$(cells how out)" = open
holds "... and how much differed" test "$(cells differences out)" = 0
want 0 "... for people too" list --verified
prints "Kim"
prints "Gecontroleerd"
want 0 "... and for programs" list --verified --format json
prints '"same_person": false'
want 0 "the record says so" show "$id"
prints "gecontroleerd, telt mee in de cijfers"
prints "gecontroleerd (open, 0 verschillen)"

# Export, import and export again are byte for byte the same.
run export --form ash -o one.csv
run export --form traject -o traject.csv
want 0 "the trajecten go into another file" -d other.db import traject.csv --add-names
want 0 "a verified record goes into another file" -d other.db import one.csv --add-names
says " 0 geweigerd"
run -d other.db export --form ash -o two.csv
holds "... and comes out the same" cmp one.csv two.csv
want 0 "... and goes in again" -d other.db import one.csv
says " 0 nieuw, 0 veranderd"
want 0 "... which is whole" -d other.db data check
want 0 "by whom it was verified is not known there" -d other.db list --verified --format csv
holds "... and not made up" test "$(cells verified_by out)$(cells how out)" = ""

# What is edited in the sheet was not entered a second time.
sed 's/,tweeouder,/,alleenstaand,/;s/,samengesteld,/,alleenstaand,/' one.csv >edited.csv
want 0 "an edited sheet goes in" -d other.db import edited.csv
run -d other.db list --form ash --format csv
first=$(awk -F, -v id="$id" '$1 == id { print $8 }' out)
if cmp -s one.csv edited.csv || grep "^$id" one.csv | grep -q alleenstaand; then
	echo "# the first record is of one parent already"
else
	holds "... and takes the mark away" test "$first" = complete
fi

# Another file of this program brings how and by whom.
want 0 "another file of this program" -d third.db import file.db --add-names
want 0 "... brings the mark" -d third.db list --verified --format csv
holds "... with who and how" test "$(cells verified_by out) $(cells how out)" = "Kim open"
want 0 "... and is whole" -d third.db data check

# A correction takes the mark away.
{
	echo "verbeter Verkeerd overgenomen"
	echo /klaar
	echo ja
} >lines
"$PROG" --plain enter --form ash --traject "$code" <lines >out 2>err
run list --form ash --verified --format csv
holds "a correction takes the mark away" test "$(wc -l <out)" -eq 1

# Blind, with one difference that is taken over.
code=$("$PROG" list --form ash --format csv | cells traject /dev/stdin | sed -n 2p)
id=$("$PROG" list --form ash --format csv | cells id /dev/stdin | sed -n 2p)
{ echo; echo e; } >lines
second blind Kim <lines
holds "blind does not show the answer" sh -c "! grep -q 'Beantwoord' out"
holds "... and asks which is right" grep -q "De twee antwoorden verschillen" out
run list --form ash --format csv
holds "one that was parked is no draft" test "$(cells status out | grep -c draft)" -eq 4
run summary --form ash --format json
holds "... and in no figure" cmp before.json out
want 0 "... and the file is whole" data check

# Taken away with its traject.
want 0 "destroying its traject" data destroy "$code" "$code" --yes
want 0 "... leaves a whole file" data check
finish
