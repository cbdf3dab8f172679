#!/bin/sh
# However many keys: what it holds in memory does not grow.  With LONG=1 a
# hundred thousand.  The sanitizers keep what is freed: there the same keys only
# must end well.
. "${srcdir:?}/tests/tty/tty.sh"

beside demo --records 40
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$process/status"; }

# press TIMES KEY...: all of them, that many times.
press() {
	times=$1
	shift
	while [ "$times" -gt 0 ]; do
		keys "$@"
		times=$((times - 1))
	done
	heard
}

# stays NAME KEY...: ten keys, over and over.  What is made once, when a thing is
# seen for the first time, may come late: 200 kB.
stays() {
	name=$1
	shift
	press 200 "$@"
	before=$(resident)
	press "${turns:?}" "$@"
	after=$(resident)
	if [ -n "$sanitized" ] || [ $((after - before)) -le 200 ]; then
		say ok "$name: it does not grow"
	else
		say "not ok" "$name: it does not grow"
		echo "# $before kB, then $after kB"
	fi
}

sanitized=$(grep -l __asan_init "${PROG:?}" || :)
if [ -n "${LONG:-}" ]; then turns=10000; else turns=500; fi
begin --
wait_for "demobestand"
process=$(pid)
process=${process% }
stays "the list" Down Down Down Up C-p s Escape Down F1 Up
type s
wait_for "Behandelgetrouwheid"
stays "the figures" 2 Down 3 Down 4 5 Down 7 1 Down
keys Escape
wait_for "demobestand"
keys Enter
wait_for "Traject T-2024"
keys Down Enter
wait_for "Wat voor gezin"
stays "a form" Down Down Up F1 F1 Down Up C-n Up Down
keys C-q
check "and it leaves" "ended with 0"
echo "1..$n"
