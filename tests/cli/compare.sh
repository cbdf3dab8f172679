#!/bin/sh
# Two selections side by side: each side is what its own summary says, in every
# format, and a version to share cannot be subtracted.
. "${srcdir:?}/tests/cli/lib.sh"

want 0 "a demo of three years" demo --records 600 --years 2023-2025

# figures NAME BY: figure, name, n, met, rate, percent, low and high of the rows
# with this in the column by.
figures() {
	awk -F, -v by="$2" -v OFS=, '
		$2 == by && $1 ~ /^(measure|item|positive|option|scale|share)$/ {
			print $1, $4, $5, $6, $7, $8, $9, $10 }' "$1" | sort
}

# beside TITLE WITH OWN... -- OTHER...: the other side of the one is the whole of
# the other.
beside() {
	title=$1 with=$2
	shift 2
	own=
	while [ "$1" != -- ]; do
		own="$own $1"
		shift
	done
	shift
	# shellcheck disable=SC2086
	want 0 "$title" summary --format csv $own --compare "$with"
	cp out both.csv
	run summary --format csv "$@"
	cp out other.csv
	figures both.csv compare >left
	figures other.csv "" >right
	holds "... beside the figures of the other" cmp left right
	[ -s left ] && cmp -s left right || diff left right | sed 's/^/# /'
	# shellcheck disable=SC2086
	run summary --format csv $own
	figures out "" >right
	figures both.csv "" >left
	holds "... and its own are unchanged" cmp left right
}

organisatie=$(run export -o all.csv; cells organisatie all.csv | sort |
	uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')
team=$(awk -F, -v o="$organisatie" '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	$at["organisatie"] == o { print $at["team"] }' all.csv | sort | uniq -c |
	sort -rn | sed 's/^ *[0-9]* //;q')

beside "a year and the one before" before --year 2025 -- --year 2024
beside "a quarter and the one before" before \
	--from 2025-01-01 --to 2025-03-31 -- --from 2024-10-01 --to 2024-12-31
beside "a quarter a year earlier" year \
	--from 2025-01-01 --to 2025-03-31 -- --from 2024-01-01 --to 2024-03-31
beside "two periods that were named" 2023-01-01..2024-06-30 \
	--year 2025 -- --from 2023-01-01 --to 2024-06-30
beside "a team and its organisation" organisatie \
	--organisatie "$organisatie" --team "$team" -- --organisatie "$organisatie"
beside "an organisation and all" all --year 2025 --organisatie "$organisatie" \
	-- --year 2025
beside "another form" before --form nji-ouder --year 2025 -- \
	--form nji-ouder --year 2024

# The differences anew, from the two sides; the points from whole numbers.
run summary --format csv --year 2025 --compare before
awk -F, '
	function half_up(top, bottom) { return int((200 * top + bottom) / (2 * bottom)) }
	$2 == "" && ($1 == "item" || $1 == "positive" || $1 == "option") { n[$4] = $5; met[$4] = $6 }
	$2 == "compare" && ($1 == "item" || $1 == "positive" || $1 == "option") { m[$4] = $5; k[$4] = $6 }
	$1 ~ /^(item|positive|option)_difference$/ {
		top = met[$4] * m[$4] - k[$4] * n[$4]
		points = top < 0 ? -half_up(-top, n[$4] * m[$4]) : half_up(top, n[$4] * m[$4])
		rows++
		if (points != $8) print $4, points, $8
		z = 1.959963984540054
		p = met[$4] / n[$4]; q = k[$4] / m[$4]
		l = wilson(p, n[$4], -1); u = wilson(p, n[$4], 1)
		a = wilson(q, m[$4], -1); b = wilson(q, m[$4], 1)
		low = p - q - sqrt((p - l) ^ 2 + (b - q) ^ 2)
		high = p - q + sqrt((u - p) ^ 2 + (q - a) ^ 2)
		if ((low - $9) ^ 2 > 1e-18 || (high - $10) ^ 2 > 1e-18) print $4, low, $9, high, $10
		if ((low > 0 || high < 0) != ($14 == "verschil")) print $4, $14 }
	function wilson(p, n, way,  z) { z = 1.959963984540054
		return (p + z * z / (2 * n) + way * z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) }
	END { if (rows < 40) print "few rows", rows }' out >wrong
holds "differences and their intervals are those of a recount" test ! -s wrong
sed 's/^/# /' wrong

want 0 "beside the published figures" summary --year 2025 --compare national \
	--format json
holds "... which are named" grep -q '"published": "2025"' out
want 0 "in words" summary --year 2025 --compare before
prints "Naast elkaar"
prints "kan toeval zijn"
want 0 "as a page" summary --year 2025 --compare before --format html
prints "<h2>Naast elkaar</h2>"
want 0 "in English" --lang en summary --year 2025 --compare before
prints "Side by side"

want 1 "without a period there is none before" summary --compare before
says "kies eerst een periode"
want 1 "overlapping periods are refused" summary --year 2025 \
	--compare 2025-12-31..2026-03-01
says "overlappen"
want 1 "all is no part of all" summary --year 2025 --compare all
want 2 "an unknown word is wrong usage" summary --compare with
says "before, year, team"
want 2 "a day that is none is wrong usage" summary --compare 1..2

# A version to share.
want 0 "periods to share" summary --year 2025 --organisatie "$organisatie" \
	--compare before --suppress 5 --format csv
holds "... show no year" awk -F, '$1 == "valid" && $2 == "year" && $5 != "" { bad = 1 }
	END { exit bad }' out
run summary --format csv --organisatie "$organisatie" --team "$team" \
	--compare organisatie --suppress 5
awk -F, '
	$2 == "" && $1 ~ /^(item|option|share)$/ && $16 == 0 { n[$1, $4] = $5; met[$1, $4] = $6 }
	$2 == "compare" && (($1, $4) in n) && $16 == 0 {
		of = $5 - n[$1, $4]; in_rest = $6 - met[$1, $4]; both++
		if (few(of)) print $0
		if ($1 == "option" && (few(in_rest) || few(of - in_rest))) print $0 }
	function few(x) { return x > 0 && x < 5 }
	END { if (!both) print "nothing shows" }' out >wrong
holds "a team beside its organisation tells of no few others" test ! -s wrong
sed 's/^/# /' wrong

finish
