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

# counted FILE: of every column with numbers in a CSV without commas in cells,
# NAME VALID SUM DECLARED SYSTEM, as the readers are asked for too.
counted() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) { name[i] = $i; at[$i] = i }; columns = NF; next }
		{ rows++
		  for (i = 16; i <= columns; i++) {
			text = name[i]; sub(/\/[a-z0-9_]*$/, "", text)
			reason = (name[i] "/missing" in at) ? at[name[i] "/missing"] : at[text "/missing"]
			if ($i ~ /^[01]$/) { valid[i]++; sum[i] += $i }
			else if ($i != "") other[i] = 1
			else if (reason && $reason != "") declared[i]++
		  } }
		END { for (i = 16; i <= columns; i++)
			if (valid[i] && !other[i] && name[i] !~ /\/missing$/) {
				label = name[i]; gsub(/\//, "__", label)
				print label, valid[i], sum[i], declared[i] + 0, rows - valid[i] - declared[i] } }' "$1" | sort
}

# of_summary FILE: the same of the questions of a summary in JSON, of records
# that count; then "NAME=OPTION N" of the options of the others.
of_summary() {
	jq -r '(.measures[].items[] | "\(.name) \(.scored) \(.met) \(.missing) \(.empty)"),
		(.blocks[] | .field as $field | .options[] | "\($field)=\(.name) \(.count)")' "$1" | sort
}

finish() { echo "1..$tests"; }
