#!/bin/sh
# Keys as terminals send them, whatever TERM says: PuTTY, xterm, the Linux
# console, rxvt; the numeric keypad; a key in pieces; text that is pasted; and
# keys faster than anyone reads.
. "${srcdir:?}/tests/tty/tty.sh"

# escape TEXT: an escape and what follows, in one go.
escape() { mux send-keys -l "$(printf '\033%s' "$1")"; }

# Time enough for the rest of a key, on a machine that is busy.
begin ESCDELAY=2000 --
wait_for "Er is nog geen traject"
for f1 in OP '[11~' '[[A'; do
	escape "$f1"
	check "F1 as $f1" "Toetsen die hier werken"
	escape "$f1"
	wait_for "Er is nog geen traject"
done
type n
wait_for "Bij welke organisatie"
for one in '[H 1' '[1~ 2' '[7~ 3' OH\ 4; do
	escape "${one% *}"
	type "${one#* }"
done
check "Home in four ways" "4321"
for one in '[F a' '[4~ b' '[8~ c' OF\ d; do
	escape "${one% *}"
	type "${one#* }"
done
check "End in four ways" "4321abcd"
for one in Op Oq Or Os Ot Ou Ov Ow Ox Oy Om On; do
	escape "$one"
done
check "the numeric keypad as PuTTY sends it" "4321abcd0123456789-."
escape OM
check "and its Enter" "In welk team"
type Oost
escape '[D'
escape '[D'
type X
check "arrows move in the text" "OoXst"

# In pieces: what comes first is not yet a key.
mux send-keys -H 1b
mux send-keys -H 5b 44
type Y
check "an arrow in pieces is an arrow" "OoYXst"
for one in '[25;5~' '[27;5;9~' '[?1;2c' '[<0;10;10M' O5P; do
	escape "$one"
done
type Z
check "a key that nobody knows types nothing" "OoYZXst"
keys BSpace

# raw BYTES: as printf writes them, past what tmux makes of keys.
raw() {
	# shellcheck disable=SC2059
	printf "$1" >"$place/bytes"
	mux load-buffer "$place/bytes"
	mux paste-buffer -d
}
raw 'Z\353'
check "bytes that are no UTF-8 are told" "Dat teken kwam niet goed over"
check "and what was typed before them is kept" "OoYZXst"
keys BSpace

mux set-buffer "$(printf 'ge\001plakt\033[31m\r\ntekst')"
mux paste-buffer -p -d
check "what is pasted is text, on one line, and sends nothing" "OoYgeplakt"
wait_for "In welk team"
keys Enter
wait_for "Wie ben je?"
type Jan
keys Enter
wait_for "De code van het traject"
type T-1
keys Enter
wait_for "Traject T-1"
keys Down Enter
wait_for "Wat voor gezin"
keys F6
type 1
keys Enter
wait_for "> 1 "

# Fourteen scores and four hundred keys at once: each is taken, in order.
type 1
wait_for "> 2 "
escape '	'
check "Shift-Tab as the Linux console sends it" "> 1 "
type 10101010101010
check "codes typed ahead are all taken" "Welke vervolghulp"
mux send-keys -N 400 Up
check "and so are four hundred keys" ">      Wat voor gezin"
mux send-keys -N 17 Down
check "in order" ">      Welke vervolghulp"
keys C-q
check "it leaves" "ended with 0"
check_restored "with the terminal as it was"

# Broken off for longer than an Esc waits; a slow machine joins the pieces.
begin ESCDELAY=10 --
wait_for "1 traject"
keys F3
type T
for rest in B '5~' '1;5D'; do
	mux send-keys -H 1b 5b
	sleep 0.1
	type "$rest"
done
type -
check "what comes too late of a key is no text" "Zoek: T-"
screen | grep -q "Zoek: T-[^ ]" && alone="not ok" || alone=ok
say "$alone" "not any of it"
# Nothing is found half way, and Enter is about what is found in the end.
raw 'zzz\177\177\1771\r'
check "a search that is typed ahead opens what it finds" "Traject T-1"
keys C-q
wait_for "ended with 0"
echo "1..$n"
