#!/bin/sh
# A file of every earlier layout opens, with all that was in it.
. "${srcdir:?}/tests/cli/lib.sh"

for old in "$srcdir"/tests/data/schema-*.db.gz; do
	name=$(basename "$old" .db.gz)
	version=${name#schema-}
	gzip -dc "$old" >file.db
	cp file.db before.db
	chmod 600 file.db
	want 0 "$name can be looked at" --read-only list --form ash --format csv
	cp out ash.csv
	want 0 "... and checked" --read-only data check
	holds "... without a change" cmp file.db before.db
	want 0 "... and copied, as it is" --read-only data backup "$name-copy.db"

	want 0 "$name is opened" data info
	holds "... which changes nothing yet" cmp file.db before.db
	want 0 "... and written to" data rename organisatie Zandhorn Strandhoorn
	want 0 "... and is whole" data check
	run list --form ash --format csv
	sed 's/Zandhorn/Strandhoorn/' ash.csv >wanted.csv
	holds "... with all that was in it" cmp wanted.csv out
	holds "... its drafts" test "$(cells status out | grep -c draft)" -eq 4
	run show 01961595-23f5
	holds "... its remarks" grep -q 'Zoë: één dag later, "echt"' out
	holds "... and its history" grep -q "verbeterd" out
	run list --form ash --all --format csv
	holds "... what was withdrawn" grep -q ",withdrawn," out
	run --lang en data info
	holds "... and it has a later layout" test \
		"$(sed -n 's/.*layout of the file *//p' out)" -gt "$version"

	code=$(cells traject ash.csv | sed -n 1p)
	want 0 "a copy of the old layout" data restore "$name-copy.db" --yes
	want 0 "... is whole" data check
	want 0 "destroying in it" data destroy "$code" "$code" --yes
	holds "reaches the old copy too" sh -c "! grep -q '$code' $name-copy.db"
done
finish
