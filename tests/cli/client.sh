#!/bin/sh
# What a client typed: in the figures, on its way, and in no sight.
. "${srcdir:?}/tests/cli/lib.sh"

cat >traject.csv <<END
traject,organisatie,team,medewerker,completed,aanmelding,start,einde,voorziening,jeugdige/1/kenmerk,jeugdige/1/geboortedatum,toestemming_benchmark,toestemming_onderzoek
T-1,Utrecht,Oost,Jan,2026-11-20,2026-10-28T10:00,2026-10-28T14:30,2026-11-20,nee,J1,2012-03-01,ja,ja
END

# lines FILE: what is typed line by line in it, at the form of the jeugdige.
lines() {
	status=0
	"$PROG" -d "$1" --plain enter --form nji-jeugdige --traject T-1 \
		--jeugdige J1 >out 2>err || status=$?
}

# client FILE YES: the client types 8 and 2; YES is whether it may be seen.
client() {
	lines "$1" <<END

/client
2468
2468
0
1
8
2
$2
2468
/klaar

/stop
END
	holds "a client fills in $1" test "$status" -eq 0
}

for file in hidden shown worker; do
	run -d $file.db import --form traject --add-names --strict traject.csv
	# Each its own settings, so that each sets a PIN.
	rm -rf home/.config
	case $file in
	hidden) client $file.db nee ;;
	shown) client $file.db ja ;;
	worker) lines worker.db <<END ;;

8
2
/klaar

/stop
END
	esac
done

# --- the figures, and everything but the mark

for file in hidden shown worker; do
	run -d $file.db summary --form nji-jeugdige --format json
	cp out $file.json
done
holds "the figures count it as they do the worker's" cmp hidden.json worker.json
holds "... seen or not" cmp shown.json worker.json
holds "... and it is in them" grep -q '"records": 1' hidden.json

# table FILE: the answers as SQL has them, without ids and moments.
table() {
	run -d $1.db export --form nji-jeugdige
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++)
			skip[i] = ($i ~ /^(id|revision|changed|by_client\/)/) }
		{ line = ""
		  for (i = 1; i <= NF; i++) if (!skip[i]) line = line "," $i
		  print line }' out
}
table hidden >hidden.table
table shown >shown.table
table worker >worker.table
holds "the same answers are the same table" cmp hidden.table worker.table
holds "... also when they may be seen" cmp shown.table worker.table

# --- in no sight

run -d hidden.db list --form nji-jeugdige --format csv
id=$(cells id out)
want 0 "the record is shown" -d hidden.db show "$id"
holds "... and the mark is not" sh -c '! grep -q "rapportcijfer.*8" out'
holds "... only that a client gave it" test "$(grep -c 'door cliënt ingevuld' out)" -eq 2
for format in csv json; do
	want 0 "as $format" -d hidden.db show "$id" --format $format
	holds "... nothing of it is told" sh -c '! grep -q "lichtere_hulp" out'
	holds "... but whose it is" grep -q hidden out
done
run -d shown.db list --form nji-jeugdige --format csv
want 0 "who agreed" -d shown.db show "$(cells id out)"
prints "Ja, maar lichtere hulp"

# --- on its way

run -d hidden.db export --form nji-jeugdige
cp out hidden.csv
holds "an export has the values" test "$(cells verder hidden.csv)" = lichtere_hulp
holds "... and whose they are" test "$(cells by_client/verder hidden.csv)" = hidden
want 0 "which comes in again" -d hidden.db import hidden.csv
says "1 hetzelfde"
run -d elsewhere.db import --form traject --add-names traject.csv
want 0 "in another file" -d elsewhere.db import hidden.csv
run -d elsewhere.db show "$id"
holds "... it is not seen either" test "$(grep -c 'door cliënt ingevuld' out)" -eq 2

# Without those columns nothing is known of it, and so nothing is taken.
awk -F, -v OFS=, '{ NF -= 2; print }' hidden.csv >bare.csv
holds "(the columns are the last)" sh -c '! grep -q by_client bare.csv'
want 0 "a file without it" -d hidden.db import bare.csv
says "1 hetzelfde"
sed 's/,8,,lichtere_hulp/,9,,lichtere_hulp/' bare.csv >other.csv
want 0 "one with another mark" -d hidden.db import other.csv
run -d hidden.db show "$id"
holds "... takes the other answer nothing away" \
	sh -c 'grep -q "nog hulp nodig hebt.*door cliënt ingevuld" out'
holds "... and says who gave it first" grep -q "eerst door cliënt ingevuld, toen 9" out

sed 's/,hidden,hidden/,hidden,soms/' hidden.csv >wrong.csv
want 3 "a word that is none" -d elsewhere.db import wrong.csv
says "geen hidden of shown"

want 0 "a file goes into another" -d merged.db import shown.db --add-names
run -d merged.db export --form nji-jeugdige
holds "... with who agreed" test "$(cells by_client/verder out)" = shown
want 0 "... and who did not" -d merged2.db import elsewhere.db --add-names
run -d merged2.db show "$id"
holds "... stays unseen" test "$(grep -c 'door cliënt ingevuld' out)" -eq 2

want 0 "a copy" -d hidden.db data backup copy.db
want 0 "... is whole" -d copy.db data check
want 0 "a package" -d elsewhere.db export --format package --purpose research --yes -o p.zip
want 0 "... comes in" -d receiver.db import p.zip --add-names
run -d receiver.db list --form nji-jeugdige --format csv
run -d receiver.db show "$(cells id out)"
holds "... and is not seen there" test "$(grep -c 'door cliënt ingevuld' out)" -eq 2
want 0 "as JSON lines" -d elsewhere.db export --format jsonl --form nji-jeugdige
prints '"by_client/verder":"hidden"'

# --- the keyboard

rm -rf home/.config
lines elsewhere.db <<END
/verbeter nog eens
/client
2468
2468
0
1
/stoppen
END
holds "a client leaves" test "$status" -eq 0
for command in "list" "show $id" "export --form nji-jeugdige" \
	"export --format package --purpose research --yes -o q.zip"; do
	# shellcheck disable=SC2086
	want 1 "${command%% *} waits for the PIN" -d elsewhere.db $command
	says "een cliënt heeft het toetsenbord"
done
want 0 "figures are no records" -d elsewhere.db summary --form nji-jeugdige
want 0 "a backup is made" -d elsewhere.db data backup copy2.db
want 0 "the PIN can be taken away" data pin --reset
want 0 "... and then nobody is locked out" -d elsewhere.db list
finish
