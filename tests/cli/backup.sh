#!/bin/sh
# Copies: in a series, every day, and back again.
. "${srcdir:?}/tests/cli/lib.sh"

want 0 "made-up records" demo --records 10

# A series.
echo "part of the first" >serie-20261121-010000.db-journal
for hour in 01 02 03 04; do
	SPOEDPEIL_NOW=2026-11-21T$hour:00:00 "$PROG" data backup serie.db --keep 3 2>err
	holds "one at $hour:00" test -f "serie-20261121-${hour}0000.db"
done
holds "three are kept" test "$(echo serie-*.db | wc -w)" -eq 3
holds "the oldest went" test ! -e serie-20261121-010000.db
holds "... and what was left beside it" test ! -e serie-20261121-010000.db-journal
want 0 "the last is whole" -d serie-20261121-040000.db data check
want 2 "keeping none is no series" data backup serie.db --keep 0
want 2 "nor is keeping some" data backup serie.db --keep veel
holds "only their owner can read them" test \
	"$(stat -c %a serie-20261121-040000.db)" = 600

# Back.
run export --form ash -o before.csv
cp serie-20261121-040000.db good.db
run list --form traject --format csv
code=$(cells traject out | sed -n 1p)
want 0 "something changes" data withdraw "$(sed -n '2s/,.*//p' before.csv)" --reason fout
want 1 "no answer is no" data restore serie-20261121-040000.db
says "trajecten"
echo n | "$PROG" data restore serie-20261121-040000.db 2>err
holds "no is no" test $? -eq 1
echo j | "$PROG" data restore serie-20261121-040000.db 2>err
holds "yes is yes" test $? -eq 0
run export --form ash -o after.csv
holds "and everything is as it was" cmp before.csv after.csv
holds "the file that was there is beside it" test -f file.db-replaced-20261121-120000
want 0 "and is whole" -d file.db-replaced-20261121-120000 data check
want 0 "without a question" data restore serie-20261121-040000.db --yes
holds "the copy itself is as it was" cmp good.db serie-20261121-040000.db

# What is no copy.
want 1 "a file that is not there" data restore nergens.db --yes
ln -s file.db self.db
want 1 "the file itself, under another name" data restore self.db --yes
says "self.db is het bestand zelf"
head -c 30000 good.db >cut.db
want 1 "a copy that was cut" data restore cut.db --yes
echo "this is no database, but long enough to be read as one" >text.db
want 1 "something else" data restore text.db --yes
: >empty.db
want 1 "an empty file" data restore empty.db --yes
run export --form ash -o after.csv
holds "and nothing changed" cmp before.csv after.csv
want 0 "the file is whole" data check

# Over a file that is damaged.
printf 'rommel' | dd of=file.db bs=1 seek=5000 conv=notrunc 2>/dev/null
dd if=/dev/zero of=file.db bs=4096 seek=3 count=5 conv=notrunc 2>/dev/null
run data check
holds "a damaged file" test "$status" -eq 1
want 0 "is replaced" data restore good.db --yes
run export --form ash -o after.csv
holds "by what was in the copy" cmp before.csv after.csv

# Every day, the first time that somebody begins to work: a large file by a
# process that nobody waits for.
want 0 "one record" export --form ash --all -o daily.csv
for size in 0 9; do
	want 0 "a file of ones own" -d "daily$size.db" import daily.csv --add-names
	truncate -s "+${size}M" "daily$size.db"
	"$PROG" -d "daily$size.db" --plain </dev/null >out 2>err
	i=0
	while ! ls "daily$size.db-backups"/*.db >/dev/null 2>&1 && [ $i -lt 1200 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	holds "is copied when it is begun with, also of $size MB" \
		test -e "$(echo "daily$size.db-backups"/*-20261121-*.db)"
	want 0 "and the copy is whole" -d "daily$size.db-backups"/*.db data check
done

# Who else can read it?
want 0 "alone with it" data info
holds "there is nothing to warn of" test ! -s err
chmod 644 file.db
want 0 "with others" data info
says "chmod 600"
finish
