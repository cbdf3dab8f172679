#!/bin/sh
# Files with every edge, made and counted by a program of its own with exact
# fractions: does the summary say the same, in every format?
. "${srcdir:?}/tests/cli/lib.sh"

command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
judge=$srcdir/tests/long/figures.py

# agree TITLE [NAME=VALUE...]: in all formats, with this selection.
agree() {
	title=$1
	shift
	options=
	for pair in "$@"; do
		options="$options --${pair%%=*} ${pair#*=}"
	done
	for format in json csv text html; do
		# shellcheck disable=SC2086
		run summary --form ash --format $format $options
		if [ "$status" -ne 0 ]; then
			result 1 "$title, $format"
			continue
		fi
		mv out "said.$format"
		python3 "$judge" check made.csv "said.$format" "$@" >counted 2>&1
		result $? "$title, $format"
		tail -n 21 counted | sed 's/^/# /'
	done
}

# file SCENARIO SEED: in a new file.
file() {
	rm -f file.db*
	python3 "$judge" make "$1" "$2" made.csv
	run import --form ash@3.0 --add-names made.csv
	[ "$status" -eq 0 ]
	result $? "a file: $1"
	[ "$status" -eq 0 ] || sed -n '1,5s/^/# /p' err
}

for seed in 1 2 3; do
	for count in 1 2 9 10 11 57 400; do
		file $count $seed
		agree "$count records"
		agree "$count records, one year" year=2024
		agree "$count records, to share" suppress=5
	done
done
agree "by the end of the help" by=ended year=2023
agree "a period" from=2022-03-01 to=2024-02-29
agree "an organisation" organisatie=Org-1
for scenario in one nothing invalid boundary ties few; do
	file $scenario 1
	agree "$scenario"
	agree "$scenario, in 2025" year=2025
	agree "$scenario, in 2025 by the end" year=2025 by=ended
	agree "$scenario, to share" year=2025 suppress=5
done
file margins2022 1
agree "1347 forms over 17 organisations" year=2022
run summary --form ash --year 2022 --format json
holds "... are 1347" grep -q '"valid": 1347' out
holds "... over 17" test "$(grep -c '"by": "organisatie"' out)" -eq 17
file margins2025 1
agree "1763 forms over 25 organisations" year=2022
run summary --form ash --year 2022 --format json
holds "... are 1763" grep -q '"valid": 1763' out
holds "... over 25" test "$(grep -c '"by": "organisatie"' out)" -eq 25
file 100000 1
agree "100000 records"
agree "100000 records, to share" year=2024 suppress=5

finish
