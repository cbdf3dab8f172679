#!/bin/sh
# From nothing to a completed form, and out.
. "${srcdir:?}/tests/tty/tty.sh"

begin --
check "an empty file says what to do" "Er is nog geen traject"
type n
wait_for "Bij welke organisatie werk je?"
type "Zoë Jeugdhulp"
keys Enter
wait_for "In welk team werk je?"
type Oost
keys Enter
wait_for "Wie ben je?"
type "J. de Vries"
keys Enter
wait_for "De code van het traject"
type T-1
keys Enter
check "a traject is made" "Traject T-1"
keys Down Enter
wait_for "Gezin"
keys F6
type 1
keys Enter
wait_for "> 1 "
type 1
check "a code goes on by itself" "> 2 "
type 1
check "and the scores follow" "2 van  2"
keys C-q
check "leaving is one key" "ended with 0"
check_restored "the terminal is as it was"

kept=$place/.cache/spoedpeil/glance
holds "what the next start needs of the forms is kept" test -s "$kept"
before=$(ls -i "$kept")

begin --
check "the next start knows the traject" "> T-1"
keys C-q
wait_for "ended with 0"
holds "what is kept is not written again" test "$(ls -i "$kept")" = "$before"

dd if="$kept" of="$place/half" bs=1000 count=2 2>/dev/null
cp "$place/half" "$kept"
begin --
check "what was kept and is broken keeps nobody from working" "> T-1"
keys C-q
wait_for "ended with 0"
if cmp -s "$place/half" "$kept"; then
	say "not ok" "and is made anew"
else
	say ok "and is made anew"
fi

for term in TERM=dumb TERM=nothing-like-it TERM= ACCESSIBLE=1; do
	begin $term --
	check "$term: line by line" "1: T-1, "
	type 1
	keys Enter
	check "$term: what is typed is taken" "Traject T-1"
	type stop
	keys Enter
	check "$term: and it ends" "ended with 0"
	check_restored "$term: with the terminal as it was"
done

begin -- --plain
wait_for "1: T-1, "
kill -TERM "$(pid)"
check "line by line it dies of a signal too" "ended with 143"

# A locale that this computer does not have, or none, is not a reason to lose ë.
for one in LC_ALL=nl_NL.UTF-8 "LC_ALL= LANG=" "LC_ALL= LANG=nl_NL.ISO-8859-1"; do
	# shellcheck disable=SC2086
	begin $one --
	wait_for "> T-1"
	keys F3
	type "Zoë €"
	check "${one}: ë and € are typed and shown" "Zoek: Zoë €"
	keys C-q
	wait_for "ended with 0"
done

begin LC_ALL=C --
check "without UTF-8 there is only ASCII" "> T-1"
if screen | LC_ALL=C grep -q '[^ -~]'; then
	say "not ok" "no byte beyond ASCII on that screen"
	note_screen
else
	say ok "no byte beyond ASCII on that screen"
fi
keys F3
mux set-buffer "Zoë"
mux paste-buffer -p -d
check "nor is a text taken of which a part would be lost" "Dat teken kan hier niet"
screen | grep -q "Zoek: *$" && empty=ok || empty="not ok"
say "$empty" "not half of it"
keys C-q
wait_for "ended with 0"
echo "1..$n"
