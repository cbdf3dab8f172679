#!/bin/sh
# Any size, at any moment, and a file that changes meanwhile.
. "${srcdir:?}/tests/tty/tty.sh"

begin LINES=24 COLUMNS=80 --
wait_for "Er is nog geen traject"
mux resize-window -x 50 -y 12
check "too small is said" "Het scherm is te klein"
mux resize-window -x 100 -y 30
check "and it comes back, though LINES and COLUMNS are set" "Ctrl-Q stop"
for size in 1x1 200x60 3x40 79x15 60x16 80x24; do
	mux resize-window -x "${size%x*}" -y "${size#*x}"
done
check "many sizes in a row" "Er is nog geen traject"
type n
wait_for "Bij welke organisatie"
type Utr
mux resize-window -x 40 -y 10
wait_for "te klein"
mux resize-window -x 80 -y 24
check "a question survives it" "Typ een naam: Utr"
keys Escape
wait_for "Ctrl-Q stop"

beside demo --records 5 || sed 's/^/# /' "$place/errors"
check "what another process writes is seen without a key" "> T-2024-"
keys C-q
check "and it ends well" "ended with 0"
check_restored "with the terminal as it was"
echo "1..$n"
