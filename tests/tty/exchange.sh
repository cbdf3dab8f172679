#!/bin/sh
# Sending and taking in at a terminal: what is asked, what is said meanwhile,
# and that Ctrl-C leaves nothing half.
. "${srcdir:?}/tests/tty/tty.sh"

answers="gezinstype,gezinstype_anders,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b"
cat >"$place/two.csv" <<END
traject,organisatie,medewerker,$answers,remark/c1
T-1,De Brug,A. Jansen,anders,Bij oma,1,1,1,1,1,1,1,1,1,1,1,1,1,Goed gegaan
T-2,De Brug,A. Jansen,alleenstaand,,1,1,1,1,1,1,1,1,1,1,0,1,1,
END
beside import "$place/two.csv" --form ash --add-names

# What leaves and what stays is shown, and asked.
begin -- export --format package -o "$place/one.zip"
wait_for "Dit pakket maken? [j/N]"
check "what leaves is shown" "ash: 2 formulieren, in"
check "... and by what names" "met een pseudoniem"
check "... and what stays" "Dit blijft hier:"
check "... and why" "vrije tekst: gezinstype_anders"
keys Enter
check "only Enter makes nothing" "ended with 1"
check "... and says so" "er is niets gemaakt"
holds "... there is no file" test ! -e "$place/one.zip"
beside export --format package --yes -o "$place/first.zip"
holds "... and it was no delivery" grep -q "nog niet eerder geleverd" "$place/errors"
begin -- export --format package -o "$place/one.zip"
wait_for "Dit pakket maken? [j/N]"
type n
keys Enter
check "no is no" "ended with 1"
holds "... there is no file" test ! -e "$place/one.zip"
begin -- export --format package -o "$place/one.zip"
wait_for "Dit pakket maken? [j/N]"
kill -INT "$(pid)"
check "Ctrl-C is no" "ended with"
holds "... there is no file" test ! -e "$place/one.zip"
begin -- export --format package -o "$place/one.zip"
wait_for "Dit pakket maken? [j/N]"
type j
keys Enter
check "yes makes it" "2 formulieren in"
wait_for "ended with 0"
holds "... the same that --yes makes" cmp "$place/one.zip" "$place/first.zip"
begin -- export --format package --yes -o "$place/two.zip"
wait_for "ended with 0"
holds "with --yes nobody is asked" sh -c '! tmux -L '"$server"' capture-pane -p | grep -q "pakket maken?"'
check "... and it is shown all the same" "Dit gaat weg:"

# Two edits of one record: both are shown, and who sits there decides.
cp "$place/file.db" "$place/there.db"
edit T-2 "$place/file.db" tweeouder 2025-06-03T10:00
edit T-2 "$place/there.db" samengesteld 2025-06-04T10:00
begin -- import "$place/there.db"
wait_for "Wat geldt"
check "both edits are shown" "Tweeoudergezin"
check "... beside each other" "Samengesteld gezin"
type o
keys Enter
check "skipping it leaves a conflict" "ended with 3"
holds "... and ours as it was" sh -c "'$PROG' -d '$place/file.db' export --form ash 2>/dev/null | grep -q ,tweeouder,"
begin -- import "$place/there.db"
wait_for "Wat geldt"
type d
keys Enter
check "theirs" "ended with 0"
holds "... is taken" sh -c "'$PROG' -d '$place/file.db' export --form ash 2>/dev/null | grep -q ,samengesteld,"
begin -- import "$place/there.db"
check "and is not asked again" "ended with 0"

# A file that takes a while says how far it is and how long it takes.
awk -v head="traject,organisatie,$answers" 'BEGIN { print head
	for (i = 1; i <= 300000; i++) print "V-" i ",De Brug,alleenstaand,,1,1,1,1,1,1,1,1,1,1,1," i % 2 ",1" }' >"$place/many.csv"
cp "$place/file.db" "$place/before.db"
beside export --form ash >"$place/before.csv"
begin -- import "$place/many.csv" --form ash
check "it says how far it is" "many.csv: "
check "... and how long it takes" " s (Ctrl-C stopt het)"
kill -INT "$(pid)"
check "Ctrl-C ends it" "ended with 130"
beside export --form ash >"$place/after.csv"
holds "... and nothing of it is there" cmp "$place/before.csv" "$place/after.csv"
holds "... and the file is whole" beside data check
echo "1..$n"
