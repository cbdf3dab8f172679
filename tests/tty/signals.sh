#!/bin/sh
# Whatever ends it, the terminal is given back.
. "${srcdir:?}/tests/tty/tty.sh"

for one in TERM:143 HUP:129 INT:130 QUIT:131 ABRT:134; do
	name=${one%:*}
	begin --
	wait_for "Er is nog geen traject"
	kill -"$name" "$(pid)"
	check "SIG$name ends it, and is what it died of" "ended with ${one#*:}"
	check_restored "and the terminal is as it was"
done

begin --
wait_for "Er is nog geen traject"
keys C-s C-c
check "Ctrl-S does not freeze and Ctrl-C does not end it" "Ctrl-Q bewaart waar je bent"
keys 'C-\'
keys C-z
keys F1
check "nor do the other keys that used to" "Toetsen die hier werken"
process=$(pid)
kill -TSTP $process
# It gives the terminal back first, and only then stops.
tries=0
until grep -q ') T ' "/proc/${process% }/stat" || [ $tries -ge 200 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
kill -CONT $process
keys F1
check "stopped and gone on, it draws itself again" "Er is nog geen traject"
keys C-q
check "and it still leaves" "ended with 0"
check_restored "with the terminal as it was"
echo "1..$n"
