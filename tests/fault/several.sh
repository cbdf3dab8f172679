#!/bin/sh
# Eight writers and two summary screens on one file: no record is lost, no error
# is shown, and the screens follow.  A few seconds, or two minutes with LONG=1.
. "${srcdir:?}/tests/fault/fault.sh"

seconds=4
[ -z "${LONG:-}" ] || seconds=120
"$PROG" -d start.db demo --records 1 >/dev/null 2>&1
"$PROG" -d start.db export --form ash -o one.csv 2>/dev/null
sed -n 1p one.csv >header.csv
row=$(sed -n 2p one.csv | sed 's/^[^,]*,//; s/,[0-9a-f-]*,\([0-9T:-]*\),1,/,,\1,1,/')

# The first makes the file, its forms and its names.
one() { printf ',%s\n' "$row" | sed "s/,T-[0-9-]*,/,$1,/" | cat header.csv -; }
one T-0 >first.csv
"$PROG" -d file.db import --add-names first.csv >out 2>&1
result $? "a record to begin with" out

# writer N: records of its own until the time is up; how many went in.
writer() {
	until=$(($(date +%s) + seconds)) n=0
	while [ "$(date +%s)" -lt "$until" ]; do
		n=$((n + 1))
		one "T-$1-$n" >"row$1.csv"
		"$PROG" -d file.db import "row$1.csv" >>"said$1" 2>>"err$1" ||
			echo "row $n" >>"failed$1"
	done
	echo $n >"written$1"
}

# screen_shows PATTERN: does it come on the screen of this one of the two?
screen_shows() {
	tries=0
	until tmux -L "$server-$i" capture-pane -p | grep -q "$1"; do
		tries=$((tries + 1))
		[ $tries -lt 1200 ] || return 1
		sleep 0.1
	done
}

# Two who look: their screens are kept as they come.
if command -v tmux >/dev/null; then
	server=several-$$
	for i in 1 2; do
		tmux -L "$server-$i" -f /dev/null new-session -d -x 80 -y 24 \
			"env LC_ALL=C.UTF-8 '$PROG' -d '$work/file.db'"
		screen_shows "F1 hulp" || :
		tmux -L "$server-$i" send-keys s
		screen_shows "Behandelgetrouwheid" || :
	done
fi
for i in 1 2 3 4 5 6 7 8; do writer $i & done
wait

total=0 failed=0
for i in 1 2 3 4 5 6 7 8; do
	total=$((total + $(cat written$i)))
	[ ! -s failed$i ] || failed=$((failed + $(wc -l <failed$i)))
done
[ $failed -eq 0 ]
result $? "no error was shown in $total records by eight writers" err1
there=$("$PROG" -d file.db list --form ash --format csv | grep -c "^[0-9a-f]")
[ "$there" -eq $((total + 1)) ]
result $? "all $there records are there"
"$PROG" -d file.db data check >out 2>&1
result $? "the file is whole" out
if command -v tmux >/dev/null; then
	for i in 1 2; do
		screen_shows "\b$there\b" || :
		tmux -L "$server-$i" capture-pane -p >screen
		grep -q "\b$there\b" screen
		result $? "screen $i followed, without a key" screen
		tmux -L "$server-$i" send-keys C-q
		tmux -L "$server-$i" kill-server 2>/dev/null
	done
fi
finish
