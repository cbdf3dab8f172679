#!/bin/sh
# The file itself: info, check, backup, withdraw, rename; list and show.
. "${srcdir:?}/tests/cli/lib.sh"

want 1 "there is no file yet" list
says "$work/file.db"
holds "... and listing makes none" test ! -e file.db
want 1 "neither does its info" data info
want 0 "a small demo" demo --records 50
# A reader may leave its traces beside the file; the file itself stays.
cp file.db before.db
for command in "list" "list --format csv" "summary" "export" "data info" \
	"data check" "form list"; do
	# shellcheck disable=SC2086 # words
	want 0 "$command" $command
	holds "... changes nothing" cmp file.db before.db
done

want 0 "what is in the file" data info
prints "trajecten"
prints "ash@3.0"
want 0 "the file is whole" data check
want 0 "in English" --lang en data check
prints "is whole"

# list and show
want 0 "a list in words" list --form ash
want 0 "a list as CSV" list --form ash --format csv
cp out ash.csv
holds "has a header" grep -q '^id,form,version,traject,' ash.csv
holds "and all records" test "$(tail -n +2 ash.csv | wc -l)" -eq 55
want 0 "a list as JSON" list --form ash --format json
if command -v python3 >/dev/null; then
	holds "... that can be read" python3 -m json.tool out
fi
want 0 "all forms" list --format csv
holds "are in one list" test "$(cells form out | sort -u | wc -l)" -gt 3
organisatie=$(cells organisatie ash.csv | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')
want 0 "of one organisatie" list --form ash --organisatie "$organisatie" --format csv
holds "are its own" test "$(cells organisatie out | sort -u)" = "$organisatie"
want 0 "of one year" list --form ash --year 1999 --format csv
holds "are none" test "$(wc -l <out)" -eq 1
want 0 "to a file" list --form ash --format csv -o listed.csv
holds "is the same" cmp ash.csv listed.csv
holds "and nothing on standard output" test ! -s out
want 1 "to a place that is not there" list -o nowhere/listed.csv

id=$(cells id ash.csv | head -n 1)
for format in text json csv; do
	want 0 "a record as $format" show "$id" --format $format
	prints "4b"
done
want 0 "by the start of its id" show "$(echo "$id" | cut -c1-20)"
prints "$id"
want 1 "a start that several have" show 019
want 1 "an id of nothing" show ffffffff
says "ffffffff"
draft=$(awk -F, '$8 == "draft" { print $1; exit }' ash.csv)
want 0 "a draft" show "$draft"
prints "$draft"

# backup
want 0 "a copy" data backup copy.db
want 0 "is whole" -d copy.db data check
run -d copy.db export -o copy.csv
run export -o all.csv
holds "and holds the same" cmp copy.csv all.csv
want 1 "a copy over a file that is there" data backup copy.db
want 1 "a copy to a place that is not there" data backup nowhere/copy.db
"$PROG" data backup copy.db >/dev/null 2>&1
holds "and the file that was there is as it was" "$PROG" -d copy.db data check

# withdraw
want 2 "withdrawing without a reason" data withdraw "$id"
want 1 "withdrawing with an empty reason" data withdraw "$id" --reason " "
want 1 "withdrawing what is not there" data withdraw ffffffff --reason dubbel
want 1 "withdrawing in a file that may only be read" \
	--read-only data withdraw "$id" --reason dubbel
want 0 "withdrawing" data withdraw "$id" --reason "dubbel ingevuld"
says "$id"
run list --form ash --format csv
holds "it is not listed" sh -c "! grep -q $id out"
run list --form ash --format csv --all
holds "but with --all" grep -q "$id.*,withdrawn," out
run show "$id"
prints "dubbel ingevuld"
want 1 "withdrawing again" data withdraw "$id" --reason dubbel
run summary --format json
holds "it does not count" grep -q '"valid": 49' out

# rename
want 2 "a kind that is none" data rename traject A B
want 1 "a name that is not there" data rename organisatie Nergens Ergens
want 0 "an organisatie" data rename organisatie "$organisatie" "Nieuwe naam"
run list --form ash --format csv
holds "has its new name everywhere" grep -q ",Nieuwe naam," out
holds "... and nowhere the old" sh -c "! grep -q ',$organisatie,' out"
other=$(cells organisatie out | grep -v "Nieuwe naam" | grep . | head -n 1)
want 1 "not the name of another" data rename organisatie "$other" "Nieuwe naam"
want 0 "data check finds nothing" data check

# As it is when the program that was about to make it was killed.
: >nothing.db
chmod 600 nothing.db
want 0 "an empty file is a file without records" -d nothing.db data check
: >nothing.db
want 1 "but only where it may be written" -d nothing.db --read-only data check

# Not ours, or not whole.
echo "this is no database, but long enough to be read as one" >text.db
want 1 "a file that is something else" -d text.db list
says "text.db"
holds "... stays as it was" grep -q "no database" text.db
mkdir directory.db
want 1 "a directory" -d directory.db list
head -c 20000 copy.db >cut.db
run -d cut.db data check
holds "a file that was cut is found out" test "$status" -eq 1

finish
