#!/bin/sh
# A package: what leaves in it, what stays, and that the same is the same.
. "${srcdir:?}/tests/cli/lib.sh"

command -v unzip >/dev/null || { echo "1..0 # SKIP no unzip"; exit 0; }

forms="traject ash nji-professional nji-doelen nji-jeugdige nji-ouder"
run demo --records 40 --seed 7
want 1 "made-up records are not delivered" export --format package --yes -o no.zip
holds "... and nothing is made" test ! -e no.zip
for form in $forms; do
	run export --form "$form" -o "$form.csv"
done
rm -f file.db*
# A name and a code that occur nowhere else, and a text about a person.
for form in $forms; do
	run import "$form.csv" --add-names
done
cat >more.csv <<'END'
traject,organisatie,team,medewerker,completed,gezinstype,gezinstype_anders,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b,remark/c1,reason/c4b
ZK-77/9,Zandhorn,West,Wilhelmina Vermeer,2025-06-17,anders,Bij Truus Zwart,1,1,1,1,1,1,1,1,1,1,1,1,1,Gebeld met Piet,Zo is het
END
want 0 "one more" import more.csv --form ash --add-names

want 2 "a package is a file" export --format package --yes
want 2 "nobody there to ask" export --format package -o one.zip
says "Dit gaat weg:"
says "  ash: "
says "concepten"
says "vrije tekst: gezinstype_anders"
says "remark/c1"
says "geboortedata: jeugdige/1/geboortedatum"
says "--yes"
holds "... and nothing is made" test ! -e one.zip
want 2 "--since-last is of packages" export --since-last
want 2 "--all is not of packages" export --format package --all --yes -o one.zip
want 0 "with --yes it is made" export --format package --yes -o one.zip
says "SHA-256"
SPOEDPEIL_NOW=2026-11-22T12:00:00
TZ=America/New_York
export TZ
want 0 "a day later, elsewhere" --lang nl export --format package --yes -o two.zip
says "Sinds de vorige levering, van 2026-11-21T12:00:00: 0 nieuw, 0 veranderd, 0 ingetrokken"
holds "the same records give the same bytes" cmp one.zip two.zip
unset TZ
mkdir one
holds "unzip reads it" unzip -q one.zip -d one
holds "the descriptor comes first" test "$(unzip -Z1 one.zip | head -n 1)" = datapackage.json

# Nothing in it says who or which case it is.
cells traject traject.csv | sort -u >secret
cells medewerker traject.csv | sort -u >>secret
cells medewerker ash.csv | sort -u >>secret
cells id traject.csv >>secret
cells id ash.csv >>secret
cells revision ash.csv >>secret
cat >>secret <<'END'
ZK-77
Wilhelmina
Vermeer
Truus
Gebeld met Piet
Zo is het
END
grep . secret | sort -u >secrets
holds "there are secrets to look for" test "$(wc -l <secrets)" -gt 100
found=$(grep -rFl -f secrets one | head)
[ -z "$found" ] || grep -rFoh -f secrets one | sort | uniq -c | head | sed 's/^/# /'
holds "no code, name, id or typed text is in any byte of it" test -z "$found"
holds "nor in the zip itself" sh -c '! grep -qaF -f secrets one.zip'
sqlite3 -readonly file.db "SELECT value FROM note WHERE name = 'pseudonym_key'" >key 2>/dev/null
if [ -s key ]; then
	holds "the key has not left" sh -c '! grep -rqF -f key one'
fi
holds "no column of free text is there" sh -c '! grep -q "gezinstype_anders,\|remark/" one/data/ash.csv'
holds "no birth date either" sh -c '! grep -q geboortedatum one/data/traject.csv'
holds "drafts stay" sh -c '! grep -q ,draft, one/data/ash.csv'
holds "what does not count stays" test "$(cells counts one/data/ash.csv | sort -u)" = 1
holds "the YAML is in it, byte for byte" cmp one/forms/ash-3.0.yaml "$srcdir/forms/ash-3.0.yaml"
holds "so is a codebook" grep -q 'gezinstype' one/codebook.md
holds "every checksum is right" sh -c '
	grep -o "\"hash\": \"sha256:[0-9a-f]*" one/datapackage.json | sed "s/.*://" | sort >said
	(cd one && find . -type f ! -name datapackage.json -exec sha256sum {} + | sed "s/ .*//") | sort >are
	cmp said are'
holds "a traject has one pseudonym in all forms" sh -c '
	sed 1d one/data/ash.csv | cut -d, -f4 | sort -u >a
	sed 1d one/data/trajecten.list.csv | cut -d, -f1 | sort -u >b
	test -z "$(comm -23 a b)"'
if command -v jq >/dev/null; then
	holds "rows are counted" test "$(jq '.resources[] | select(.name == "ash") | .rows' one/datapackage.json)" -eq \
		"$(sed 1d one/data/ash.csv | wc -l)"
	holds "fields have their options and labels" jq -e '.resources[] | select(.name == "ash") | .schema.fields[]
		| select(.name == "gezinstype") | .constraints.enum[0] == "alleenstaand"
		and .labels.alleenstaand == "Eenoudergezin"' one/datapackage.json
	holds "... and the ends of scales" jq -e '.resources[] | select(.name == "nji-jeugdige") | .schema.fields[]
		| select(.name == "tevredenheid") | .constraints | .minimum == 1 and .maximum == 10' one/datapackage.json
	holds "keys hang together" jq -e '.resources[] | select(.name == "ash") | .schema
		| .primaryKey == "id" and .foreignKeys[0].reference.resource == "trajecten.list"' one/datapackage.json
	holds "all columns are described, in order" sh -c '
		jq -r "[.resources[] | select(.name == \"ash\") | .schema.fields[].name] | join(\",\")" one/datapackage.json >d
		head -n 1 one/data/ash.csv | cmp - d'
	jq -e '.spoedpeil.left_out.ash.draft' one/datapackage.json >/dev/null
	result $? "what stayed is in it too"
fi

# Free text and days.
want 0 "with free text" export --format package --yes --free-text --form ash -o text.zip
holds "... that is there" sh -c 'unzip -p text.zip data/ash.csv | grep -q "Bij Truus Zwart"'
holds "... and still no code and no name" sh -c '! unzip -p text.zip data/ash.csv | grep -q "ZK-77\|Wilhelmina"'
want 0 "with months for days" export --format package --yes --coarse-dates -o month.zip
holds "every day is the first" sh -c '
	! unzip -p month.zip "data/*.csv" | grep -qE "20[0-9]{2}-[0-9]{2}-(0[2-9]|[123][0-9])([,T]|$)"'
holds "... and every time the first" sh -c '! unzip -p month.zip "data/*.csv" | grep -qE "T[0-9:]*[1-9]"'

# What changed.
want 0 "a year" export --format package --yes --form ash --year 2025 -o y1.zip
id=$(run export --form ash --year 2025; sed 1d out | grep ,complete, | head -n 1 | cut -d, -f1)
other=$(run export --form ash --year 2025; sed 1d out | grep ,complete, | sed -n 2p | cut -d, -f1)
run export --form ash --year 2025 -o year.csv
SPOEDPEIL_NOW=2026-11-23T12:00:00
grep -e '^id' -e "^$other" year.csv | sed '2s/alleenstaand/XX/;2s/tweeouder/alleenstaand/;2s/XX/samengesteld/;2s/,1,0,/,0,1,/' >rows.csv
run import rows.csv
holds "one is changed" grep -q "1 veranderd" err
want 0 "one is withdrawn" data withdraw "$id" --reason dubbel
sed 's/ZK-77/ZK-78/' more.csv >rows.csv
want 0 "one is new" import rows.csv --form ash --add-names
want 0 "what changed since" export --format package --yes --form ash --year 2025 --since-last -o y2.zip
says "1 nieuw, 1 veranderd, 1 ingetrokken"
holds "only these are in it" test "$(unzip -p y2.zip data/ash.csv | sed 1d | wc -l)" -eq 2
holds "and the one that is taken back" test "$(unzip -p y2.zip data/withdrawn.list.csv | sed 1d | wc -l)" -eq 1
want 0 "and since then" export --format package --yes --form ash --year 2025 --since-last -o y3.zip
says "0 nieuw, 0 veranderd, 0 ingetrokken"
want 0 "all of it" export --format package --yes --form ash --year 2025 -o y4.zip
want 0 "and again" export --format package --yes --form ash --year 2025 -o y5.zip
holds "... is the same" cmp y4.zip y5.zip
holds "... with what was taken back" test "$(unzip -p y5.zip data/withdrawn.list.csv | sed 1d | wc -l)" -eq 1
want 0 "data check finds nothing" data check
want 1 "a delivery is written down, so the file must be open for that" \
	--read-only export --format package --yes -o ro.zip
want 1 "what cannot be written is not delivered" export --format package --yes --year 2024 -o /nowhere/x.zip
run -d practice.db --practice import more.csv --form ash --add-names
want 1 "practice stays" -d practice.db export --format package --yes -o p.zip

# A library that is not linked may be gone: what needs it says so.
mkdir broken
: >broken/libarchive.so.13
LD_LIBRARY_PATH=$work/broken want 1 "without its library no package is made" \
	export --format package --yes --year 2024 -o gone.zip
says "libarchive13"
holds "... and no file" test ! -e gone.zip
finish
