#!/bin/sh
# Whatever ends it, the terminal is given back.
. "${srcdir:?}/tests/tty/tty.sh"

for one in TERM:143 HUP:129 INT:130 QUIT:131 ABRT:134 USR1:138 XCPU:152; do
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
keys F1
wait_for "Er is nog geen traject"
process=$(pid)
process=${process% }

# No shell is there to let it go on, or it is told to go on at once.
kill -TSTP $process
keys F1
check "where nobody could let it go on, it is not stopped" "Toetsen die hier werken"
keys F1
wait_for "Er is nog geen traject"
kill -TSTP $process
kill -CONT $process
keys F1
check "told to stop and to go on at once, it goes on" "Toetsen die hier werken"
keys F1
wait_for "Er is nog geen traject"

# Another program has the terminal while it stands still.
tty=$(mux display-message -p '#{pane_tty}')
kill -STOP $process
printf 'GEKLADDER' >"$tty"
stty sane <"$tty"
shows GEKLADDER || true
kill -CONT $process
gone GEKLADDER || true
printf 'GEKLADDER' >"$tty"
shows GEKLADDER || true
keys C-l
if gone GEKLADDER; then say ok "Ctrl-L draws everything anew"
else say "not ok" "Ctrl-L draws everything anew"; fi
keys F1
check "the picture and the modes are its own again" "Toetsen die hier werken"
keys F1
wait_for "Er is nog geen traject"
keys C-q
check "and it still leaves" "ended with 0"
check_restored "with the terminal as it was"

# A shell has it as its job.
modes() { mux display-message -p '#{alternate_on}#{cursor_flag}#{keypad_flag}#{keypad_cursor_flag}'; }
as_job=y
begin --
wait_for "Er is nog geen traject"
had=$(modes)
kill -TSTP $(pid)
check "stopped, the shell has the terminal" "it stands still"
[ "$(modes)" = 0100 ] && given=ok || given="not ok"
say "$given" "which is as it was"
keys Enter
check "gone on, it draws itself again" "Er is nog geen traject"
keys F1
check "and takes keys" "Toetsen die hier werken"
[ "$(modes)" = "$had" ] && again=ok || again="not ok"
say "$again" "in the modes it had"
keys F1
wait_for "Er is nog geen traject"
keys C-q
check "and ends" "ended with 0"
as_job=

begin -- --plain
wait_for "/hulp"
keys C-z
type /hulp
keys Enter
check "line by line it is not stopped either where nobody is" "Opdrachten die hier werken"
type /stoppen
keys Enter
check "and ends" "ended with 0"

# A terminal that takes nothing more: a connection that hangs.
for arguments in "" --plain; do
	begin -- $arguments
	if [ -z "$arguments" ]; then wait_for "Er is nog geen traject"
	else wait_for "/hulp"; fi
	process=$(pid)
	process=${process% }
	emulator=$(mux display-message -p '#{pid}')
	[ -z "$arguments" ] || {
		mux set-buffer "$(yes /hulp | head -n 400)"
		mux paste-buffer
	}
	kill -STOP $emulator
	i=0
	while [ $i -lt 200 ] && [ -z "$arguments" ]; do
		kill -CONT $process # it draws everything
		i=$((i + 1))
		sleep 0.005
	done
	kill -TERM $process
	tries=0
	while kill -0 $process 2>/dev/null && [ $tries -lt 100 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	if [ $tries -lt 100 ]; then
		say ok "a terminal that takes nothing does not keep it${arguments:+ ($arguments)}"
	else
		say "not ok" "a terminal that takes nothing does not keep it${arguments:+ ($arguments)}"
		kill -KILL $process
	fi
	kill -CONT $emulator
	# Line by line the shell has the rest of what was typed, and echoes it.
	[ -n "$arguments" ] || wait_for "ended with"
done
echo "1..$n"
