#!/bin/sh
# The page of summary: whole, safe, and with the numbers of the JSON.
. "${srcdir:?}/tests/cli/lib.sh"

# faults FILE: the page is well-formed and takes nothing from elsewhere.
whole() {
	holds "$1: well-formed, every chart has its words" \
		awk -f "$srcdir/tests/html/wellformed.awk" out
	awk -f "$srcdir/tests/html/wellformed.awk" out | sed 's/^/# /;5q'
	if command -v xmllint >/dev/null; then
		sed 1d out >page.xml
		holds "... also to xmllint" xmllint --noout page.xml
	else
		tests=$((tests + 1))
		echo "ok $tests - ... also to xmllint # SKIP no xmllint"
	fi
	holds "... nothing comes from elsewhere" \
		sh -c '! grep -qiE "https?:|//|url\(|@import|javascript:|<script" out'
	holds "... and a policy forbids it" grep -qF \
		"content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;" out
}

# numbers of the JSON in json: kind, name, then per cent, range, met and n.
of_json() {
	awk '
	function whole(x) { return x == "null" ? "" : int(x * 100 + 0.5) }
	function range() { return low == "null" ? "" : whole(low) "–" whole(high) }
	function none(x) { return x == "null" ? "–" : x }
	# What stands on other pages: its lines are those indented further.
	function indent(line) { match(line, /^ */); return RLENGTH }
	skip && indent($0) > skip { next }
	skip { skip = 0; next }
	(part == "group" || part == "year") && /"(items|positive|funnel)": [[{]/ ||
	part == "positive" && /"by": {/ { skip = indent($0); next }
	{ line = $0; gsub(/[",:]/, " "); key = $1; value = $2
	  if (key == "field" || key == "value") { value = line; sub(/^[^:]*: "/, "", value); sub(/",?$/, "", value) } }
	key == "measures" && value == "[" { part = "measure" }
	key == "positive" && value == "{" { part = "positive" }
	key == "blocks" { part = "block" }
	key == "groups" { part = "group" }
	key == "trend" { part = "year" }
	key == "benchmarks" { exit }
	key == "records" { records = value }
	key == "scored" { of = value; item = 1 }
	key == "answered" { of = value }
	key == "name" { name = value; item = 0 }
	key == "met" || key == "count" { met = value }
	key == "percent" { percent = value }
	key == "pooled_percent" { pooled = value }
	key == "pooled_met" { pooled_met = value }
	key == "pooled_scored" { pooled_of = value }
	key == "value" || key == "year" { group = value }
	key == "valid" && part == "group" { print "valid", group, value }
	key == "low" { low = value }
	key == "high" { high = value
		if (part == "measure" && !item) {
			print "mean", name, none(percent), range(), "n = " records
			print "pooled", "pooled", none(pooled), "", pooled_met " / " pooled_of }
		else if (part == "measure") print "item", name, none(percent), range(), met " / " of
		else if (part == "positive") print "item", "positive", none(percent), range(), met " / " records
		else if (part == "block") print "option", name, none(percent), range(), met
		else print "row", group, none(percent), range(), records }
	' json | LC_ALL=C sort
}

# The same from the page in out.
of_page() {
	awk '
	function cell(class,  at) {
		at = match($0, "<td class=\"number " class "\"[^>]*>[^<]*")
		if (!at) return "-"
		at = substr($0, RSTART, RLENGTH)
		sub(/^[^>]*>/, "", at)
		return at }
	/^<section/ || /^<h2/ { other = 0 }
	/<tr data-name=/ { name = $0; sub(/.*<tr data-name="/, "", name); sub(/".*/, "", name)
		gsub(/&lt;/, "<", name); gsub(/&gt;/, ">", name); gsub(/&quot;/, "\\\"", name)
		gsub(/&#39;/, "\047", name); gsub(/&amp;/, "\\&", name)
		if (cell("valid") != "-") { print "valid", name, cell("valid"); next }
		if (cell("percent") == "-") next
		if (cell("records") != "-") { print "row", name, cell("percent"), cell("range"), cell("records"); next }
		met = cell("met")
		kind = name == "pooled" ? "pooled" : met ~ /n =/ ? "mean" : met ~ /\// ? "item" : "option"
		print kind, name, cell("percent"), cell("range"), met }
	' out | LC_ALL=C sort
}

same_numbers() {
	title=$1
	shift
	run summary --format json "$@"
	cp out json
	run summary --format html "$@"
	of_json >expected
	of_page >found
	# The page has more: each number of the JSON must be there.
	LC_ALL=C comm -23 expected found >absent
	[ -s expected ] && [ -s found ] && [ ! -s absent ]
	result $? "$title: the numbers are those of the JSON"
	sed 's/^/# /;10q' absent
}

want 0 "a demo of three years" demo --records 400 --years 2022-2024
want 0 "a page" summary --format html
whole "everything"
holds "... in Dutch" grep -q '<html lang="nl">' out
holds "... with the forms of the clients" grep -q 'Vragen aan een ouder' out
organisatie=$(run list --format csv; cells organisatie out | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')

same_numbers "everything" --form ash
same_numbers "one year" --form ash --year 2023
same_numbers "one version" --form ash@3.0
same_numbers "by the end of the help" --form ash --by ended --year 2024
same_numbers "one organisatie" --form ash --organisatie "$organisatie"
same_numbers "nothing" --form ash --year 1999
whole "no records at all"
same_numbers "a form without measures" --form nji-professional
whole "a form without measures"

run summary --format html --lang en --year 2023
whole "in English"
holds "... the language is told" grep -q '<html lang="en">' out
holds "... and spoken" grep -q 'In short' out

want 0 "to share" summary --format html --suppress 5 --year 2024
whole "to share"
holds "... the threshold is told" grep -q 'aantallen onder 5 zijn weggelaten' out
holds "... small numbers are not there" grep -q '>&lt;5</td>' out
numbers() { sed -n 's/.*<td class="number valid"[^>]*>\([0-9]*\)<.*/\1/p' out; }
holds "... in no group" sh -c "$(numbers | sed 's/^/test 5 -le /;$!s/$/ \&\&/')"
want 1 "one worker is not for sharing" summary --format html --suppress 5 \
	--medewerker Iemand
says "niet om te delen"

# Names that would be markup, or turn the line round.
cat >hostile.csv <<'CSV'
traject,organisatie,team,medewerker,status,completed,gezinstype,problematiek/opvoeding,werkdoelen/veiligheid,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c4c,c5d,c6,c5a,c5b,c5c
T1,"<script>alert(1)</script>","</title><b>&amp;""'",x,complete,2024-05-01,tweeouder,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
CSV
printf 'T2,"a\342\200\256b]]>",team,"<!--",complete,2024-05-01,tweeouder,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n' >>hostile.csv
want 0 "hostile names are taken in" import --form ash --add-names hostile.csv
run summary --format html
whole "with hostile names"
holds "... they are shown as they are" grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;' out
holds "... but do not turn the line" sh -c '! grep -q "$(printf "\342\200\256")" out'
run summary --format html --organisatie '<script>alert(1)</script>'
whole "about a hostile name"

# A form that was never in the tree.
SPOEDPEIL_DATA=$work/other.db
cat >zaak.csv <<'CSV'
traject,organisatie,team,medewerker,code,binnen,eerste_dag,laatste_dag,soort,kind/1/roepnaam,kind/1/geboren
Z-1,De Brug,Rood,A. Jansen,Z-1,2025-05-31T09:30,2025-06-01,2025-06-30,kort,K1,2010-02-28
CSV
cat >alles.csv <<'CSV'
traject,completed,datum,gesprek,reason/gesprek,tijdstip,woonsituatie,zorgen/school,gezinsleden,uren,gewicht,w1,w2,w3,w4/missing,r1,r2/missing,met_stappen
Z-1,2025-07-01,2025-07-01,2025-06-02T10:00,later,14:05,thuis,1,3,1.5,-3.25,1,0,1,niet_gevraagd,1,niet_gevraagd,nee
CSV
run --forms "$alles" import zaak.csv --form zaak
run --forms "$alles" import alles.csv --form alles
same_numbers "a form that was never in the tree" --forms "$alles" --form alles
whole "a form that was never in the tree"
holds "... has its measures" grep -q '>Werkwijze<' out

want 2 "a list is no page" list --format html
finish
