#!/bin/sh
# The power is cut at every sync of a long session, with all that was written
# on the disk, and with only what was synced.
. "${srcdir:?}/tests/fault/fault.sh"

mkdir copies
faulty FAULT_DO=copy FAULT_AT="$work/copies" -- \
	"$session" play "$work/data" "$keys" "$srcdir/forms" -1 >out 2>&1
copied=0
for copy in copies/*-all copies/*-synced; do
	# Before the file had its tables there is nothing to open.
	[ -s "$copy/file.db" ] && [ -s "$copy/progress" ] || continue
	copied=$((copied + 1))
	rm -f "$copy/file.db-shm"
	after=$(tr -d ' \n' <"$copy/progress")
	verify "$copy"
	result $? "cut at $(basename "$copy"), after $after keys" out
done
[ $copied -gt 100 ]
result $? "there were $copied of them"
finish
