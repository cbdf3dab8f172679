#!/bin/sh
# Packages: onto a central file, newer ones, and those that somebody made with
# bad intentions.
. "${srcdir:?}/tests/cli/lib.sh"

command -v unzip >/dev/null && command -v zip >/dev/null ||
	{ echo "1..0 # SKIP no zip and unzip"; exit 0; }

run -d made.db demo --records 30 --seed 11
for form in traject ash nji-professional; do
	run -d made.db export --form $form -o $form.csv
	run -d real.db import $form.csv --add-names
done
want 0 "a package" -d real.db export --format package --yes -o one.zip

# all FILE: everything in it.
all() {
	for form in traject ash nji-professional; do
		run -d "$1" export --all --form $form
		cat out
	done
}

# Onto a central file.
want 3 "names of organisations must be known" -d central.db import one.zip
says "--add-names"
want 0 "a package goes in" -d central.db import one.zip --add-names
says " 0 geweigerd"
before=$(all central.db | cksum)
want 0 "and again" -d central.db import one.zip
says " 0 nieuw, 0 veranderd"
holds "... changes nothing" test "$(all central.db | cksum)" = "$before"
want 0 "data check finds nothing" -d central.db data check
unzip -qo one.zip -d one
run -d central.db export --form ash
cut -d, -f1,4,7,13,14 out | sort >there
cut -d, -f1,4,7,13,14 one/data/ash.csv | sort >sent
holds "what was sent is there" cmp sent there
want 0 "the figures are those of the sender" -d central.db summary --form ash --format json
grep '"percent"' out >central
want 0 "... as far as they left" -d real.db summary --form ash --format json
holds "... all of them" test -s central
want 0 "a package into the file it came from" -d real.db import one.zip
says "uit dit bestand zelf"

# A newer one replaces, an older one does not.
SPOEDPEIL_NOW=2026-11-25T12:00:00
run -d real.db export --form ash -o ash.csv
grep -E '^id|,complete,' ash.csv | awk -F, -v OFS=, '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == "gezinstype") at = i }
	NR == 1 || NR == 3 || NR == 4 {
		if (NR > 1) { $14 = ""; $at = $at == "tweeouder" ? "alleenstaand" : "tweeouder" }
		print }' >mend.csv
run -d real.db import mend.csv
holds "two are mended" grep -q "2 veranderd" err
id=$(sed -n 5p ash.csv | cut -d, -f1)
run -d real.db data withdraw "$id" --reason dubbel
want 0 "what changed" -d real.db export --format package --yes --since-last -o two.zip
says "2 veranderd, 1 ingetrokken"
want 0 "goes in" -d central.db import two.zip
says " 0 nieuw, 3 veranderd"
after=$(all central.db | cksum)
holds "one is withdrawn there too" sh -c "\"$PROG\" -d central.db export --all --form ash | grep -q ,withdrawn,"
want 0 "the old one after the new one" -d central.db import one.zip
says "ouder"
holds "... changes nothing" test "$(all central.db | cksum)" = "$after"
want 0 "data check finds nothing" -d central.db data check
want 0 "both at once, in the other order" -d other.db import two.zip --add-names
want 0 "..." -d other.db import one.zip --add-names
run -d other.db export --form ash
sort out >a
run -d central.db export --form ash
sort out >b
holds "... give the same" cmp a b

# Changed there as well: a conflict.
want 0 "a central file" -d edited.db import one.zip --add-names
run -d edited.db export --form ash -o e.csv
key=$(unzip -p two.zip data/ash.csv | sed -n 2p | cut -d, -f1)
awk -F, -v OFS=, -v key="$key" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == "gezinstype") at = i; print }
	$1 == key { $14 = ""; $at = "samengesteld"; print }' e.csv >mend.csv
run -d edited.db import mend.csv
want 3 "what was changed there too is a conflict" -d edited.db import two.zip
says "veranderd hier en daar"
holds "... field by field" grep -q '^    gezinstype ' err
want 0 "--prefer decides" -d edited.db import two.zip --prefer theirs
want 0 "... once" -d edited.db import two.zip

# Bad intentions.
run -d central.db data info
cp central.db before.db
# bad TITLE WORDS: bad.zip is refused with these words, and nothing changes.
bad() {
	want 3 "$1" -d central.db import bad.zip --add-names
	says "$2"
	holds "... and the file is untouched" cmp central.db before.db
}
# seal: bad/ becomes bad.zip, with the sizes and checksums of now.
seal() {
	(cd bad && find . -type f ! -name datapackage.json | sed 's,^\./,,' |
		while read -r f; do
			sum=$(sha256sum "$f" | cut -d' ' -f1) bytes=$(wc -c <"$f")
			awk -v path="\"path\": \"$f\"" -v sum="$sum" -v bytes="$bytes" '
				index($0, path) { here = 2; print; next }
				here == 2 { sub(/[0-9]+/, bytes); here = 1; print; next }
				here == 1 { sub(/sha256:[0-9a-f]+/, "sha256:" sum); here = 0 }
				{ print }' datapackage.json >new && mv new datapackage.json
		done
		rm -f ../bad.zip && zip -q -X -r ../bad.zip .)
}
fresh() {
	rm -rf bad
	cp -r one bad
}
fresh
seal
want 0 "made again by hand it is good, with directories in it" -d central.db import bad.zip
head -c 3000 one.zip >bad.zip
bad "half of it" "beschadigd"
{ head -c 20000 one.zip; printf 'XXXXXXXX'; tail -c +20009 one.zip; } >bad.zip
bad "some bytes of it changed" "pakket"
printf 'PK\003\004rommel' >bad.zip
bad "the beginning of one" "beschadigd"
sed 's,data/ash.csv,../../ab.csv,g' one.zip >bad.zip
bad "a path upwards" "../../ab.csv"
sed 's,data/ash.csv,/tmp/abc.csv,g' one.zip >bad.zip
bad "a path from the root" "/tmp/abc.csv"
fresh
(cd bad && rm -f ../bad.zip && ln -s /etc/passwd data/link && zip -q -X -y -r ../bad.zip .)
bad "a link in it" "data/link"
fresh
echo x >bad/extra.txt
seal
bad "something that is not described" "extra.txt"
fresh
rm bad/forms/ash-3.0.yaml
seal
bad "something that is not there" "ash-3.0.yaml"
fresh
sed 's/,alleenstaand,/,samengesteld,/' one/data/ash.csv >bad/data/ash.csv
(cd bad && rm -f ../bad.zip && zip -q -X -r ../bad.zip .)
bad "another content than was sent" "controlesom"
fresh
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "c1") at = i } NR == 2 { $at = "x" } { print }' \
	one/data/ash.csv >bad/data/ash.csv
seal
bad "a score that is none" "c1"
fresh
sed 's/,complete,20/,complete,2x/' one/data/ash.csv >bad/data/ash.csv
seal
bad "a day that is none" "completed"
fresh
sed 's/,complete,/,finished,/' one/data/ash.csv >bad/data/ash.csv
seal
bad "a status that is none" "status"
fresh
awk -F, -v OFS=, 'NR == 2 { $15 = 1 - $15 } { print }' one/data/ash.csv >bad/data/ash.csv
seal
bad "a record that says it does not count" "counts"
fresh
sed '1s/c1,/c99,/' one/data/ash.csv >bad/data/ash.csv
seal
bad "a column that the form does not have" "c99"
fresh
sed 's/"name": "ash",/"name": "hsa",/' one/datapackage.json >bad/datapackage.json
seal
bad "a form that is not in it" "hsa"
fresh
echo 'form: [' >bad/forms/ash-3.0.yaml
seal
sed -i 's/"version": "3.0"/"version": "9.9"/' bad/datapackage.json
seal
bad "a form file that is none" "ash-3.0.yaml"
fresh
echo '{"profile": "tabular-data-package"' >bad/datapackage.json
(cd bad && rm -f ../bad.zip && zip -q -X -r ../bad.zip .)
bad "a descriptor that is no JSON" "JSON"
fresh
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "[" }' >bad/datapackage.json
(cd bad && rm -f ../bad.zip && zip -q -X -r ../bad.zip .)
bad "a descriptor that goes very deep" "JSON"
fresh
echo '{"name": "iets"}' >bad/datapackage.json
(cd bad && rm -f ../bad.zip && zip -q -X -r ../bad.zip .)
bad "a package of something else" "datapackage.json"
fresh
sed 's/"format": 1,/"format": 99,/' one/datapackage.json >bad/datapackage.json
seal
bad "a package of a newer program" "nieuwere"
mkdir bomb
head -c 60000000 /dev/zero >bomb/datapackage.json
(cd bomb && zip -q -X -9 ../bomb.zip datapackage.json)
cp bomb.zip bad.zip
bad "one that becomes far too large" "te groot"
rm -rf bomb
mkdir many
(cd many && seq 1 1100 | sed 's/^/f/' | xargs touch && zip -q -X -r ../many.zip .)
cp many.zip bad.zip
bad "thousands of files" "bestanden"
fresh
awk 'NR == 1 { print; next } NR == 2 { for (i = 0; i < 1000000; i++) print "T-" i * 7919 % 1000003 ",Oost" }' \
	one/data/trajecten.list.csv >bad/data/trajecten.list.csv
seal
bad "a million rows" "1000001"
fresh
sed '2s/^[0-9a-f-]*/geen-uuid/' one/data/ash.revisions.csv >bad/data/ash.revisions.csv
seal
bad "a revision that is none" "ash.revisions.csv"
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >bad.zip
bad "an empty zip" "pakket"
finish
