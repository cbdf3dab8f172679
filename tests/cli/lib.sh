# What every test of a command uses; sourced, not run.
#
#	want 0 "a title" list --form ash      the exit status is 0
#	holds "a title" grep -q x out         any command
#
# Each run leaves its standard output in out and its errors in err, in a
# directory of its own.  The day is 21 November 2026.

set -u
: "${PROG:?}" "${srcdir:?}"

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cd "$work" || exit 99

HOME=$work/home
SPOEDPEIL_NOW=2026-11-21T12:00:00
SPOEDPEIL_DATA=$work/file.db
export HOME SPOEDPEIL_NOW SPOEDPEIL_DATA
mkdir "$HOME"

alles=$srcdir/tests/data/forms/alles
tests=0

# run ARGUMENT...: the program; its status is in $status.
run() {
	"$PROG" "$@" >out 2>err </dev/null
	status=$?
}

# result STATUS TITLE: 0 is good.
result() {
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		[ -s out ] && sed -n '1,5s/^/# out: /p' out
		[ -s err ] && sed -n '1,5s/^/# err: /p' err
	fi
}

holds() {
	title=$1
	shift
	"$@" >/dev/null 2>&1
	result $? "$title"
}

want() {
	wanted=$1 title=$2
	shift 2
	run "$@"
	[ "$status" -eq "$wanted" ] || echo "# status $status, not $wanted"
	[ "$status" -eq "$wanted" ]
	result $? "$title"
}

# says WORDS: standard error has them; prints WORDS: standard output.
says() { holds "... and says: $1" grep -qF -e "$1" err; }
prints() { holds "... and prints: $1" grep -qF -e "$1" out; }

# cells COLUMN FILE: the cells of that column of a CSV file without commas,
# quotes or line breaks in its cells.
cells() {
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
		{ print $at }' "$2"
}

finish() { echo "1..$tests"; }
