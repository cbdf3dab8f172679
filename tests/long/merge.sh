#!/bin/sh
# Eight files of one team, edited at random, in random orders; see merge.py.
. "${srcdir:?}/tests/cli/lib.sh"

for python in python3 /usr/bin/python3 ""; do
	[ -n "$python" ] && "$python" -c "import sqlite3" 2>/dev/null && break
done
[ -n "$python" ] || { echo "1..0 # SKIP no python3"; exit 0; }

for seed in ${SEEDS:-1 2}; do
	rm -f ./*.db*
	"$python" "$srcdir/tests/long/merge.py" "$PROG" "$seed" "${ORDERS:-6}" >said 2>err
	grep '^#' said
	while read -r line; do
		case $line in
		"ok "*) result 0 "${line#ok }" ;;
		"not ok "*) result 1 "${line#not ok }" ;;
		esac
	done <said
	holds "seed $seed to the end" test ! -s err
done
finish
