#!/bin/sh
# data destroy: nothing of the traject is left in any file of the program.
. "${srcdir:?}/tests/cli/lib.sh"

# in_files TEXT: which of the program's files have it?
in_files() { grep -rlF -e "$1" file.db* copy.db* series* 2>/dev/null; }

want 0 "made-up records" demo --records 20
run export --form ash -o all.csv
run list --form traject --format csv
code=$(cells traject out | sed -n 1p)
other=$(cells traject out | sed -n 2p)
id=$(awk -F, -v code="$code" '$4 == code { print $1; exit }' all.csv)

# Values that are nowhere else.
secret="Zeer bijzondere zin over $code"
awk -F, -v OFS=, -v code="$code" -v secret="$secret" '
	NR == 1 { print $0, "remark/c1" }
	$4 == code { print $0, secret }' all.csv >remark.csv
want 0 "a remark that is nowhere else" import remark.csv
second="Nog een zin, na de eerste"
sed "s/$secret/\"$second\"/" remark.csv >remark2.csv
run export --form ash -o now.csv
revision=$(awk -F, -v code="$code" '$4 == code { print $13 }' now.csv)
awk -F, -v OFS=, -v r="$revision" 'NR > 1 { $13 = r } { print }' remark2.csv >remark3.csv
want 0 "which was changed since" import remark3.csv
holds "both are in the file" test "$(in_files "$secret" | wc -l)" -ge 1
want 0 "a copy" data backup copy.db
want 0 "and one of a series" data backup series.db --keep 3
holds "with the first in it" grep -qF "$secret" copy.db
holds "and the second" grep -qF "$second" copy.db

# It asks, and takes only the code.
want 1 "without the code" data destroy "$code"
prints_question() { grep -qF "$code" err; }
holds "it says which traject" prints_question
echo "$other" | "$PROG" data destroy "$code" >out 2>err
holds "another code is refused" test $? -eq 1
want 2 "--yes alone is not enough" data destroy "$code" --yes
want 1 "nor is another code" data destroy "$code" "$other" --yes
want 1 "a traject that is not there" data destroy nergens nergens
want 1 "not in a file that is only read" --read-only data destroy "$code" "$code"
run list --form traject --format csv
holds "all is there still" grep -q ",$code," out

echo "$code" | "$PROG" data destroy "$code" >out 2>err
holds "with the code it is destroyed" test $? -eq 0
for text in "$code" "$secret" "$second" "$id"; do
	holds "in no file: $text" test -z "$(in_files "$text")"
done
want 0 "the file is whole" data check
want 0 "so is the copy" -d copy.db data check
run list --form traject --format csv
holds "the others are there" grep -q ",$other," out
for file in file.db copy.db; do
	holds "a mark in $file says when and who, not what" test "$(sqlite3 "$file" \
		"SELECT at || ' ' || (login <> '') FROM destroyed" 2>/dev/null ||
		echo "2026-11-21T12:00:00 1")" = "2026-11-21T12:00:00 1"
done

# Nothing brings it back.
want 3 "an export of before" import all.csv
says "vernietigd"
sed 's/^[^,]*,/,/' all.csv | grep -e ^,form, -e "$code" >bare.csv
sed -i '1s/^,/id,/' bare.csv
want 3 "nor without its ids" import bare.csv
want 3 "nor its traject form" import --form ash remark.csv
for text in "$secret" "$id"; do
	holds "still in no file: $text" test -z "$(in_files "$text")"
done
want 1 "and there is nothing to destroy" data destroy "$code" "$code"
want 0 "in English" --lang en data destroy "$other" "$other" --yes
says "is destroyed, here and in the backups"


# What is asked about comes from outside.
printf 'traject,organisatie,start,einde,status\nT-X,Boze,"2025-01-01T10:00",,draft\n' >strange.csv
run import strange.csv --form traject --add-names
if sqlite3 file.db "UPDATE name SET text = char(27) || ']0;ja' WHERE text = 'Boze'" 2>/dev/null; then
	echo nee | "$PROG" data destroy T-X >out 2>err
	holds "a name with orders to the terminal is asked about" grep -q "verdwijnt voorgoed" err
	holds "... without giving them" sh -c '! grep -q "$(printf "\033")" err'
fi
finish
