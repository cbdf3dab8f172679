#!/bin/sh
# Ctrl-C: what was begun is undone, and the program dies by the signal.
. "${srcdir:?}/tests/cli/lib.sh"

want 0 "made-up records" demo --records 20 --seed 1
want 0 "a file to take in" export --form ash -o rows.csv
mkfifo slow

# stopped ARGUMENT...: begin it, with rows that do not end, and stop it there.
stopped() {
	env --default-signal=INT "$PROG" "$@" >out 2>err <slow &
	pid=$!
	# It reads from here until this ends; so it is busy when it is told.
	exec 3>slow
	cat rows.csv >&3
	until [ -e "$SPOEDPEIL_DATA" ]; do sleep 0.05; done
	kill -INT "$pid"
	exec 3>&-
	wait "$pid"
	status=$?
}

SPOEDPEIL_DATA=$work/other.db
stopped import --form ash --add-names -
holds "an import that is stopped dies by the signal" test "$status" -eq 130
run list --format csv
holds "... and nothing went in" test "$(wc -l <out)" -le 1
want 0 "... and the file is as it should be" data check
want 0 "the same rows go in after it" import --form ash --add-names rows.csv
run list --format csv
holds "... all of them" test "$(wc -l <out)" -gt 20

finish
