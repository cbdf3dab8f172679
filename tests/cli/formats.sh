#!/bin/sh
# Records for other programs: CSV for a spreadsheet, JSON Lines and its schema.
. "${srcdir:?}/tests/cli/lib.sh"

own="--forms $alles"
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,code,binnen,eerste_dag,laatste_dag,soort,kind/1/roepnaam,kind/1/geboren,kind/2/roepnaam,kind/2/geboren/missing
Z-1,De Brug,Rood,A. Jansen,Z-1,2025-05-31T09:30,2025-06-01,2025-06-30,kort,K1,2010-02-28,K2,weet_niet
END
cat >alles.csv <<'END'
traject,completed,datum,gesprek,reason/gesprek,tijdstip,woonsituatie,woonsituatie_anders,zorgen/school,zorgen/eten,gezinsleden,uren,gewicht,w1,w2,w3,w4,r1,r2/missing,remark/w1,met_stappen,stap/1/wat,stap/1/zwaar,stap/2/wat,stap/2/wanneer/missing,stap/3/wat,stap/4/wat,stap/5/wat
Z-1,2025-07-01,2025-07-01,2025-06-02T10:00,"=1+1;""x""",14:05,elders,"=cmd|' /C calc'!A0",1,1,3,1.5,-3.25,1,0,1,1,1,niet_gevraagd,@som,ja,+31 6 12,-2,"-een
rij",weet_niet,"	tab",één ; twee,gewoon
END
run $own import zaak.csv --form zaak
want 0 "a record with everything" $own import alles.csv --form alles

# For people.
want 0 "CSV for a spreadsheet" $own export --form alles --excel -o sheet.csv
says "1 formulier alles"
printf '\357\273\277id;form;' >mark
holds "it begins with a mark, and has semicolons" sh -c 'head -c 11 sheet.csv | cmp - mark'
holds "its lines end as a spreadsheet wants" test "$(tr -cd '\r' <sheet.csv | wc -c)" -eq 2
holds "a text with a formula in it is kept from working" grep -qF "\"'=1+1;\"\"x\"\"\"" sheet.csv
holds "... one that calls a program too" grep -qF ";'=cmd|' /C calc'!A0;" sheet.csv
holds "... after a plus" grep -qF ";'+31 6 12;" sheet.csv
holds "... after a minus" grep -qF ";\"'-een" sheet.csv
holds "... after an at" grep -qF ";'@som" sheet.csv
holds "a text is in quotes only where it must" grep -qF ';"één ; twee";' sheet.csv
holds "no text with a formula is left" sh -c "! grep -qE '(^|;)\"?[=+@	]' sheet.csv"
holds "a number below zero is a number" grep -qF ";-3,25;" sheet.csv
holds "... in a row too" grep -qF ";-2;" sheet.csv
holds "a decimal has a comma" grep -qF ";1,5;" sheet.csv
holds "an option is in words" grep -qF ";Ergens anders;" sheet.csv
holds "a reason of missing is in words" grep -qF ";niet gevraagd;" sheet.csv
holds "a moment has a blank in it" grep -qF ";2025-06-02 10:00;" sheet.csv
want 0 "plain CSV" $own export --form alles -o plain.csv
holds "... stays exact" grep -qF ",=cmd|' /C calc'!A0,,1,0,1," plain.csv
holds "... in its numbers" grep -qF ",1.5,,-3.25," plain.csv
want 2 "--excel is of CSV only" $own export --excel --format jsonl

# For programs.
want 0 "JSON Lines" $own export --form alles --format jsonl -o alles.jsonl
holds "a record is one line" test "$(wc -l <alles.jsonl)" -eq 1
holds "a reason of missing stands beside its question" grep -qF '"r2":null,"r2/missing":"niet_gevraagd"' alles.jsonl
holds "a remark too" grep -qF '"w1":1,"remark/w1":"@som"' alles.jsonl
holds "several answers are a list" grep -qF '"zorgen":["school","eten"]' alles.jsonl
holds "numbers are numbers" grep -qF '"uren":1.5,"gewicht":-3.25' alles.jsonl
holds "what was not answered is null" grep -qF '"samenvatting":null' alles.jsonl
if command -v jq >/dev/null; then
	holds "jq reads it" jq -e . alles.jsonl
	holds "rows are objects" test "$(jq -r '.stap | map(.wat) | length' alles.jsonl)" -eq 5
	run $own export --form zaak --format jsonl -o zaak.jsonl
	holds "rows may have the name of a head column" test \
		"$(jq -c '.kind | map(.roepnaam)' zaak.jsonl)" = '["K1","K2"]'
	want 0 "the schema of one form" $own form schema alles
	cp out schema.json
	holds "it is JSON" jq -e . schema.json
	holds "it has every key of a record" jq -e --slurpfile r alles.jsonl \
		'.properties as $p | $r[0] | keys | map(select(startswith("remark/") or startswith("reason/") | not)) | all(in($p))' schema.json
	holds "options have their labels" jq -e \
		'.properties.woonsituatie.oneOf | any(.const == "elders" and .title == "Ergens anders")' schema.json
	holds "a range is in it" jq -e '.properties.gezinsleden | .minimum == 1 and .maximum == 20' schema.json
	want 0 "the schema of all versions" form schema ash
	holds "... is a choice" jq -e '.oneOf | length == 2' out
	want 0 "the schema of one version" form schema ash@2.0
	holds "... is of that one" jq -e '.properties.version.const == "2.0"' out
	want 0 "the schema of all forms" form schema
	holds "... names each" jq -e '."$defs" | has("traject_1_0") and has("ash_3_0")' out
	want 0 "the schema of a form file" form schema --form-file
	holds "... is JSON, and asks for sections" jq -e '.required | index("sections") != null' out
	# What the reader of forms knows, the schema knows.
	sed -n '/known_key form_keys/,/^};/s/{ "\([a-z_]*\)"/\n\1\n/gp' \
		"$srcdir/src/form/load.c" | grep -x '[a-z_]*' | sort >known
	jq -r '.properties | keys[]' out | sort >said
	holds "... with the keys that a form may have" cmp known said
	sed -n '/known_key field_keys/,/^};/s/^	{ "\([a-z_]*\)".*/\1/p' \
		"$srcdir/src/form/load_fields.c" | sort >known
	jq -r '.definitions.field.properties | keys[]' out | sort >said
	holds "... and a field" cmp known said
fi
# For the exchange of care.
want 0 "FHIR" $own export --form alles --format fhir -o alles.json
if command -v jq >/dev/null; then
	holds "it is a bundle of a form and a record" test \
		"$(jq -r '.resourceType, (.entry[] | .resource.resourceType)' alles.json | tr '\n' ' ')" = \
		"Bundle Questionnaire QuestionnaireResponse "
	# item LINK: the answers to it.
	item() { jq -c --arg l "$1" '[.entry[1].resource | .. | objects | select(.linkId == $l) | .answer[]?]' alles.json; }
	holds "an option has its words" test "$(item woonsituatie | jq -r '.[0].valueCoding | .code, .display' | tr '\n' ' ')" = "elders Ergens anders "
	holds "several options are several answers" test "$(item zorgen | jq length)" -eq 2
	holds "a moment has its offset" test "$(item gesprek | jq -r '.[0].valueDateTime')" = 2025-06-02T10:00:00+02:00
	holds "a time has seconds" test "$(item tijdstip | jq -r '.[0].valueTime')" = 14:05:00
	holds "a reason of missing is one" jq -e '[.. | objects | select(.url? == "urn:spoedpeil:missing")] | length == 2' alles.json
	holds "rows are as many items" test "$(jq '[.entry[1].resource | .. | objects | select(.linkId? == "stap")] | length' alles.json)" -eq 5
	holds "a calculation is not to be filled in" jq -e '[.entry[0].resource | .. | objects | select(.linkId? == "duur")][0].readOnly' alles.json

	# When a question is asked: what FHIR can say, and what not.
	mkdir when
	cp "$srcdir/forms/traject.yaml" when
	cat >when/als.yaml <<'END'
form: als
version: 1.0
title: Als
per: traject
missing: {weet_niet: {key: w, label: weet niet}}
sections:
- name: s
  label: S
  fields:
  - {name: k, type: select_one, label: K, options: {a: A, b: B, c: C}}
  - {name: w, type: select_one, label: W, missing: [weet_niet], options: {a: A, b: B}}
  - {name: m, type: select_multiple, label: M, options: {p: P, q: Q}}
  - {name: n, type: integer, label: N, from: 0, to: 99}
  - {name: d, type: date, label: D}
  - {name: o, type: score, label: O}
  - {name: q1, type: text, label: Q, relevant: k = 'a'}
  - {name: q2, type: text, label: Q, relevant: k <> 'a'}
  - {name: q3, type: text, label: Q, relevant: "k IN ('a', 'b')"}
  - {name: q4, type: text, label: Q, relevant: "selected(m, 'p') AND n >= 5"}
  - {name: q5, type: text, label: Q, relevant: d IS NOT NULL}
  - {name: q6, type: text, label: Q, relevant: "o = 1 OR d < '2025-01-01' OR k IN ('a', 'b')"}
  - {name: q7, type: text, label: Q, relevant: w = 'a'}
  - {name: e1, type: text, label: E, relevant: w IS NULL}
  - {name: e2, type: text, label: E, relevant: k = 'a' AND n = 1 OR o = 1}
  - {name: e3, type: text, label: E, relevant: NOT k = 'a'}
  - {name: e4, type: text, label: E, relevant: n > 1 + 1}
  - {name: e5, type: text, label: E, relevant: w <> 'a'}
  - {name: e6, type: text, label: E, relevant: traject.crisis = 'ja'}
  - {name: e7, type: text, label: E, relevant: "k = 'a' OR k <> 'b'"}
  - {name: e8, type: text, label: E, relevant: "o = 1 AND k IN ('a', 'b')"}
END
	run --forms when -d when.db import /dev/null
	want 0 "a form with conditions" --forms when -d when.db export --form als --format fhir -o als.json
	# asked LINK: its conditions on one line, and how they are joined.
	asked() {
		jq -r --arg l "$1" '[.entry[0].resource | .. | objects | select(.linkId? == $l)][0]
			| ([.enableWhen[]? | "\(.question) \(.operator) \(.answerCoding.code // .answerInteger // .answerDate // .answerBoolean)"]
				| join("; ")) + (.enableBehavior // "" | if . == "" then "" else " \(.)" end)
			+ (.extension[0].valueString? // "" | if . == "" then "" else "SQL: \(.)" end)' als.json
	}
	# is LINK WANTED
	is() { holds "asked when $2" test "$(asked "$1")" = "$2"; }
	is q1 "k = a"
	is q2 "k exists true; k != a all"
	is q3 "k = a; k = b any"
	is q4 "m = p; n >= 5 all"
	is q5 "d exists true"
	is q6 "o = 1; d < 2025-01-01; k = a; k = b any"
	is q7 "w = a"
	is e1 "SQL: w IS NULL"
	is e2 "SQL: k = 'a' AND n = 1 OR o = 1"
	is e3 "SQL: NOT k = 'a'"
	is e4 "SQL: n > 1 + 1"
	is e5 "SQL: w <> 'a'"
	is e6 "SQL: traject.crisis = 'ja'"
	is e7 "SQL: k = 'a' OR k <> 'b'"
	is e8 "SQL: o = 1 AND k IN ('a', 'b')"
	is k ""
fi

want 1 "the schema of a form that is not there" form schema hsa
want 2 "the schema of form files is of no form" form schema --form-file ash
finish
