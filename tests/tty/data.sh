#!/bin/sh
# The file as a whole, in the full screen: what leaves is what the command
# writes, what comes in is tried first, and what is stopped leaves nothing.
. "${srcdir:?}/tests/tty/tty.sh"

# answer TEXT: over what the question offers.
answer() {
	keys C-u
	type "$1"
	keys Enter
}
# leave: the one key that says so, and the end of it.
leave() {
	keys C-q
	wait_for "ended with 0"
}
# open_data: the program, at the page.
open_data() {
	begin --
	wait_for "F1 hulp"
	type g
	wait_for "Laatste controle"
}

cd "$place"
answers="gezinstype,gezinstype_anders,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b"
cat >"$place/two.csv" <<END
form,traject,organisatie,medewerker,$answers
ash,T-1,De Brug,A. Jansen,anders,Bij oma,1,1,1,1,1,1,1,1,1,1,1,1,1
ash,T-2,De Brug,A. Jansen,alleenstaand,,1,1,1,1,1,1,1,1,1,1,0,1,1
ash,T-3,De Brug,A. Jansen,alleenstaand,,1,1,1,1,1,1,7,1,1,1,0,1,1
END

# Taking in: tried, names added, agreed to.
open_data
check "an empty file says so" "Er staat nog geen formulier in dit bestand"
type i
check "one sees which files there are" "two.csv"
type two
keys Enter
check "what is tried changed nothing yet" "Dit was een proef"
check "... and names that are not known can be added" "De namen die hier niet bekend zijn toevoegen"
type j
check "... after which it is tried again" "2 nieuw, 0 veranderd, 0 hetzelfde, 1 geweigerd"
check "what is refused has its line and field" "two.csv:4: c3b:"
holds "until one agrees nothing is there" sh -c "! '$PROG' -d '$place/file.db' export --form ash 2>/dev/null | grep -q T-1"
type n
check "no is no" "Er is niets ingelezen"
keys i
type two
keys Enter
wait_for "Dit was een proef"
type j
wait_for "2 nieuw"
type j
wait_for "Geïmporteerd"
keys Escape
check "what came in is counted" "2           2"
leave
on "$place/other.db" import "$place/two.csv" --add-names || true
columns() { on "$1" export --form ash | cut -d, -f2-11,16-; }
columns "$place/file.db" | sed 's/[0-9a-f]\{8\}-[0-9a-f-]*//g' | sort >"$place/by_screen"
columns "$place/other.db" | sed 's/[0-9a-f]\{8\}-[0-9a-f-]*//g' | sort >"$place/by_command"
holds "it is what the command takes in" cmp "$place/by_screen" "$place/by_command"

# Sending: byte for byte what the command writes.
open_data
type e
wait_for "Wat gaat er weg?"
type c
wait_for "Welk formulier?"
keys Enter
wait_for "Periode"
keys Enter
wait_for "Naar welk bestand?"
answer "$place/all.csv"
check "what leaves is shown" "2025: 2 formulieren"
check "... and where it goes" "$place/all.csv"
holds "... before it is there" test ! -e "$place/all.csv"
type j
check "then it is written" "2 formulieren geschreven naar"
check "... and noted" "02-06-2025 10:00, 2 formulieren"
beside export --form ash --year 2025 -o "$place/all.command"
holds "... byte for byte what the command writes" cmp "$place/all.csv" "$place/all.command"
echo precious >"$place/all.csv"
type e
wait_for "Wat gaat er weg?"
type w
wait_for "Welk formulier?"
keys Enter
wait_for "Periode"
keys Enter
wait_for "Naar welk bestand?"
answer "$place/all.csv"
check "a file that is there is asked about" "dat is er al, en wordt vervangen"
type n
check "... and no is no" "Er is niets geschreven"
holds "... and it stays as it was" grep -q precious "$place/all.csv"
type e
wait_for "Wat gaat er weg?"
type p
wait_for "Periode"
keys Enter
wait_for "Naar welk bestand?"
answer "$place/package.zip"
check "a package says by which names" "met een pseudoniem"
type j
wait_for "geschreven naar"
beside export --format package --year 2025 --yes -o "$place/package.command"
holds "... and is what the command makes" cmp "$place/package.zip" "$place/package.command"

# Two edits of one record: both are shown, and the person says which holds.
cp "$place/file.db" "$place/there.db"
edit T-2 "$place/file.db" tweeouder 2025-06-03T10:00
edit T-2 "$place/there.db" samengesteld 2025-06-04T10:00
type i
wait_for "there.db"
type there
keys Enter
check "what was changed twice is shown beside each other" "hier Tweeoudergezin, daar Samengesteld gezin"
type j
check "... and asked" "wat geldt?"
type d
check "... and done" "1 veranderd, 1 hetzelfde, 0 geweigerd"
holds "... as was said" sh -c "'$PROG' -d '$place/file.db' export --form ash 2>/dev/null | grep -q ,samengesteld,"
keys Escape
wait_for "Laatste controle"

# The rest.
type c
check "a check finds nothing" "is heel"
type k
wait_for "Naar welk bestand?"
answer "$place/copy.db"
check "a copy is made and looked through" "gekopieerd naar $place/copy.db"
holds "... and is one" "$PROG" -d "$place/copy.db" data check
type r
wait_for "Periode"
keys Enter
wait_for "Naar welk bestand?"
answer "$place/page.html"
check "the figures become a page" "Geschreven naar $place/page.html"
beside summary --format html --year 2025 -o "$place/page.command"
holds "... which is that of the command" cmp "$place/page.html" "$place/page.command"
leave

# What takes long says how far it is, follows the window, and can be stopped.
# rows COUNT: a file of so many records.
rows() {
	awk -v count="$1" -v head="form,traject,organisatie,$answers" 'BEGIN { print head
	for (i = 1; i <= count; i++) print "ash,V-" i ",De Brug,alleenstaand,,1,1,1,1,1,1,1,1,1,1,1," i % 2 ",1" }'
}
rows 120000 >"$place/many.csv"
rows 500000 >"$place/more.csv"
beside export --form ash >"$place/before.csv"
open_data
type i
wait_for "many.csv"
type more
keys Enter
check "it says what it does and how far it is" "Proberen: "
check "... and how long it still takes" " van 500000, "
check "... in seconds" " s; Esc stopt"
mux resize-window -x 100 -y 30
# On the last row but one of the larger window, so it was drawn anew.
tries=0
until screen | sed -n 29p | grep -q "Proberen: " || [ $tries -gt $patience ]; do
	tries=$((tries + 1))
	sleep 0.05
done
holds "the window may change meanwhile" [ $tries -le $patience ]
check "... and the page is drawn for it" "om te leveren of elders te gebruiken"
type x
keys Escape
check "Esc stops it, also behind another key" "Gestopt; er is niets veranderd"
mux resize-window -x 80 -y 24
check "... and one is where one was" "Laatste controle"
beside export --form ash >"$place/after.csv"
holds "... with nothing of it in the file" cmp "$place/before.csv" "$place/after.csv"
type i
wait_for "many.csv"
type more
keys Enter
wait_for "Proberen: "
keys C-c
check "Ctrl-C stops it too" "Gestopt; er is niets veranderd"

# Also when it is no try any more.
type i
wait_for "many.csv"
type many
keys Enter
wait_for "Proberen: "
type j
wait_for "120000 nieuw"
check "what was typed too early answers nothing" "Dit inlezen?"
type j
check "taking in says how far it is" "Importeren: "
keys Escape
check "... and is stopped" "Gestopt; er is niets veranderd"
beside export --form ash >"$place/after.csv"
holds "... with nothing of it in the file" cmp "$place/before.csv" "$place/after.csv"
leave
holds "the file is whole" beside data check

# Line by line Ctrl-C stops what takes long, and not the program.
begin -- --plain
wait_for "Opdracht:"
type gegevens
keys Enter
wait_for "5: rapport"
type "importeren $place/more.csv"
keys Enter
wait_for "Proberen: "
check "line by line it is said how far it is too" "Ctrl-C stopt"
# As Ctrl-C, but for the shell around it.
kill -INT "$(pid)"
check "... and can be stopped" "Gestopt; er is niets veranderd"
type controleren
keys Enter
check "... and one goes on" "is heel"
type stoppen
keys Enter
wait_for "ended with 0"

# Who looks after the data begins there.
mkdir -p "$place/.config/spoedpeil"
echo "role: gegevensbeheerder" >"$place/.config/spoedpeil/config.yaml"
begin --
check "who looks after the data sees the file first" "Laatste controle"
keys Escape
check "... and the list behind it" "2 trajecten"
leave
check_restored "the terminal is as it was"
echo "1..$n"
