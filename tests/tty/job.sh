#!/bin/sh
# The main job: on a demo file, from a new traject to a figure that moved, here
# and in another process; and the same figures on paper.
. "${srcdir:?}/tests/tty/tty.sh"

# number KEY: the first number of that name in the summary of 2025.
number() {
	beside summary --form ash --year 2025 --format json |
		sed -n "s/.*\"$1\": *\([0-9][0-9.]*\).*/\1/p" | head -n 1
}

# same NAME WANTED GOT
same() {
	if [ "$2" = "$3" ]; then
		say ok "$1"
	else
		say "not ok" "$1"
		echo "# wanted $2, got $3"
	fi
}

# The codes of the paper, in its order.
fill_in_from_paper() {
	blocks_from_paper
	type 111
	wait_for "3 van  3 behaald  100 %"
	type 0
	wait_for "3 van  4 behaald   75 %"
	type 11111111
	wait_for "3 van  3 behaald"
	type 11
	wait_for "Welke vervolghulp"
	type 3
}

beside demo --records 40 --seed 7
before=$(number valid)

begin --
wait_for "demobestand"
new_traject T-PAPIER
fill_in_from_paper
check "the scores move with every code" "10 van 11 behaald   91 %"
check "and it says that it counts" "telt mee in de cijfers"
keys F9
wait_for "Op welke dag"
keys Enter
check "it is complete" "Klaar en bewaard; het telt mee in de cijfers"
keys Escape
check "the traject knows" "02-06-2025"
type s
check "the figures have the record in them" "91 %"
check "of this year" "n 1"
keys C-q
wait_for "ended with 0"
same "one more record counts" "$((${before:-0} + 1))" "$(number valid)"
same "the same figure on paper" "91" "$(number percent)"

# A second file of keys is not needed: import is another process, too.
begin --
wait_for "demobestand"
type s
wait_for "1 afgerond"
beside export --form ash --format csv -o "$place/all.csv"
awk -F, -v OFS=, 'NR == 1 { print; next }
	$4 == "T-PAPIER" { $1 = ""; $4 = "T-ANDER"; print }' \
	"$place/all.csv" >"$place/one.csv"
beside import --form ash "$place/one.csv" >/dev/null
check "the screen follows another process, without a key" "2 afgerond"
keys C-q
wait_for "ended with 0"
same "and so does the paper" "$((${before:-0} + 2))" "$(number valid)"
echo "1..$n"
