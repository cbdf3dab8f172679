#!/bin/sh
# import: what is taken, what is refused and with which words.
. "${srcdir:?}/tests/cli/lib.sh"

# A row that is good: everything that a complete ASH 3.0 must have.
need=gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam
good=alleenstaand,1,1,1

csv() { printf '%s\n' "$@" >rows.csv; }
count() { run list --form ash --format csv; tail -n +2 out | grep -c .; }

csv "traject,organisatie,team,medewerker,$need" "T-1,Noord,Oost,An,$good"
want 3 "a name that is not in the list refuses the row" import rows.csv --form ash
says "rows.csv:2: organisatie: Noord"
says "--add-names"
want 0 "--add-names adds it" import rows.csv --form ash --add-names
says "1 nieuw"
says "1 traject was nog niet bekend"
want 3 "a row without id, of what is there, is a conflict" import rows.csv --form ash
says "rows.csv:2:"
says "T-1"
holds "there is one record" test "$(count)" -eq 1

csv "traject,$need" "T-1,$good"
want 2 "no file" import
want 1 "a file that is not there" import nowhere.csv
want 1 "no form" import rows.csv
says "--form"
want 1 "a form that is not there" import rows.csv --form hsa

# Only traject and the answers are needed.
csv "c1,traject,$need" "1,T-2,$good"
want 3 "a traject that is not known needs an organisatie" import rows.csv --form ash
says "organisatie"
mkdir -p "$HOME/.config/spoedpeil"
echo 'organisatie: Noord' >"$HOME/.config/spoedpeil/config.yaml"
want 0 "which the settings may give" import rows.csv --form ash
rm "$HOME/.config/spoedpeil/config.yaml"
run export -o all.csv
holds "what was not said is of today" \
	test "$(cells completed all.csv | sort -u)" = 2026-11-21
holds "ids and revisions are made" test \
	"$(cells id all.csv | grep -c -)" -eq 2 -a "$(cells revision all.csv | grep -c -)" -eq 2

# Columns.
csv "traject,$need,c99" "T-3,$good,1"
want 1 "an unknown column is an error" import rows.csv --form ash
says "c99"
csv "traject,$need,gezinstipe,c4b/mising" "T-3,$good,,"
want 1 "all unknown columns are named" import rows.csv --form ash
says "gezinstipe"
says "gezinstype?"
says "c4b/mising"
says "c4b/missing?"
csv "traject,$need,c1,c1" "T-3,$good,1,1"
want 1 "a column that is there twice" import rows.csv --form ash
awk 'BEGIN { for (i = 0; i < 3000000; i++) printf "c,"; print "" }' >rows.csv
holds "millions of unknown columns are refused at once" \
	sh -c 'timeout 30 "$PROG" import rows.csv --form ash 2>err; test $? -eq 1'
says "en nog 2999801"
csv "$need" "$good"
want 1 "no column traject" import rows.csv --form ash
says "traject"
: >rows.csv
want 1 "an empty file" import rows.csv --form ash
csv "traject,$need"
want 0 "a header alone" import rows.csv --form ash
printf 'traject,c1\nT-3,"1\n' >rows.csv
want 1 "quotes that are never closed" import rows.csv --form ash
says "2:"
printf 'traject,c1\nT-3,\377\n' >rows.csv
want 1 "what is not UTF-8" import rows.csv --form ash
says "rows.csv:2:5: "
holds "nothing of these went in" test "$(count)" -eq 2

# A name that only looks the same is the same; one with orders is none.
csv "traject,organisatie,medewerker,$need" "T-A , Noord,\"Zoe\314\210 \",$good" "T-B,Noord,\"A\033[2J\",$good"
printf "$(cat rows.csv)\n" >names.csv
want 3 "names as they were typed" import names.csv --form ash --add-names --dry-run
says "names.csv:3: medewerker: "
says "1 nieuw"
cp file.db names.db
run -d names.db import names.csv --form ash --add-names
run -d names.db list --format csv
holds "... are those that they look like" grep -q "$(printf ',T-A,Noord,,Zo\303\253,')" out

# A pipe is read once, from its beginning.
csv "traject,organisatie,$need" "T-PIJP,Noord,$good"
mkfifo pipe
cat rows.csv >pipe &
want 0 "a pipe" import pipe --form ash --dry-run
says "1 nieuw"

# Cells.
bad() {
	csv "traject,organisatie,$need,$1" "T-9,Noord,$good,$2"
	want 3 "$1 cannot be \"$2\"" import rows.csv --form ash
	holds "... which names line and column" grep -q "^rows.csv:2: $1: " err
}
bad c1 2
bad c1 ja
bad c1/missing nietgescoord
says "niet_gescoord"
bad advies/geen x
bad status klaar
bad completed 1-3-2025
bad completed 2025-02-29
bad ended 2025-13-01
bad changed 2025-01-01
bad id 12
bad id 0194268D-5E3F-776E-808C-945BD0D7D1E1
bad revision x
bad counts ja
bad version 9.0
bad jeugdige J1
bad informant ouder
bad form nji-ouder
csv "traject,organisatie,$need,c1,c1/missing" "T-9,Noord,$good,1,niet_gescoord"
want 3 "an answer and a reason why it is missing" import rows.csv --form ash
csv "traject;organisatie;gezinstype" "T-9;Noord;alleenstaand"
want 1 "semicolons, as a spreadsheet writes them" import rows.csv --form ash
says "rows.csv:1:1: tussen de kolommen staan puntkomma"
csv "traject,organisatie,$need" ",Noord,$good"
want 3 "a row without traject" import rows.csv --form ash
says "rows.csv:2: traject"
csv "traject,organisatie,$need" "T-9,Noord,$good,1"
want 3 "a cell too many" import rows.csv --form ash
says "rows.csv:2: deze regel heeft 7 cellen, de kopregel 6"
csv "traject,organisatie,$need" "T-9"
want 3 "one cell" import rows.csv --form ash
says "rows.csv:2: deze regel heeft 1 cel, de kopregel 6"
csv "traject,organisatie,gezinstype" "T-9,Noord,alleenstaand"
want 3 "what is required is missing" import rows.csv --form ash
says "rows.csv:2: problematiek: "
csv "traject,organisatie,status,gezinstype" "T-8,Noord,draft,alleenstaand"
want 0 "but not from a draft" import rows.csv --form ash
csv "traject,organisatie,$need" "T-9,Noord,kraakpand,1,1,1" "T-10,Noord,$good" \
	"T-11,Noord,$good" "T-12,Zuid,$good"
want 3 "good rows go in beside bad ones" import rows.csv --form ash
says "rows.csv:2: gezinstype"
says "rows.csv:5: organisatie"
says "2 nieuw, 0 veranderd, 0 hetzelfde, 2 geweigerd"
holds "there are two more" test "$(count)" -eq 5

# A row is all or nothing: no traject without its record.
csv "traject,organisatie,$need" "T-13,West,$good" "T-14,Noord,kraak,1,1,1"
want 3 "a refused row leaves no traject behind" import rows.csv --form ash
run data info
holds "5 trajecten" grep -q "trajecten  *5$" out

# Nothing or all.
csv "traject,organisatie,$need" "T-20,Noord,$good" "T-21,Noord,kraak,1,1,1"
want 3 "--strict takes nothing when a row is bad" import rows.csv --form ash --strict
says "niets veranderd"
holds "there are none more" test "$(count)" -eq 5
csv "traject,organisatie,$need" "T-20,Noord,$good" "T-21,Noord,$good"
run data info
cp file.db before.db
want 0 "--dry-run says what would happen" import rows.csv --form ash --dry-run
says "2 nieuw"
holds "... and leaves the file as it was, byte for byte" cmp file.db before.db
want 0 "--strict takes all when all are good" import rows.csv --form ash --strict
holds "there are two more" test "$(count)" -eq 7
want 1 "a file that may only be read" --read-only import rows.csv --form ash

# How spreadsheets write it.
printf '\357\273\277traject,organisatie,%s\r\nT-30,Noord,%s\r\n\r\n' "$need" "$good" >rows.csv
want 0 "a BOM, CRLF and an empty line" import rows.csv --form ash
printf '"traject","organisatie",%s\n"T-31","Noord",%s' "$need" "$good" >rows.csv
want 0 "quotes, and no line break at the end" import rows.csv --form ash
csv "traject,organisatie,$need" "T-32,Noord,$good"
"$PROG" import - --form ash <rows.csv 2>err
holds "standard input" test $? -eq 0

# Known records.
run export -o all.csv
want 0 "what was exported, again" import all.csv
says "0 nieuw, 0 veranderd"
says "0 geweigerd"
sed 's/alleenstaand/tweeouder/' all.csv >changed.csv
SPOEDPEIL_NOW=2026-11-22T12:00:00
want 0 "with other answers they are changed" import changed.csv
says "0 nieuw, 10 veranderd, 0 hetzelfde, 0 geweigerd"
run export -o after.csv
holds "and have the new answer" grep -q tweeouder after.csv
holds "and the old last change, but for the draft" test \
	"$(cells changed after.csv | grep -c 2026-11-22)" -eq 1
want 0 "which again changes nothing" import changed.csv
says "0 veranderd"
want 3 "older revisions are a conflict" import all.csv
says "revision"
says "changed"
says "10 geweigerd"
id=$(cells id after.csv | tail -n 2 | head -n 1)
run show "$id"
prints "Tweeouder"
want 0 "data check finds nothing" data check

# The day it was completed, the last change and the id are kept.
id=01942000-0000-7000-8000-000000000001
csv "id,traject,organisatie,completed,changed,$need" \
	"$id,T-40,Noord,2024-02-29,2024-03-01T10:11:12,$good"
want 0 "days of long ago" import rows.csv --form ash
run export --year 2024 -o old.csv
holds "keep their day" test "$(cells completed old.csv)" = 2024-02-29
holds "and their last change" test "$(cells changed old.csv)" = 2024-03-01T10:11:12
holds "and their id" test "$(cells id old.csv)" = "$id"
csv "id,traject,organisatie,$need" "$id,T-41,Noord,$good"
want 3 "a known id in another traject is a conflict" import rows.csv --form ash

# Drafts.
run export -o all.csv
grep -E '^id|,draft,' all.csv >drafts.csv
SPOEDPEIL_NOW=2026-11-23T12:00:00
sed 's/tweeouder/samengesteld/' drafts.csv >rows.csv
want 0 "a draft is changed by a row that knows it as it is" import rows.csv
says "1 veranderd"
sed 's/tweeouder/alleenstaand/' drafts.csv >rows.csv
want 3 "and not by an older one" import rows.csv
holds "... which names the column" grep -q "changed: " err

# Withdrawn.
want 0 "a record is withdrawn" data withdraw "$id" --reason dubbel
run export -o all.csv
holds "it is not exported" sh -c '! grep -q withdrawn all.csv'
run export --all -o all.csv
holds "but with --all" grep -q withdrawn all.csv
want 0 "and comes back as it is" import all.csv
want 0 "... and anew elsewhere" -d elsewhere.db import all.csv --add-names
run -d elsewhere.db export --all -o elsewhere.csv
holds "... with the same cells" cmp all.csv elsewhere.csv
sed 's/withdrawn/complete/' all.csv >rows.csv
want 3 "a file does not undo it" import rows.csv

# Nothing is ever a statement.
evil="Robert'); DROP TABLE ash_3_0;--"
csv "traject,organisatie,team,medewerker,status,gezinstype,gezinstype_anders" \
	"\"$evil\",\"$evil\",\"a\"\"b%s\",\"x'y\",draft,anders,\"\"\"); DELETE FROM record; --\"" \
	"T-51,\"$evil\",\"a\"\"b%s\",,draft,anders,\$(touch pwned) \`id\` \\"
want 0 "names and values like statements" import rows.csv --form ash --add-names
run export -o all.csv
holds "are kept as they are" grep -qF "$evil" all.csv
holds "also the answers" grep -qF '"""); DELETE FROM record; --"' all.csv
holds "and the other" grep -qF '$(touch pwned) `id` \' all.csv
want 0 "data check finds nothing" data check

# A large cell.
awk 'BEGIN { printf "traject,organisatie,status,gezinstype,gezinstype_anders\nT-60,Noord,draft,anders,"
	for (i = 0; i < 12000; i++) printf "\303\251"; print "" }' >rows.csv
want 0 "a cell of 24000 bytes" import rows.csv --form ash
run export -o all.csv
holds "comes out whole" grep -qF "$(tail -n 1 rows.csv | cut -d, -f5)" all.csv

# Terminals obey control characters; our messages hold none.
printf 'traject,organisatie,%s\nT-70,\033[31mNoord,%s\n' "$need" "$good" >rows.csv
want 3 "a name with an escape" import rows.csv --form ash
holds "is shown without" sh -c '! grep -q "$(printf "\033")" err'

# What is not asked does not come in.
csv "traject,organisatie,$need,gezinstype_anders" "T-80,Noord,$good,iets"
want 0 "an answer to what is not asked" import rows.csv --form ash
run export -o all.csv
holds "is left out" sh -c '! grep -q ",iets," all.csv'

# Who practises keeps it to oneself.
want 0 "a file to practise with" -d practice.db --practice import rows.csv --form ash --add-names
want 1 "has no export" -d practice.db export
want 1 "and must be one" --practice list

finish
