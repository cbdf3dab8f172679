#!/bin/sh
# What is kept back for want of consent is taken back at the receiver, and what
# may leave again comes back there, as often as it turns.
. "${srcdir:?}/tests/cli/lib.sh"

day=1
# consent FIELD ANSWER: of traject Z-1, a day later.
consent() {
	day=$((day + 1))
	SPOEDPEIL_NOW=2026-11-$((day + 10))T12:00:00
	run export --form traject -o zaken.csv
	awk -F, -v OFS=, -v name="$1" -v to="$2" '
		NR == 1 { for (i = 1; i <= NF; i++) { if ($i == name) at = i; if ($i == "changed") when = i }; print }
		$4 == "Z-1" { $at = to; $when = ""; print }' zaken.csv >zaak.csv
	run import zaak.csv
	grep -q "1 veranderd\|1 hetzelfde" err || echo "# not $1 $2: $(cat err)"
}
receiver=central.db
# send NAME OPTION...: a package, to the receiver.
send() {
	name=$1
	shift
	run export --format package --yes -o "$name.zip" "$@"
	[ "$status" -eq 0 ] || echo "# $name: $(cat err)"
	run -d "$receiver" import "$name.zip" --add-names
	[ "$status" -eq 0 ] || echo "# $name in: $(cat err)"
}
# there FILE FORM STATUS N: that many in that file.
there() {
	run -d "$1" export --all --form "$2"
	n=$(cut -d, -f8 out | grep -cx "$3")
	[ "$n" -eq "$4" ] || echo "# $2 $3: $n, not $4"
	[ "$n" -eq "$4" ]
}

cat >kort.csv <<'END'
traject,organisatie,team,medewerker,aanmelding,start,einde,crisis,voorziening,toestemming_benchmark,jeugdige/1/kenmerk,jeugdige/1/geboortedatum
Z-1,De Brug,Rood,A. Jansen,2025-03-01T10:00,2025-03-01T20:00,2025-03-29,ja,ja,ja,J1,2012-03-04
Z-2,De Brug,Rood,A. Jansen,2025-03-01T10:00,2025-03-01T20:00,2025-03-29,ja,ja,ja,J1,2012-03-04
END
want 0 "two trajecten" import kort.csv --form traject --add-names
cat >ash.csv <<'END'
traject,organisatie,gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b
Z-1,De Brug,alleenstaand,1,1,1,1,1,1,1,1,1,1,1,1,1
Z-2,De Brug,alleenstaand,1,1,1,1,1,1,1,1,1,1,1,1,1
END
want 0 "a measurement of each" import ash.csv --form ash

send one
holds "both are there" there central.db ash complete 2
for turn in 1 2 3; do
	consent toestemming_benchmark nee
	send "no$turn" --since-last
	says "0 geweigerd"
	holds "taken back, time $turn" there central.db ash withdrawn 1
	holds "... the other is not" there central.db ash complete 1
	consent toestemming_benchmark ja
	send "yes$turn"
	holds "may leave again, time $turn" there central.db ash complete 2
	run export --format package --yes -o again.zip
	holds "... and a second time it is the same file" cmp "yes$turn.zip" again.zip
done
want 0 "what came before does not take it back" -d central.db import no2.zip
holds "... nor change anything" there central.db ash complete 2
want 0 "nor does the first one" -d central.db import one.zip
holds "... or bring back what was" there central.db ash complete 2

# What is changed while it is kept back, and after it.
consent toestemming_benchmark nee
send no4
run export --form ash -o ash.all
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "gezinstype") at = i; if ($i == "changed") when = i }; print }
	$4 == "Z-1" { $at = "tweeouder"; $when = ""; print }' ash.all >mend.csv
run import mend.csv
holds "changed while it is kept back" grep -q "1 veranderd" err
send no5
holds "... it stays away" there central.db ash withdrawn 1
consent toestemming_benchmark ja
send yes5
holds "... and comes back" there central.db ash complete 2
holds "... as it is now" grep -q ",tweeouder," out
sed -i 's/tweeouder/samengesteld/' mend.csv
run export --form ash -o ash.all
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "gezinstype") at = i; if ($i == "changed") when = i }; print }
	$4 == "Z-1" { $at = "samengesteld"; $when = ""; print }' ash.all >mend.csv
run import mend.csv
send after --since-last
run -d central.db export --form ash
holds "changed afterwards, it follows" grep -q ",samengesteld," out

# In any order the receiver ends with the last.
run -d central.db export --all --form ash
sort out >wanted
for order in "after yes5 no4 one yes1 no1" "no1 one no5 after yes3 no3" "one no1 yes1 no2 yes2 no3 yes3 no4 no5 yes5 after"; do
	rm -f any.db*
	for name in $order; do
		run -d any.db import "$name.zip" --add-names
		[ "$status" -eq 0 ] || echo "# $name: $(cat err)"
	done
	run -d any.db export --all --form ash
	sort out >there
	holds "in the order $order" cmp wanted there
	cmp -s wanted there || diff wanted there | cut -c1-250 | sed 's/^/# /'
done
want 0 "data check finds nothing" -d central.db data check

# Without some answers, and with them again.
receiver=cbs.db
cat >prof.csv <<'END'
traject,organisatie,jeugdige,datum,reden,instrument,score_begin,score_eind,verandering
Z-1,De Brug,J1,2025-04-01,volgens_plan,CBCL,77.5,5,sterk_beter
END
run import prof.csv --form nji-professional
grep -q "1 nieuw" err || sed 's/^/# /' err
consent toestemming_proef ja
send p1 --purpose cbs
run -d cbs.db export --form nji-professional
holds "answers that may leave are there" grep -q ",77.5," out
consent toestemming_proef nee
send p2 --purpose cbs
run -d cbs.db export --form nji-professional
holds "... and gone when they may not any more" sh -c '! grep -qF ,77.5, out'
holds "... but the record is there" there cbs.db nji-professional complete 1
consent toestemming_proef ja
send p3 --purpose cbs
run -d cbs.db export --form nji-professional
holds "... and back" grep -q ",77.5," out
run export --format package --purpose cbs --yes -o p4.zip
holds "... always the same" cmp p3.zip p4.zip
finish
