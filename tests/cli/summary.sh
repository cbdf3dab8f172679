#!/bin/sh
# The figures of summary, against a recount of the exported file.
. "${srcdir:?}/tests/cli/lib.sh"

# recount FILE: what the summary says, by counting rows.  Fractions of the
# record scores are added as whole numbers of 1/27720.
recount() {
	awk -F, '
	function share(name, met, of) { printf "%s %d %d %d\n", name, of, met, int((200 * met + of) / (2 * of)) }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
		nu = split("c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6", u, " ")
		nr = split("c5a c5b c5c", r, " "); next }
	$at["status"] == "complete" { complete++ }
	$at["status"] == "draft" { drafts++ }
	$at["counts"] == 1 { valid++
		m = s = 0; for (i = 1; i <= nu; i++) { v = $at[u[i]]; if (v != "") { s++; m += v; of[u[i]]++; met[u[i]] += v } }
		if (s) { usum += m * 27720 / s; un++ }
		m = s = 0; for (i = 1; i <= nr; i++) { v = $at[r[i]]; if (v != "") { s++; m += v; of[r[i]]++; met[r[i]] += v } }
		if (s) { rsum += m * 27720 / s; rn++ }
		if (m >= 2) positive++
		if (s == 2 && m == 1) undecided++ }
	END { print "records", complete + 0, valid + 0, complete - valid, drafts + 0
		printf "mean %d %d\n", un, int((200 * usum / 27720 + un) / (2 * un))
		for (i = 1; i <= nu; i++) share(u[i], met[u[i]], of[u[i]])
		printf "mean %d %d\n", rn, int((200 * rsum / 27720 + rn) / (2 * rn))
		for (i = 1; i <= nr; i++) share(r[i], met[r[i]], of[r[i]])
		print "positive", valid + 0, positive + 0, undecided + 0 }' "$1"
}

# printed: the same lines from the JSON in out.
printed() {
	awk '
	{ gsub(/[",:]/, " "); key = $1; value = $2 }
	key == "records" && value == "{" { in_records = 1; next }
	in_records && key == "complete" { c = value }
	in_records && key == "valid" { v = value }
	in_records && key == "invalid" { i = value }
	in_records && key == "draft" { print "records", c, v, i, value; in_records = 0 }
	key == "measures" && value == "[" { in_measures = 1 }
	key == "positive" && value == "{" { in_measures = 0; in_positive = 1; met = "" }
	in_measures && key == "name" { name = value; met = percent = records = "" }
	in_measures && key == "records" { records = value }
	in_measures && key == "scored" { scored = value }
	in_measures && key == "met" { met = value }
	in_measures && key == "percent" {
		if (met != "") print name, scored, met, value
		else print "mean", records, value }
	in_positive && key == "records" { records = value }
	in_positive && key == "met" { met = value }
	in_positive && key == "undecided" { print "positive", records, met, value; in_positive = 0 }' out
}

want 0 "a demo of three years" demo --records 400 --years 2023-2025
check() {
	title=$1
	shift
	run export -o all.csv "$@"
	want 0 "the figures of $title" summary --format json "$@"
	recount all.csv >expected
	printed >found
	holds "... are those of a recount" cmp expected found
	[ -s found ] && cmp -s expected found || diff expected found | sed 's/^/# /'
}
organisatie=$(run export -o all.csv; cells organisatie all.csv | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')
check "all"
check "one year" --year 2024
check "a period" --from 2023-03-01 --to 2024-02-29
check "one organisatie" --organisatie "$organisatie"
check "one version" --form ash@3.0
holds "a version is named" grep -q '"3.0"' out

run summary --format json --year 1999
printed >found
holds "no records give no figures" test "$(grep -c '^mean 0 null$' found)" -eq 2
holds "... and no shares" test "$(grep -c '^c[0-9].* 0 0 null$' found)" -eq 14
want 0 "in words" summary --year 2024
prints "Behandelgetrouwheid"
want 0 "as CSV" summary --format csv
holds "... with a header" grep -q '^figure,by,group,name,n,met' out
want 0 "by the end of the help" summary --by ended --year 2024 --format json
holds "... which says so" grep -q '"by": "ended"' out
want 0 "to a file" summary --format json -o summary.json
run summary --format json
holds "... the same" cmp out summary.json
want 0 "small numbers are hidden" summary --format json --suppress 1000
holds "... and say so" grep -q '"suppressed": true' out
want 0 "a form without measures" summary --form nji-ouder --format json
holds "has no positive outcome" grep -q '"positive": null' out

# An organisation of which no record counts stands among the others.
cat >none.csv <<'CSV'
traject,organisatie,status,completed,gezinstype,problematiek/opvoeding,werkdoelen/veiligheid,advies/wijkteam,c1,c2
N1,Nergenshuizen,complete,2024-05-01,tweeouder,1,1,1,1,1
N2,Nergenshuizen,complete,2024-06-01,tweeouder,1,1,1,0,
CSV
run import --form ash --add-names none.csv
want 0 "a group of which nothing counts, in JSON" summary --year 2024 --format json
awk '/"value": "Nergenshuizen"/ { here = 1 } here { print } here && /"draft"/ { exit }' out | tr -d ' ,' >row
holds "... is there" grep -q '"valid":0' row
holds "... with how many do not count" sh -c 'grep -qx "\"complete\":2" row && grep -qx "\"invalid\":2" row && grep -qx "\"draft\":0" row'
holds "... and null for its figures" test "$(grep -c '"mean":null' row)" -eq 2
holds "... and for its criteria" test "$(grep -c '"rate":null' row)" -eq 15
want 0 "... in CSV" summary --year 2024 --format csv
holds "... with its records" grep -q '^invalid,organisatie,Nergenshuizen,,2,' out
holds "... and empty cells" grep -q '^measure,organisatie,Nergenshuizen,uitvoering,0,,,,,,,' out
want 0 "... in words" summary --year 2024
holds "... with a line" grep -qE '^  Nergenshuizen +0 +2 +0 +- +-' out
want 0 "... on the page" summary --year 2024 --format html
holds "... with a row" grep -q '<tr data-kind="valid" data-name="Nergenshuizen">.*>0<.*>2<.*>0<' out
want 0 "in a version to share" summary --year 2024 --format json --suppress 5
holds "... it is not" sh -c '! grep -q Nergenshuizen out'
holds "... nor how many of a group do not count" \
	sh -c '! sed -n "/\"groups\"/,/\"trend\"/p" out | grep -qE "\"(complete|invalid|draft)\""'

finish
