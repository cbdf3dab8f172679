#!/bin/sh
# What export writes, import takes: the same values, and a second time changes
# nothing.  With the forms that come with the program, and with one that has
# every feature of the language.
. "${srcdir:?}/tests/cli/lib.sh"

shipped="traject ash nji-professional nji-doelen nji-jeugdige nji-ouder"

# there DIRECTORY FORM...: export to DIRECTORY from file.db.
there() {
	directory=$1
	shift
	mkdir -p "$directory"
	for form in "$@"; do
		run $own export --form "$form" -o "$directory/$form.csv"
		[ "$status" -eq 0 ] || echo "# export of $form: $status"
	done
}

# back FILE FORM...: the files of one/ to FILE, and from there to two/.
back() {
	file=$1
	shift
	for form in "$@"; do
		want 0 "$form goes in" $own -d "$file" import "one/$form.csv" --add-names
		says " 0 geweigerd"
	done
	for form in "$@"; do
		run $own -d "$file" export --form "$form" -o two.csv
		holds "$form comes out the same" cmp "one/$form.csv" two.csv
		run $own export --form "$form" --format jsonl -o one.jsonl
		run $own -d "$file" export --form "$form" --format jsonl -o two.jsonl
		holds "... in JSON Lines too" cmp one.jsonl two.jsonl
		cp "$file" before.db
		want 0 "$form goes in again" $own -d "$file" import "one/$form.csv"
		says " 0 nieuw, 0 veranderd"
		says " 0 geweigerd"
		holds "... and changes nothing" cmp "$file" before.db
		run $own -d "$file" export --form "$form" -o three.csv
		holds "$form comes out the same again" cmp two.csv three.csv
	done
	want 0 "data check finds nothing" $own -d "$file" data check
}

own=
want 0 "a demo of four years" demo --records 120 --years 2021-2024
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,aanmelding,start,einde,crisis,voorziening,toestemming_benchmark,toestemming_onderzoek,jeugdige/1/kenmerk,jeugdige/1/geboortedatum
CBS-1,Zandhorn,,,2024-03-01T10:00,2024-03-01T20:00,2024-03-29,ja,ja,ja,ja,J1,2012-03-04
END
cat >cbs.csv <<'END'
traject,organisatie,jeugdige,bsn,geboortedatum,geslacht,postcode/missing,gemeente,verwijzer,hulpvorm,crisis,aanvang
CBS-1,Zandhorn,J1,999990019,20120331,vrouw,onbekend,0344,huisarts,netwerk,ja,2024-03-01
END
run import zaak.csv --form traject --add-names
want 0 "and a form of the CBS" import cbs.csv --form cbs
shipped="$shipped cbs"
there one $shipped
for version in 2.0 3.0; do
	holds "there are records of ash $version" grep -q ",ash,$version," one/ash.csv
done
back same.db $shipped
# The traject last: the others make trajecten of which nothing is known.
back late.db ash nji-professional nji-doelen nji-jeugdige nji-ouder cbs traject

cp -r one kept
# Columns in any order.
awk -F, '{ line = $NF; for (i = NF - 1; i > 0; i--) line = line "," $i; print line }' \
	one/nji-professional.csv >reversed.csv
want 0 "columns in another order" -d same.db import reversed.csv
says " 0 nieuw, 0 veranderd"

# A form that no program knew.
own="--forms $alles"
rm -f file.db*
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,code,binnen,eerste_dag,laatste_dag,soort,kind/1/roepnaam,kind/1/geboren,kind/2/roepnaam,kind/2/geboren/missing
Z-1,De Brug,Rood,A. Jansen,Z-1,2025-05-31T09:30,2025-06-01,2025-06-30,kort,K1,2010-02-28,K2,weet_niet
Z-2,De Brug,Blauw,B. de Vries,,2025-05-31T09:30,2025-06-01,,lang,K1,,,
END
want 0 "cases of another kind, with names that the programme gives" \
	$own import zaak.csv --form zaak
says " 2 nieuw"
cat >alles.csv <<'END'
traject,completed,datum,gesprek,reason/gesprek,tijdstip,woonsituatie,woonsituatie/missing,woonsituatie_anders,zorgen/school,zorgen/eten,zorgen/missing,samenvatting/b,gezinsleden,uren,gewicht,w1,w2,w3,w4,w4/missing,r1,r2/missing,remark/w1,met_stappen,stap/1/wat,stap/1/wanneer,stap/1/zwaar,stap/1/hulp/buur,stap/1/hulp/school,remark/stap/1/wat,stap/2/wat,stap/2/wanneer/missing,bezoek/2/dag,bezoek/2/opmerking
Z-1,2025-07-01,2025-07-01,2025-06-02T10:00,"Kon niet eerder; ""ziek""",14:05,elders,,"Een ""schuur"", achter
het huis",1,1,,1,3,1.5,-3.25,1,0,1,,weet_niet,1,niet_gevraagd,Ja hoor,ja,Eén,2026-01-01,-2,1,0,"Regel 1
regel 2",Twee,weet_niet,2025-06-20,"Viel mee, zei ""K1"""
END
# weet_niet is no reason at w4, and the first section has it.
want 3 "a reason that a question does not allow" $own import alles.csv --form alles
says "w4/missing"
sed 's/,,weet_niet,1,niet_gevraagd,Ja/,,niet_gevraagd,1,niet_gevraagd,Ja/' \
	alles.csv >better.csv
want 0 "a record with everything" $own import better.csv --form alles
cat >kind.csv <<'END'
traject,jeugdige,informant,cijfer,stap/1/wat,stap/1/gelukt
Z-1,K1,kind,7,Eén,-1
Z-1,K3,kind,7,Eén,2
Z-1,K2,ouder,7,Eén,2
Z-1,,kind,7,,
END
want 3 "a form of an informant" $own import kind.csv --form kind-vragen
says "1 nieuw"
says "kind.csv:3: jeugdige"
says "kind.csv:4: informant"
says "kind.csv:5: jeugdige"
there one zaak alles kind-vragen
holds "a calculation was made" grep -q "elders\|weg" one/alles.csv
holds "a row that is empty keeps its number" grep -q "bezoek/2/opmerking" one/alles.csv
head -n 1 one/alles.csv | tr , '\n' >header
holds "a reason and remarks have their columns, last" test \
	"$(tail -n 3 header | tr '\n' ' ')" = "reason/gesprek remark/w1 remark/stap/1/wat "
holds "a reason of missing stands after its question" test \
	"$(grep -A1 -x w2 header | tail -n 1)" = w2/missing
holds "... after all options" test \
	"$(grep -A1 -x zorgen/geen header | tail -n 1)" = zorgen/missing
holds "what may not be missing has no such column" sh -c '! grep -qx w3/missing header'
holds "a repeat has a column for each row in use" test \
	"$(grep -c '/opmerking$' header)" -eq 2 -a "$(grep -c '/wat$' header)" -eq 3
holds "the head comes first" test "$(head -n 15 header | tr '\n' ' ')" = \
	"id form version traject organisatie team medewerker status completed ended jeugdige informant revision changed counts "
back own.db zaak alles kind-vragen

# A package: what is in it is there, cell for cell.
command -v unzip >/dev/null || { finish; exit; }
# like FILE HEADER: its columns in the order of that header.
like() {
	awk -F, -v OFS=, 'NR == FNR { if (FNR == 1) { n = NF; for (i = 1; i <= NF; i++) want[i] = $i } next }
		FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		{ line = ""; for (i = 1; i <= n; i++) line = line (i > 1 ? "," : "") (want[i] in at ? $at[want[i]] : ""); print line }' "$2" "$1"
}
# through FORMS...: a package of file.db to there.db.
through() {
	rm -f there.db* first.zip
	rm -rf first
	want 0 "a package of all" $own export --format package --yes --purpose $purpose -o first.zip
	want 0 "... goes in" $own -d there.db import first.zip --add-names
	says " 0 geweigerd"
	unzip -qo first.zip -d first
	seen=0
	for form in "$@"; do
		[ -s "first/data/$form.csv" ] || continue
		seen=$((seen + 1))
		run $own -d there.db export --form "$form" -o there.csv
		like there.csv "first/data/$form.csv" | sort >a
		sort "first/data/$form.csv" >b
		holds "$form is there as it was sent" cmp a b
	done
	holds "... of several forms" test $seen -gt 0
	cp there.db before.db
	want 0 "... a second time" $own -d there.db import first.zip
	holds "... changes nothing" cmp there.db before.db
}
own=
purpose=research
rm -f file.db*
for form in $shipped; do
	run import "kept/$form.csv" --add-names
done
through $shipped
# There nobody said what may leave without consent.
cp -r "$alles" mag
sed -i 's/^consent: required/consent: not required/' mag/programme.yaml
own="--forms mag"
rm -f file.db*
for form in zaak alles kind-vragen; do
	run $own import "one/$form.csv" --add-names
done
purpose=benchmark
through zaak alles kind-vragen
finish
