#!/bin/sh
# The lock of the full screen, in a real terminal.
. "${srcdir:?}/tests/tty/tty.sh"

begin --
wait_for "Er is nog geen traject"
keys M-p
wait_for "Een nieuwe pincode"
type 2468
keys Enter
wait_for "nog een keer"
type 2468
keys Enter
wait_for "hoeveel minuten"
keys Enter
check "a PIN is set" "heeft een pincode"
keys C-q
wait_for "ended with 0"
if grep -q 2468 "$place/.config/spoedpeil/config.yaml"; then
	say "not ok" "the settings do not show it"
else
	say ok "the settings do not show it"
fi

begin --
check "the next start is locked" "Typ je pincode"
keys C-q
check "and leaving works" "ended with 0"
check_restored "with the terminal as it was"

begin --
wait_for "Typ je pincode"
type 1111
keys Enter
check "a wrong PIN takes time" "Dat is niet de pincode; wacht 1 seconde"
# Until that second has passed the right one is answered to as well.
tries=0
until screen | grep -qF "Er is nog geen traject" || [ $tries -gt $patience ]; do
	heard
	type 2468
	keys Enter
	until screen | grep -qE "Er is nog geen traject|Wacht 1" ||
		[ $tries -gt $patience ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	tries=$((tries + 1))
done
check "and then the right one is taken" "Er is nog geen traject"
kill -TERM "$(pid)"
wait_for "ended with 143"

begin --
wait_for "Typ je pincode"
kill -HUP "$(pid)"
check "a hangup ends it locked as well" "ended with 129"

HOME=$place XDG_CONFIG_HOME= "$PROG" data pin >"$place/out" 2>&1
if grep -q "na 10 minuten" "$place/out"; then say ok "it can be asked"
else say "not ok" "it can be asked"; sed 's/^/# /' "$place/out"; fi
HOME=$place "$PROG" data pin --reset >"$place/out" 2>&1
begin --
check "and be taken away" "Er is nog geen traject"
keys C-q
wait_for "ended with 0"

echo "1..$n"
