#!/bin/sh
# How much memory figures may take: of data, which is counted, where what is
# resident depends on the system.
. "${srcdir:?}/tests/cli/lib.sh"
SPOEDPEIL_NOW=2030-02-01T12:00:00
export SPOEDPEIL_NOW

want 0 "five years, made up" demo --records 1800 --seed 1 --years 2025-2029
want 0 "all figures of all years" summary --format json
holds "... are far more text than fits" test "$(wc -c <out)" -gt 400000

# within KILOBYTES ARGUMENT...: the same output with no more data than that.
within() {
	most=$1
	shift
	run "$@"
	cp out whole
	# shellcheck disable=SC3045 # every shell of a system with this limit has it
	(ulimit -d "$most" && exec "$PROG" "$@" >out 2>err </dev/null)
	cmp -s out whole
	result $? "in $most kB: $*"
}

# A checker of memory takes more before it begins.
# shellcheck disable=SC3045
if (ulimit -d 2500 && exec "$PROG" --version) >out 2>err; then
	within 2500 summary
	within 2500 summary --format json
	within 2500 summary --format csv
	within 3400 summary --format html
	within 3400 summary --format json --reasons --response
	within 2500 summary --form nji-ouder --format json
else
	echo "# this program does not start in so little"
fi

finish
