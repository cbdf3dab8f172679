#!/bin/sh
# Nothing in a package says who it is about, wherever people wrote it: as a
# number, a day, a text, a remark, a reason, a code, or in the choice itself.
. "${srcdir:?}/tests/cli/lib.sh"

command -v unzip >/dev/null || { echo "1..0 # SKIP no unzip"; exit 0; }

mkdir own
cp "$srcdir"/forms/*.yaml own
cat >own/eigen.yaml <<'END'
form: eigen
version: 1.0
title: Van onszelf
per: jeugdige
missing: {weet_niet: {key: w, label: weet niet}}
sections:
- name: s
  label: S
  fields:
  - {name: nummer, type: integer, label: Nummer}
  - {name: kort, type: integer, label: Nummer zonder nul}
  - {name: breuk, type: decimal, label: Nummer}
  - {name: dag, type: date, label: Een dag}
  - {name: moment, type: datetime, label: Een moment}
  - {name: dagnummer, type: calculate, as: integer, label: Dag, calculation: "CAST(replace(jeugdige.geboortedatum, '-', '') AS INTEGER)"}
  - {name: dagtekst, type: calculate, as: date, label: Dag, calculation: jeugdige.geboortedatum}
  - {name: tekst, type: text, label: Tekst, lines: 3}
  - {name: wie, type: text, label: Wie, list: medewerker}
  - {name: score, type: score, label: Score, checks: [{soft: score = 1, message: Klopt dat?}]}
  - {name: gewoon, type: integer, label: Een gewoon getal}
- name: r
  label: R
  fields:
  - name: rij
    type: repeat
    label: Rijen
    fields:
    - {name: rtekst, type: text, label: Tekst}
    - {name: rnummer, type: integer, label: Nummer}
END
# What was a text is a choice since.
for version in 1.0 2.0; do
	case $version in
	1.0) type="type: text" ;;
	2.0) type="type: select_one, options: {ja: Ja, nee: Nee}" ;;
	esac
	cat >own/anders-$version.yaml <<END
form: anders
version: $version
title: Anders
per: traject
sections:
- name: s
  label: S
  fields:
  - {name: antwoord, $type, label: Antwoord}
END
done
own="--forms own"
cat >zaak.csv <<'END'
traject,organisatie,team,medewerker,aanmelding,start,einde,crisis,voorziening,toestemming_benchmark,toestemming_onderzoek,jeugdige/1/kenmerk,jeugdige/1/geboortedatum,remark/crisis
ZK-77/9,De Brug,Rood,Wilhelmina Vermeer,2025-03-01T10:00,2025-03-01T20:00,2025-03-29,ja,ja,ja,ja,PIETJE-B,2012-03-04,Buurvrouw Truus belde
ZK-88/1,De Brug,Rood,Wilhelmina Vermeer,2025-03-01T10:00,2025-03-01T20:00,2025-03-29,ja,ja,ja,ja,KEESJE-C,2013-11-09,
END
cat >eigen.csv <<'END'
traject,organisatie,jeugdige,medewerker,nummer,kort,breuk,dag,moment,tekst,wie,score,reason/score,remark/gewoon,gewoon,rij/1/rtekst,rij/1/rnummer,rij/2/rtekst,rij/3/rtekst
ZK-77/9,De Brug,PIETJE-B,Wilhelmina Vermeer,123456782,12345672,123456782.0,2012-03-04,2012-03-04T10:00,"Over zk-77/9, BSN 1234.56.782, geboren 4-3-2012",Wilhelmina Vermeer,1,Volgens Wilhelmina Vermeer,Pietje-B heet eigenlijk anders,4242,Jan van 04-03-2012,123456782,gebeld met ZK-77/9,om 10 123456782 12-3
ZK-88/1,De Brug,KEESJE-C,Wilhelmina Vermeer,7,8,1.5,2020-01-01,2020-01-01T10:00,Niets bijzonders,Wilhelmina Vermeer,0,,Niets,4343,Weinig,9,,
END
cat >ash.csv <<'END'
traject,organisatie,medewerker,gezinstype,gezinstype_anders,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b,remark/c1,reason/c4b
ZK-77/9,De Brug,Wilhelmina Vermeer,anders,Bij oma Truus,1,1,1,1,1,1,1,1,1,1,1,1,1,Gebeld met Piet 123456782,Zo is het
END
cat >anders.csv <<'END'
traject,organisatie,version,antwoord
ZK-77/9,De Brug,1.0,Bij buurvrouw Truus
ZK-88/1,De Brug,2.0,nee
END
# shellcheck disable=SC2086 # an option and its argument
{
	want 0 "a traject" $own import zaak.csv --form traject --add-names
	want 0 "a form of our own, full of what should stay" $own import eigen.csv --form eigen --add-names
	want 0 "a measurement" $own import ash.csv --form ash
	want 0 "one form in two versions" $own import anders.csv --form anders
	for form in traject eigen ash; do
		run $own export --form $form -o $form.out
	done
}
holds "it is all there" grep -q '123456782,12345672,123456782' eigen.out
holds "... also what was calculated" grep -q ',20120304,2012-03-04,' eigen.out

# Whatever of the first traject or of people in it would tell.
cat >secrets <<'END'
ZK-77
ZK-88
PIETJE
KEESJE
Wilhelmina
Vermeer
Truus
heet eigenlijk
123456782
1234.56.782
12345672
2012-03-04
20120304
4-3-2012
04-03-2012
2013-11-09
20131109
END
for form in traject eigen ash; do
	cells id $form.out
	cells revision $form.out
done | grep -x '[0-9a-f-]\{36\}' >>secrets
sqlite3 -readonly file.db "SELECT value FROM note WHERE name = 'pseudonym_key'" 2>/dev/null | grep . >>secrets
sqlite3 -readonly file.db "
	SELECT lower(substr(hex(uuid), 1, 8) || '-' || substr(hex(uuid), 9, 4)
	 || '-' || substr(hex(uuid), 13, 4) || '-' || substr(hex(uuid), 17, 4)
	 || '-' || substr(hex(uuid), 21)) FROM traject" 2>/dev/null | grep . >>secrets
# Who made it, and where.
printf '%s\n%s\n' "$work" "$(uname -n)-$$" >>secrets
holds "there are secrets" test "$(wc -l <secrets)" -gt 24

# clean NAME OPTION...: a package that says nothing, byte for byte.
clean() {
	name=$1
	shift
	# shellcheck disable=SC2086 # an option and its argument
	want 0 "package $name" $own export --format package --yes -o "$name.zip" "$@"
	rm -rf inside
	mkdir inside
	unzip -q "$name.zip" -d inside
	unzip -Zv "$name.zip" >inside/zip.txt
	found=$(grep -raiFl -f secrets inside "$name.zip")
	[ -z "$found" ] || grep -raioFh -f secrets inside "$name.zip" | sort | uniq -c | head | sed 's/^/# /'
	holds "... tells nothing" test -z "$found"
	holds "... nor do the names in the zip" sh -c "! unzip -Z1 $name.zip | grep -qiF -f secrets"
	holds "... nor when, or on what machine, it was made" sh -c "! grep -q 'apparent file type.*unknown' inside/zip.txt &&
		test \"\$(grep 'file last modified on' inside/zip.txt | sort -u | wc -l)\" -eq 1"
	holds "... and is not empty" grep -q "$(case $* in *research*) echo ash ;; *) echo 4343 ;; esac)" inside/data/*.csv
}
clean plain
says "waarin een BSN, een code, een naam of een geboortedatum te vinden is"
holds "what tells nothing has left" grep -q ',4242,' inside/data/eigen.csv
clean months --coarse-dates
# Who asks for texts is asked to read them: a name that the file does not know
# cannot be found.
cp secrets all
grep -v Truus all >secrets
clean texts --free-text
cp all secrets
holds "texts that tell nothing have left" grep -q "Niets bijzonders" inside/data/eigen.csv
clean worker --medewerker "Wilhelmina Vermeer"
clean org --organisatie "De Brug" --team Rood
clean research --purpose research
want 0 "what was left out does not come in again" -d central.db import plain.zip --add-names
# shellcheck disable=SC2086
run $own -d central.db export --form eigen
holds "... as an answer" grep -q ',4242,' out
holds "... the others stayed" sh -c '! grep -qiF -f secrets out'

# Taken back, and changed.
id=$(cells id eigen.out | sed -n 1p)
# shellcheck disable=SC2086
run $own data withdraw "$id" --reason "Truus wil het niet"
# shellcheck disable=SC2086
run $own export --format package --yes --since-last -o since.zip
mkdir since
unzip -q since.zip -d since
holds "what is taken back tells nothing" sh -c '! grep -raiqF -f secrets since since.zip'
holds "... but that it is" test "$(sed 1d since/data/withdrawn.list.csv | wc -l)" -eq 1

# A delivery for the CBS has the BSN, and so is no package; as one it has none.
cat >cbs.csv <<'END'
traject,organisatie,jeugdige,bsn,geboortedatum,geslacht,postcode,verwijzer,hulpvorm,crisis,aanvang
ZK-88/1,De Brug,KEESJE-C,123456782,20131109,vrouw,1234AB,huisarts,netwerk,ja,2025-03-01
END
# shellcheck disable=SC2086
want 0 "the form of the CBS" $own import cbs.csv --form cbs
for option in "" --free-text; do
	# shellcheck disable=SC2086
	want 0 "in a package $option" $own export --format package --purpose cbs --yes $option -o cbs.zip
	rm -rf cbs
	mkdir cbs
	unzip -q cbs.zip -d cbs
	holds "... the row is there" test "$(sed 1d cbs/data/cbs.csv | wc -l)" -eq 1
	[ -z "$option" ] || grep -v Truus all >secrets
	holds "... without who it is" sh -c '! grep -raiqF -f secrets cbs cbs.zip'
done
finish
