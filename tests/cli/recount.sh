#!/bin/sh
# Are the figures right?  A demo file is exported as CSV and counted again by
# recount.awk, which shares nothing with the program but the published rules.
set -eu
recount=${srcdir:?}/tests/cli/recount.awk
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
SPOEDPEIL_NOW=2026-02-03T10:00
XDG_CONFIG_HOME=$dir
export SPOEDPEIL_NOW XDG_CONFIG_HOME
n=0

run() { "${PROG:?}" -d "$dir/data.db" --lang nl "$@"; }

# verdict STATUS TITLE: what was printed stands in the file `said`.
verdict() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"
	else echo "not ok $n - $2"; fi
	sed 's/^/# /' "$dir/said"
}

# agrees TITLE [NAME=VALUE...]: with this selection, every number agrees.
agrees() {
	title=$1
	shift
	for pair in "$@"; do
		shift
		set -- "$@" "--${pair%%=*}" "${pair#*=}"
	done
	run summary --form ash --reasons --format json "$@" >"$dir/summary.json"
	count=$#
	while [ "$count" -gt 0 ]; do
		name=${1#--} value=$2
		shift 2
		count=$((count - 2))
		set -- "$@" -v "$name=$value"
	done
	status=0
	awk -f "$recount" "$@" "$dir/summary.json" "$dir/all.csv" \
		>"$dir/said" 2>&1 || status=$?
	verdict "$status" "$title"
}

# most COLUMN [COLUMN VALUE]...: the value that stands there most often.
most() {
	awk -F, -v want="$1" -v by="${2-}" -v is="${3-}" -v by2="${4-}" \
		-v is2="${5-}" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		(by == "" || $at[by] == is) && (by2 == "" || $at[by2] == is2) {
			seen[$at[want]]++
		}
		END {
			for (v in seen) if (seen[v] > seen[best]) best = v
			print best
		}' "$dir/all.csv"
}

run demo --records 500 --seed 11 --years 2023-2025 >"$dir/said" 2>&1
run export --form ash --all -o "$dir/all.csv" >"$dir/said" 2>&1
organisatie=$(most organisatie)
team=$(most team organisatie "$organisatie")
medewerker=$(most medewerker organisatie "$organisatie" team "$team")

agrees "all of the file"
agrees "by the end of the help" by=ended
agrees "a year" from=2024-01-01 to=2024-12-31
agrees "from a day on" from=2024-06-15
agrees "up to a day" to=2024-06-15
agrees "half a year by the end of the help" by=ended from=2024-03-01 to=2024-08-31
agrees "a period in which nothing was completed" to=2020-12-31
agrees "an organisation, per team" organisatie="$organisatie"
agrees "a team, per worker" organisatie="$organisatie" team="$team"
agrees "a worker" organisatie="$organisatie" team="$team" medewerker="$medewerker"
agrees "a worker in a year" medewerker="$medewerker" from=2025-01-01 to=2025-12-31
agrees "a team's name in any organisation" team="$team"

# The first and the last day of a period belong to it.
first=$(awk -F, 'NR > 1 && $9 != "" { print $9 }' "$dir/all.csv" | sort | sed -n 100p)
last=$(awk -F, 'NR > 1 && $9 != "" { print $9 }' "$dir/all.csv" | sort | sed -n 200p)
agrees "days on which something was completed" from="$first" to="$last"
agrees "one day" from="$first" to="$first"

# What was withdrawn is in no figure.
awk -F, '$8 == "complete" { print $1 }' "$dir/all.csv" | sed -n '7p;70p;170p' |
	while read -r id; do
		run data withdraw "$id" --reason "ten onrechte" >"$dir/said" 2>&1 </dev/null ||
			exit 1
	done
run export --form ash --all -o "$dir/all.csv" >"$dir/said" 2>&1
agrees "without what was withdrawn"
n=$((n + 1))
if [ "$(awk -F, '$8 == "withdrawn"' "$dir/all.csv" | wc -l)" = 3 ]; then
	echo "ok $n - three were withdrawn"
else
	echo "not ok $n - three were withdrawn"
fi

# A recount that finds nothing must be able to find something: each number of
# the summary in turn (some fifty of them) is made another.
run summary --form ash --format json --from 2025-01-01 --to 2025-12-31 >"$dir/summary.json"
awk '/^  "benchmarks": \[/ { skip = 1 }
	!skip && /: -?[0-9.]+,?$/ && !/"benchmark"/ { print NR }
	/^  \]/ { skip = 0 }' "$dir/summary.json" >"$dir/lines"
missed=0 tried=0
awk -v all="$(wc -l <"$dir/lines")" 'NR % int(all / 50 + 1) == 1' "$dir/lines" >"$dir/some"
while read -r line; do
	awk -v line="$line" 'NR == line {
		match($0, /-?[0-9.]+,?$/)
		value = substr($0, RSTART)
		comma = sub(/,$/, "", value) ? "," : ""
		$0 = substr($0, 1, RSTART - 1) value + (value ~ /\./ ? 0.000001 : 1) comma
	} { print }' CONVFMT=%.15g OFMT=%.15g "$dir/summary.json" >"$dir/changed.json"
	tried=$((tried + 1))
	if awk -f "$recount" -v from=2025-01-01 -v to=2025-12-31 \
		"$dir/changed.json" "$dir/all.csv" >/dev/null 2>&1; then
		missed=$((missed + 1))
		sed -n "${line}p" "$dir/changed.json" >>"$dir/missed"
	fi
done <"$dir/some"
: >"$dir/said"
[ "$missed" = 0 ] || cat "$dir/missed" >"$dir/said"
verdict "$missed" "$tried numbers that were changed by hand are all noticed"

# ... and so is one answer that was another in the export.
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "c4b") at = i }
	NR > 1 && !done && $8 == "complete" && $9 >= "2025" && $15 == 1 && $at == 1 {
		$at = 0
		done = 1
	} { print }' "$dir/all.csv" >"$dir/other.csv"
status=0
awk -f "$recount" -v from=2025-01-01 -v to=2025-12-31 "$dir/summary.json" \
	"$dir/other.csv" >"$dir/said" 2>&1 && status=1
grep -q 'c4b\|items\.7\.met' "$dir/said" || status=1
: >"$dir/said"
verdict "$status" "one other answer is noticed"

echo "1..$n"
