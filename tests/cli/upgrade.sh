#!/bin/sh
# A file of every earlier layout opens, with all that was in it.
. "${srcdir:?}/tests/cli/lib.sh"

# layout FILE: the number of its layout.
layout() {
	"$PROG" --lang en -d "$1" data info | sed -n 's/.*layout of the file *//p'
}

# in_words: records in the words of their form, as who reads the file sees them.
in_words() {
	! command -v sqlite3 >/dev/null ||
		sqlite3 -readonly file.db "SELECT * FROM ash_3_0_labels ORDER BY id"
}

want 0 "a new file" -d new.db demo --records 1
newest=$(layout new.db)
i=1
while [ "$i" -lt "$newest" ]; do
	holds "there is a file of layout $i" \
		test -s "$srcdir/tests/data/schema-$i.db.gz"
	i=$((i + 1))
done

for old in "$srcdir"/tests/data/schema-*.db.gz; do
	name=$(basename "$old" .db.gz)
	gzip -dc "$old" >file.db
	cp file.db before.db
	chmod 600 file.db
	want 0 "$name can be looked at" --read-only list --form ash --format csv
	cp out ash.csv
	holds "... as the layout it is" test "$(layout file.db)" -eq "${name#schema-}"
	want 0 "... and checked" --read-only data check
	holds "... without a change" cmp file.db before.db
	want 0 "... and copied, as it is" --read-only data backup "$name-copy.db"

	want 0 "$name is opened" data info
	holds "... which changes nothing yet" cmp file.db before.db
	in_words >words
	want 0 "... and written to" data rename organisatie Zandhorn Strandhoorn
	want 0 "... and is whole" data check
	in_words | sed 's/Strandhoorn/Zandhorn/' >after
	holds "... its records read the same in SQL, in words" cmp words after
	run list --form ash --format csv
	sed 's/Zandhorn/Strandhoorn/' ash.csv >wanted.csv
	holds "... with all that was in it" cmp wanted.csv out
	holds "... its drafts" test "$(cells status out | grep -c draft)" -eq 4
	run show 01961595-23f5
	holds "... its remarks" grep -q 'Zoë: één dag later, "echt"' out
	holds "... and its history" grep -q "verbeterd" out
	run list --form ash --all --format csv
	holds "... what was withdrawn" grep -q ",withdrawn," out
	holds "... it has the layout of a new file" test "$(layout file.db)" -eq "$newest"

	code=$(cells traject ash.csv | sed -n 1p)
	want 0 "a copy of the old layout" data restore "$name-copy.db" --yes
	want 0 "... is whole" data check
	want 0 "destroying in it" data destroy "$code" "$code" --yes
	holds "reaches the old copy too" sh -c "! grep -q '$code' $name-copy.db"
done
finish
