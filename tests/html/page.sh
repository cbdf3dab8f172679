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

# The same from the page in out: only what the JSON has here too.
of_page() {
	rows | awk -F'|' '
	$1 == "valid" { print $1, $2, $3 }
	$1 == "measure" { print "mean", $2, $3, $4, $5 }
	$1 == "pooled" { print $1, $1, $3, "", $5 }
	$1 == "item" || $1 == "positive" { print "item", $1 == "item" ? $2 : $1, $3, $4, $5 }
	$1 == "option" { sub(/.*\//, "", $2); print $1, $2, $3, $4, $5 }
	$1 == "group" { print "row", $2, $3, $4, $5 }' | LC_ALL=C sort
}

# rows: each row of each table as kind|name|cells, with | between.
rows() {
	sed -n 's/.*<tr data-kind="\([^"]*\)" data-name="\([^"]*\)">/\1|\2|/p' out |
		sed 's/<th.*<\/th>//; s/<td class="chart">.*<\/svg><\/td>//; s/<td class="spark"><\/td>//
			s/<td class="word"[^>]*>[^<]*<\/td>//g; s/<td[^>]*>//g; s/<\/td>/|/g
			s/<\/tr>//; s/|$//
			s/&lt;/</g; s/&gt;/>/g; s/&quot;/\\"/g; s/&#39;/'"'"'/g; s/&amp;/\&/g'
}

# all_of_csv: every figure of the CSV in all.csv as the page shows it.
all_of_csv() {
	awk -F, '
	function whole(x) { return int(x * 100 + 0.5) }
	function percent() { return $8 == "" ? "–" : $8 }
	function range() { return $9 == "" ? "" : whole($9) "–" whole($10) }
	function met() { return $6 " / " $5 }
	function comma(x) { sub(/\./, ",", x); sub(/^-/, "−", x); return x }
	{ name = $4; sub(/.*\//, "", name) }
	$2 == "" && $1 == "measure" { of[++measures] = $4; print $1 "|" $4 "|" percent() "|" range() "|n = " $5 }
	$2 == "" && $1 == "pooled" { print $1 "|" $4 "|" percent() "||" met() }
	$2 == "" && $1 == "item" { in_measure[$4] = measures; order[++items] = $4; print $1 "|" $4 "|" percent() "|" range() "|" met() }
	$2 == "" && $1 == "positive" { print $1 "|" "|" percent() "|" range() "|" met() }
	$1 == "option" || $1 == "row_option" { print "option|" $4 "|" percent() "|" range() "|" $6 }
	$1 == "step" && $5 > 0 { print $1 "|" name "|" percent() "|" range() "|" met() }
	$1 == "step" { stepped += $5 }
	($1 == "steps_below" || $1 == "steps_from") && stepped { print $1 "||" percent() "|" range() "|" met() }
	$1 == "share" { print $1 "|" $4 "|" percent() "|" range() "|" met() }
	$1 == "scale_value" && $5 > 0 { print "value|" $4 "|" percent() "|" $6 }
	$1 == "reason" { print $1 "|" $5 }
	$1 == "came" && $2 == "" { forms[++form_count] = $4; came[$4] = percent() "|" met() }
	$1 == "late" && $2 == "" { came[$4] = came[$4] "|" $5 }
	$1 == "running" && $2 == "" { running[$4] = $5 }
	$1 == "days_median" && $2 == "" { days[$4] = comma($7) }
	$1 == "came" && $2 != "" { if (!($3 in has_arrived)) arrived[++arrivals] = $3; has_arrived[$3] = 1
		arrival[$3, $4] = $5 == 0 ? "–" : $8 }
	$1 == "valid" && ($2 == "organisatie" || $2 == "team") { valid[$3] = $5; groups[++group_count] = $3 }
	($1 == "invalid" || $1 == "draft") && ($2 == "organisatie" || $2 == "team") { other[$3, $1] = $5; if ($5 > 0) others = 1 }
	$1 == "valid" && $2 == "year" { years[++year_count] = $3 }
	$1 == "measure" && ($2 == "organisatie" || $2 == "team" || $2 == "year") {
		print "group|" $3 "|" percent() "|" range() "|" $5 }
	$1 == "item" && $2 != "" { share[$3, $4] = percent() }
	END {
		for (i = 1; i <= form_count; i++) print "came|" forms[i] "|" came[forms[i]] "|" days[forms[i]] "|" running[forms[i]]
		for (a = 1; a <= arrivals; a++) { line = ""
			for (i = 1; i <= form_count; i++) line = line "|" arrival[arrived[a], forms[i]]
			print "arrivals|" arrived[a] line }
		for (g = 1; g <= group_count; g++)
			print "valid|" groups[g] "|" valid[groups[g]] (others ? "|" other[groups[g], "invalid"] "|" other[groups[g], "draft"] : "")
		for (g = 1; g <= group_count; g++) for (m = 1; m <= measures; m++) { line = ""
			for (i = 1; i <= items; i++) if (in_measure[order[i]] == m) line = line "|" share[groups[g], order[i]]
			print "items|" groups[g] line }
		for (i = 1; i <= items; i++) { line = ""
			for (y = year_count > 6 ? year_count - 5 : 1; y <= year_count; y++) line = line "|" share[years[y], order[i]]
			print "years|" order[i] line }
	}' all.csv | sed 's/|*$//' | LC_ALL=C sort
}

# The rows of the page, without what the CSV has elsewhere or in words.
all_of_page() {
	rows | awk -F'|' '
	function cells(last,  i, line) { for (i = 3; i <= last; i++) line = line "|" $i; return line }
	$1 == "published" { next }
	$1 == "reason" { print $1 "|" $NF; next }
	$1 ~ /^(steps_below|steps_from|positive)$/ { $2 = "" }
	$1 ~ /^(measure|pooled|item|option|step|steps_below|steps_from|share|group|positive)$/ { print $1 "|" $2 cells(5); next }
	{ print $1 "|" $2 cells(NF) }' | sed 's/|*$//' | LC_ALL=C sort
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
	all_of_page >found
	run summary --format csv --reasons --response "$@"
	cp out all.csv
	all_of_csv >expected
	holds "... and all numbers are those of the CSV" cmp expected found
	cmp -s expected found || diff expected found | sed 's/^/# /;12q'
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
run summary --format html --form ash --year 1999
whole "no records at all"
same_numbers "a form without measures" --form nji-professional
same_numbers "a form with scales and rows" --form nji-ouder
run summary --format html --form nji-professional
whole "a form without measures"

run summary --format html --lang en --year 2023
whole "in English"
holds "... the language is told" grep -q '<html lang="en">' out
holds "... and spoken" grep -q 'In short' out

# In the version to share: no row that shows more than that of the others.
for year in 2022 2024; do
	run summary --format csv --response --suppress 5 --year $year
	cp out all.csv
	all_of_csv >expected
	run summary --format html --form ash --suppress 5 --year $year
	all_of_page >found
	LC_ALL=C comm -13 expected found | grep -v '<5' >more
	holds "to share, $year: nothing shows that the CSV hides" test ! -s more
	sed 's/^/# /;10q' more
	holds "... and there is something hidden" grep -q '<5' found
done

want 0 "to share" summary --format html --suppress 5 --year 2024
whole "to share"
holds "... the threshold is told" grep -q 'aantallen onder 5 zijn weggelaten' out
holds "... small numbers are not there" grep -q '>&lt;5</td>' out
numbers() { sed -n 's/.*<td class="number valid"[^>]*>\([0-9]*\)<.*/\1/p' out; }
holds "... in no group" sh -c "$(numbers | sed 's/^/test 5 -le /;$!s/$/ \&\&/')"
team=$(run list --format csv --organisatie "$organisatie"; cells team out | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')
run summary --format html --organisatie "$organisatie" --team "$team"
holds "per worker, complete: it says for whom" grep -q 'Volledig: voor de teamleider' out
holds "... with a row for each" grep -q '>Per medewerker<' out
holds "... and without a verdict over one of them" sh -c \
	'! sed -n "/>Per medewerker</,/<\/section>/p" out | grep -q "class=.word"'
run summary --format html --organisatie "$organisatie" --team "$team" --suppress 5
holds "... not in the version to share" sh -c '! grep -q ">Per medewerker<" out'
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
run summary --forms "$alles" --form alles --format html
whole "a form that was never in the tree"
holds "... has its measures" grep -q '>Werkwijze<' out

want 2 "a list is no page" list --format html
finish
