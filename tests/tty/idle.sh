#!/bin/sh
# A screen at which nobody does anything costs nothing, and yet shows what others
# write: no thread, no second process, and not woken once.
. "${srcdir:?}/tests/tty/tty.sh"

# woken: how often it had waited until now.
woken() { sed -n 's/^voluntary_ctxt_switches:[[:space:]]*//p' "/proc/$program/status"; }

# rests: does it come to rest, and does it stay so for two seconds?
rests() {
	tries=0
	while before=$(woken) && sleep 0.5 && [ "$(woken)" != "$before" ]; do
		tries=$((tries + 10))
		[ $tries -lt $patience ] || return 1
	done
	sleep 2
	[ -n "$before" ] && [ "$(woken)" = "$before" ]
}

is_alone() {
	[ -z "$(cat "/proc/$program/task/$program/children")" ] &&
		[ "$(sed -n 's/^Threads:[[:space:]]*//p' "/proc/$program/status")" = 1 ]
}

beside demo --records 30 --seed 1
begin --
wait_for "trajecten"
program=$(pid)
program=${program% }
holds "the list is not woken" rests
holds "... and is one process, with one thread" is_alone

team=$(beside list --format csv | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "team") at = i }
	NR == 2 { print $at }')
beside data rename team "$team" Elders
check "what another process changes is there" "Elders"
holds "... and then it is not woken again" rests

type s
wait_for "Behandelgetrouwheid"
holds "the figures are not woken either" rests
holds "... and are one process, with one thread" is_alone
keys Escape
wait_for "trajecten"
keys Enter
wait_for "Formulier"
keys Enter
wait_for "ingevuld"
holds "nor is a question of a form" rests
holds "... with one process, and one thread" is_alone
keys C-q
check "it leaves" "ended with 0"
echo "1..$n"
