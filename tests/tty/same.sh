#!/bin/sh
# The same paper, keyed in the full screen, said line by line and taken in from a
# file, is the same record.
. "${srcdir:?}/tests/tty/tty.sh"

# record: its head and answers, but for what is of one file: id, revision and
# the moment it was changed.
record() {
	beside export --form ash | awk -F, -v OFS=, '
		NR == 1 { for (i = 1; i <= NF; i++) own[i] = $i ~ /^(id|revision|changed)$/ }
		NR == 1 || $4 == "T-PAPIER" {
			for (i = 1; i <= NF; i++) if (own[i]) $i = ""
			print }' >"$1"
}
fresh() { rm -f "$place"/file.db* && cp "$place/empty" "$place/file.db"; }

beside demo --records 3 --seed 7
cp "$place/file.db" "$place/empty"

begin --
wait_for "demobestand"
new_traject T-PAPIER
blocks_from_paper
type 111
wait_for "> 3b "
type -
wait_for "> 3c "
type 111011
wait_for "> 5b "
type 011
wait_for "> 6 "
type 1
wait_for "Welke vervolghulp"
type 3
keys F9
wait_for "Op welke dag"
keys Enter
wait_for "Klaar en bewaard"
keys C-q
wait_for "ended with 0"
record "$place/screen"
beside export --form ash >"$place/all.csv"

fresh
printf '%s\n' nieuw 1 1 1 T-PAPIER 2 2 "1 6" "1 3" 1 1 1 - 1 1 1 0 1 1 \
	0 1 1 1 3 klaar "" stop | beside --plain >"$place/said"
record "$place/lines"

fresh
awk -F, -v OFS=, 'NR == 1 || $4 == "T-PAPIER" { if (NR > 1) $1 = ""; print }' \
	"$place/all.csv" >"$place/one.csv"
beside import --form ash "$place/one.csv" >/dev/null
record "$place/import"

[ "$(wc -l <"$place/screen")" = 2 ] && one=ok || one="not ok"
say "$one" "the full screen made one record"
for way in lines import; do
	if cmp -s "$place/screen" "$place/$way"; then
		say ok "$way: the same record"
	else
		say "not ok" "$way: the same record"
		diff "$place/screen" "$place/$way" | sed 's/^/# /'
		tail -n 12 "$place/said" | sed 's/^/# /'
	fi
done
echo "1..$n"
