#!/bin/sh
# form check, list and show.
. "${srcdir:?}/tests/cli/lib.sh"

mkdir own later
cat >own/eigen.yaml <<END
form: eigen
version: 1.0
title: Eerder
per: traject
sections:
- name: een
  label: Een
  fields:
  - {name: tekst, type: text, label: Tekst}
END
sed 's/Eerder/Later/' own/eigen.yaml >later/eigen.yaml

want 0 "the forms that come with the program" form list
for form in ash@3.0 ash@2.0 nji-professional@1.0 nji-jeugdige@1.0 \
	nji-ouder@1.0 traject@1.0; do
	prints "$form"
done
want 0 "forms of one's own beside them" --forms own form list
prints "eigen@1.0"
prints "ash@3.0"
want 0 "forms of one's own that the others cannot live with" \
	--forms "$alles" form list
prints "alles@1.10"
holds "... leave those out" sh -c '! grep -q ash out'
holds "... with one line" test "$(wc -l <err)" -eq 1
want 0 "a form of one's own in place of another" --forms own --forms later \
	form show eigen
prints "Later"
want 1 "a directory that is not there" --forms "$work/none" form list

want 0 "a form in words" form show ash@2.0
prints "c4b: score"
prints "2.0"
want 0 "the newest version" form show ash
prints "ash@3.0"
want 0 "a form in English" --lang en form show ash
prints "ASH quality measurement 3.0"
want 0 "a form as JSON" form show ash --format json
prints '"form": "ash"'
prints '"name": "c4b"'
if command -v python3 >/dev/null; then
	holds "... that can be read" python3 -m json.tool out
fi
want 0 "every part of a form" --forms "$alles" form show alles
prints "hours(traject.binnen, gesprek) > 24"
prints "CASE WHEN"
want 1 "a form that is not there" form show hsa
says "hsa"
want 1 "a form that is nearly there" form show nji-oudr
says "nji-ouder"
want 2 "a form as CSV" form show ash --format csv

want 0 "a form on paper" form print ash
holds "... with a box and a code for every answer" \
	grep -q '^4b  *Tussentijds advies over vervolghulp$' out
prints "[ ] 1 behaald   [ ] 0 niet behaald   [ ] - niet gescoord"
prints "Alleen als “Wat voor gezin is het?” is “Ander soort gezin, namelijk”"
holds "... that fits on the sheet" test "$(LC_ALL=C.UTF-8 wc -L <out)" -le 76
want 0 "a form on paper in English" --lang en form print ash@2.0
prints "Code of the traject"
want 0 "rows are there more than once" form print nji-jeugdige
prints "Doel 3"
prints "1 is: Helemaal nutteloos"
holds "... and what is not known yet is left open" grep -q "als doel afgesproken: \.\.\." out
want 0 "conditions in words" --forms "$alles" --lang en form print alles
prints "Only when question 1 is “Ergens anders”"
prints "Only when traject.soort IS NOT 'lang'"
holds "what is worked out is not asked" sh -c '! grep -q dagen_nog: out'
want 0 "a form on paper as a page" form print ash --format html -o ash.html
holds "... that is well-formed" sh -c \
	'sed 1d ash.html | awk -f "$srcdir/tests/html/wellformed.awk"'
# A form in which every text turns the line round.
turned=$(printf '\342\200\256')
mkdir turned
cat >turned/om.yaml <<END
form: om
version: 1.0
title: om${turned}titel
per: traject
hint: om${turned}hint
missing: {r: {key: "-", label: om${turned}reden}}
sections:
- name: s
  label: om${turned}deel
  missing: [r]
  fields:
  - {name: a, type: score, label: om${turned}score, hint: om${turned}hint}
  - {name: b, type: scale, from: 1, to: 3, low: om${turned}laag, high: om${turned}hoog, label: B}
  - {name: c, type: select_one, label: C, options: {p: {label: om${turned}keuze, heading: om${turned}kop}}}
  - {name: d, type: text, label: D}
measures:
  m: {label: om${turned}maat, items: [a]}
counts:
- {rule: "d <> 'om${turned}regel'", message: om${turned}telt}
END
for command in "show om" "print om" "print om --format html" "list"; do
	want 0 "form $command of one that turns the line" --forms turned form $command
	prints "om$(printf '\357\277\275')titel"
	holds "... is not obeyed" sh -c "! LC_ALL=C grep -qF '$turned' out"
done
want 2 "a form on paper as JSON" form print ash --format json
want 1 "paper of a form that is not there" form print hsa

for file in "$srcdir"/forms/*.yaml; do
	want 0 "$(basename "$file") is good" form check "$file"
done
want 0 "several files" form check "$srcdir"/forms/ash-2.0.yaml \
	"$srcdir"/forms/ash-3.0.yaml
holds "... with a line each" test "$(wc -l <out)" -eq 2

sed 's/^    required: true/    reqiured: true/' \
	"$srcdir/forms/ash-3.0.yaml" >bad.yaml
want 3 "a form with a mistake is refused" form check bad.yaml
line=$(grep -n reqiured bad.yaml | head -n 1 | cut -d: -f1)
holds "... with its file and line" grep -q "^bad.yaml:$line:[0-9]*: " err
says "required"
printf 'form: [\n' >broken.yaml
want 3 "a file that is not YAML" form check broken.yaml
holds "... with its place" grep -q "^broken.yaml:[0-9]*:[0-9]*: " err
want 1 "a file that is not there" form check nowhere.yaml
says "nowhere.yaml"
want 3 "a good and a bad one" form check "$srcdir/forms/ash-2.0.yaml" bad.yaml
want 1 "a bad one and one that is not there" form check bad.yaml nowhere.yaml
sed 's/due: {field: einde/due: {field: eind/' "$srcdir/forms/programme.yaml" >p.yaml
want 3 "a programme with a mistake" form check p.yaml
holds "... with its file and line" grep -q "^p.yaml:[0-9]*:[0-9]*: " err
sed 's/c5a: 89/c5z: 89/' "$srcdir/forms/benchmarks.yaml" >b.yaml
want 3 "published figures with a mistake" form check b.yaml
holds "... with its file and line" grep -q "^b.yaml:[0-9]*:[0-9]*: " err
sed 's/c5a: {met/c5z: {met/' "$srcdir/forms/demo.yaml" >d.yaml
want 3 "chances with a mistake" form check d.yaml
holds "... with its file and line" grep -q "^d.yaml:[0-9]*:[0-9]*: " err
for page in man man/nl; do
	awk '/^\.Bd -literal$/ { on = 1; next } on && /^\.Ed/ { exit } on' \
		"$srcdir/$page/spoedpeil-form.5" >small.yaml
	want 0 "the form that $page/spoedpeil-form.5 begins with is good" form check small.yaml
	prints "4 vragen"
done
printf 'form: \377\n' >latin.yaml
want 3 "a file that is not UTF-8" form check latin.yaml
: >empty.yaml
want 3 "an empty file" form check empty.yaml
head -c 3000 /dev/urandom >noise.yaml
run form check noise.yaml
holds "noise is refused" test "$status" -ne 0 -a "$status" -lt 4

finish
