#!/bin/sh
# The delivery to the CBS: its form, the period, which records are one row, and
# the columns by a mapping that anyone can change.
. "${srcdir:?}/tests/cli/lib.sh"

head="traject,organisatie,jeugdige,bsn,geboortedatum,geslacht,postcode,postcode/missing,gemeente,verwijzer,hulpvorm,crisis,aanvang,einde,completed"

# A traject for each case; two jeugdigen in the first.
{
	echo "traject,organisatie,team,medewerker,code,aanmelding,start,einde,crisis,voorziening,jeugdige/1/kenmerk,jeugdige/1/geboortedatum,jeugdige/1/geslacht,jeugdige/2/kenmerk,jeugdige/2/geboortedatum,toestemming_proef,completed"
	for n in 1 2 3 4 5 6 7 8 9; do
		echo "C-$n,O,T,M,C-$n,2026-01-05T10:00,2026-01-05T12:00,2026-02-01,ja,ja,J1,2012-03-31,vrouw,J2,2014-01-01,nee,2026-02-01"
	done
} >traject.csv
want 0 "trajecten" import traject.csv --form traject --add-names
says "9 nieuw"

# one TITLE STATUS BSN BIRTH: is that taken?
n=0
one() {
	n=$((n + 1))
	printf '%s\nC-9,O,J2,%s,%s,man,1234AB,,,huisarts,netwerk,ja,2026-01-05,2026-02-01,2026-02-01\n' "$head" "$3" "$4" >one.csv
	want "$2" "$1" import one.csv --form cbs --dry-run
}
one "a BSN that passes the test of eleven" 0 999990019 20120331
one "another" 0 999996356 20120331
one "one digit off" 3 999990018 20120331
says "elfproef"
one "two digits in the other's place" 3 999990091 20120331
one "unknown" 0 999999999 20120331
one "not born yet" 0 000000000 20120331
one "eight digits" 3 99999001 20120331
one "ten digits" 3 9999900190 20120331
one "letters" 3 99999001a 20120331
one "a day that is unknown" 0 999990019 20120300
one "a month that is unknown" 0 999990019 20120000
one "a day without its month" 3 999990019 20120031
one "a day that does not exist" 3 999990019 20120230
one "the thirteenth month" 3 999990019 20121301
one "a leap day" 0 999990019 20120229
one "a date as elsewhere" 3 999990019 2012-03-31
sed 's/1234AB/1234 ab/' one.csv | sed 's/2012-03-31/20120331/' >two.csv
want 3 "a postcode with a blank" import two.csv --form cbs --dry-run
sed 's/,huisarts,/,07,/' one.csv >two.csv
want 3 "there is no referrer 07" import two.csv --form cbs --dry-run

# C-1 and C-2 overlap and are of one youth; C-3 follows later; C-4 is the same
# without a BSN, twice; C-5 is over before the period, C-6 begins after it.
cat >cbs.csv <<END
$head,changed
C-1,O,J1,999990019,20120331,vrouw,1234AB,,,huisarts,netwerk,ja,2026-01-05,2026-02-01,2026-02-01,2026-02-01T12:00:00
C-2,O,J1,999990019,20120331,vrouw,,onbekend,0344,gi,netwerk,ja,2026-02-01,2026-03-10,2026-03-10,2026-03-10T12:00:00
C-3,O,J1,999990019,20120331,vrouw,1234AB,,,geen,netwerk,nee,2026-04-01,,2026-04-01,2026-04-01T12:00:00
C-4,O,J1,999999999,20100000,man,9999ZZ,,,rechter,gesloten,nee,2025-12-20,2026-01-01,2026-01-01,2026-01-01T12:00:00
C-4,O,J2,999999999,20100000,man,9999ZZ,,,rechter,gesloten,nee,2025-12-20,2026-01-03,2026-01-03,2026-01-03T12:00:00
C-5,O,J1,999996356,20110101,anders,1111AA,,,specialist,dag,nee,2025-11-01,2025-12-31,2025-12-31,2025-12-31T12:00:00
C-6,O,J1,999996356,20110101,anders,1111AA,,,specialist,pleegzorg,nee,2026-07-01,,2026-07-01,2026-07-01T12:00:00
C-7,O,J1,999996356,20110101,anders,1111AA,,,specialist,dag,nee,2026-06-30,2026-07-20,2026-07-20,2026-07-20T12:00:00
C-7,O,J2,999996356,20110101,anders,1111AA,,,specialist,locatie,nee,2026-06-30,2026-07-20,2026-07-20,2026-07-20T12:00:00
END
want 0 "what the CBS asks" import cbs.csv --form cbs
says "9 nieuw"
cat >professional.csv <<'END'
traject,organisatie,jeugdige,datum,reden,instrument,score_begin,score_eind,verandering,completed
C-2,O,J1,2026-03-10,client,CBCL,10,5,sterk_beter,2026-03-10
C-7,O,J1,2026-07-20,volgens_plan,,,,,2026-07-20
END
run import professional.csv --form nji-professional
printf 'traject,organisatie,jeugdige,informant,datum,tevredenheid,verder,completed\nC-7,O,J1,jeugdige,2026-07-20,8,geen_hulp,2026-07-20\n' >client.csv
want 0 "the answers of a youth" import client.csv --form nji-jeugdige
printf 'traject,organisatie,jeugdige,informant,datum,tevredenheid,completed\nC-7,O,J1,ouder,2026-07-20,10,2026-07-20\n' >client.csv
run import client.csv --form nji-ouder

want 0 "the last half year that is over" export --format cbs -o out.txt
says "5 regels van 2026-01-01 tot en met 2026-06-30"
says "2 formulieren zijn één geworden met een ander"
says "2 formulieren buiten de periode"
says "een voorbeeld, niet die van het CBS"
holds "every line has the width of its columns" sh -c 'tr -d "\r" <out.txt | awk "length != 58 { exit 1 }"'
tr -d '\r' <out.txt | sed 's/ *$//' >rows
holds "what overlaps is one, from its first day to its last, by its last answers" \
	grep -qx "99999001920120331V1234AB0404012026010520260310""03" rows
holds "what comes later is a row of its own, without end while it runs" \
	grep -qx "99999001920120331V1234AB06040220260401" rows
holds "without a BSN other answers say who it is" \
	grep -qx "99999999920100000M9999ZZ0813022025122020260103" rows
holds "the answers of two clients stand beside it" \
	grep -qx "99999635620110101O1111AA050302202606302026072001J0804O10" rows
holds "another hulpvorm is another row" \
	grep -qx "99999635620110101O1111AA0502022026063020260720" rows
holds "nobody else is in it" test "$(wc -l <rows)" -eq 5

want 0 "the period before it" export --format cbs --from 2025-07-01 --purpose cbs -o out.txt
says "2 regels van 2025-07-01 tot en met 2025-12-31"
want 1 "a period that is not over" export --format cbs --from 2026-07-01 -o out.txt
says "nog niet voorbij"
want 1 "one too long ago" export --format cbs --from 2025-01-01 -o out.txt
says "niet meer"
want 1 "half a period" export --format cbs --from 2026-02-01 -o out.txt
want 2 "another purpose" export --format cbs --purpose research
want 2 "a form of one's own" export --format cbs --form ash
SPOEDPEIL_NOW=2027-01-02T09:00:00 run export --format cbs -o out.txt
says "4 regels van 2026-07-01 tot en met 2026-12-31"

# A newer version of both forms: records of the older ones are read as these.
cp file.db versions.db
mkdir newer
cp "$srcdir"/forms/*.yaml newer
sed 's/^version: 1.0/version: 2.0/; s/label: Gemeentelijke toegang, code: 01/label: Toegang van de gemeente, code: 01/; /jeugdarts: /d' \
	newer/cbs-1.0.yaml >newer/cbs-2.0.yaml
cat >>newer/cbs-2.0.yaml <<'END'
  - {name: nieuw, type: text, label: Iets nieuws}
END
sed 's/^version: 1.0/version: 2.0/' newer/nji-professional-1.0.yaml >newer/nji-professional-2.0.yaml
want 0 "the forms got a newer version" --forms newer -d versions.db export --format cbs -o again.txt
run -d file.db export --format cbs -o out.txt
holds "... and the delivery is the same, byte for byte" cmp out.txt again.txt
cat >two.csv <<END
$head,version,changed
C-8,O,J1,999990019,20120331,vrouw,1234AB,,,geen,netwerk,nee,2026-03-05,2026-03-25,2026-03-25,2.0,2026-03-25T12:00:00
END
want 0 "one of the newer version" --forms newer -d versions.db import two.csv --form cbs
want 0 "... goes with the others" --forms newer -d versions.db export --format cbs -o again.txt
says "3 formulieren zijn één geworden met een ander"
tr -d '\r' <again.txt | sed 's/ *$//' >rows
holds "... and becomes one row with those it overlaps" \
	grep -q "^99999001920120331V1234AB0604022026010520260325" rows
old() {
	printf '%s,version,changed\nC-8,O,J2,999996356,20110101,anders,1111AA,,,jeugdarts,verblijf,nee,%s,%s,%s,1.0,%sT12:00:00\n' \
		"$head" "$1" "$2" "$2" "$2" >old.csv
	run --forms newer -d versions.db import old.csv --form cbs
}
old 2024-03-01 2024-03-20
want 0 "an answer that the newer version has not, outside the period" --forms newer -d versions.db export --format cbs -o again.txt
id=$(run --forms newer -d versions.db export --form cbs; grep ,jeugdarts, out | cut -d, -f1)
run -d versions.db data withdraw "$id" --reason proef
old 2026-03-01 2026-03-20
rm -f again.txt
want 3 "... and in it" --forms newer -d versions.db export --format cbs -o again.txt
says "C-8: verwijzer: in versie 2.0 heeft deze vraag geen antwoord \"jeugdarts\""
holds "... nothing is written" test ! -e again.txt

# Who does not deliver is not asked for it.
printf 'C-9\nterug\nstop\n' >keys
"$PROG" --plain <keys >off 2>&1
holds "the form is not offered at a traject" sh -c '! grep -q "Levering aan het CBS" off'
mkdir on
cp "$srcdir"/forms/*.yaml on
sed -i 's/^# - form: cbs/- form: cbs/; s/^#   due: {field: start, from: 0, days: 21}/  due: {field: start, from: 0, days: 21}/' on/programme.yaml
want 0 "the lines in the programme that switch it on are good" --forms on form check on/programme.yaml
"$PROG" --forms on --plain <keys >on.txt 2>&1
holds "... and do" grep -q "Levering aan het CBS" on.txt

# A mapping of one's own, without a change to the program.
mkdir own
cat >own/cbs.yaml <<'END'
delivery: cbs
title: Eigen indeling
purpose: cbs
form: cbs
from: aanvang
to: einde
period: {months: 6, last: 1}
layout: separated
separator: "|"
header: true
columns:
- {name: crisis, value: crisis, codes: {ja: J, nee: N}}
- {name: wie, value: "jeugdige.kenmerk || '/' || traject.code"}
- {name: pilot, form: nji-professional, value: verandering}
- {name: reden, form: nji-professional, value: reden}
END
want 0 "another mapping" --forms own export --format cbs -o out.txt
tr -d '\r' <out.txt >rows
holds "... with a header" test "$(head -n 1 rows)" = "crisis|wie|pilot|reden"
holds "... codes of its own, and no answers of the pilot without consent" grep -qx "J|J1/C-2||03" rows
holds "... and no merging" test "$(wc -l <rows)" -eq 8
holds "... and no note" sh -c '! grep -q voorbeeld err'
want 1 "... and fewer periods" --forms own export --format cbs --from 2025-07-01
sed -i 's/layout: separated/layout: fixed/; s/name: crisis,/name: crisis, width: 1,/; s/name: wie,/name: wie, width: 3,/; s/name: pilot,/name: pilot, width: 1, required: true,/; s/name: reden,/name: reden, width: 2,/' own/cbs.yaml
rm -f out.txt
want 3 "what does not fit is refused" --forms own export --format cbs -o out.txt
says "C-1 J1: wie: dit is langer dan de kolom breed is"
says "C-1 J1: pilot: dit mag niet leeg zijn"
holds "... and nothing is written" test ! -e out.txt
sed -i 's/value: crisis,/value: crisi,/; s/form: nji-professional/form: nji-profesional/; s/^to: einde/to: bsn/' own/cbs.yaml
want 3 "mistakes in a mapping are found" --forms own form check own/cbs.yaml
says "cbs.yaml:6:5"
says "nji-professional"
says "crisis"
want 0 "the example is good" form check "$srcdir/forms/cbs-voorbeeld.yaml"
holds "... and says that the places are not published" grep -q "niet openbaar" "$srcdir/forms/cbs-voorbeeld.yaml"

# What may not leave.
rm -f file.db*
run demo --records 5
run --practice -d practice.db import traject.csv --form traject --add-names
want 3 "a demo is not delivered" export --format cbs
want 3 "a practice file neither" --practice -d practice.db export --format cbs
finish
