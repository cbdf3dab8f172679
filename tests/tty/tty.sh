# tty.sh - the real program in a real terminal emulator; to be sourced
#
# A tmux of its own holds one window of 80x24.  Nothing waits for a time: each
# step waits for a text that only the awaited screen has.

set -eu
n=0
if ! command -v tmux >/dev/null; then
	echo "1..0 # SKIP no tmux"
	exit 0
fi
exec </dev/null
place=$(mktemp -d)
server=spoedpeil-$$
mux() { tmux -L "$server" -f /dev/null "$@"; }
end() {
	mux kill-server 2>/dev/null || true
	rm -rf "$place"
}
trap end EXIT

# How often it is looked for what is to come, twenty times a second and less often
# on a busy machine.  Who is waited for gets two minutes, until something failed.
patience=2400
say() {
	n=$((n + 1))
	echo "$1 $n - $2"
	[ "$1" = ok ] || patience=200
}
screen() { mux capture-pane -p; }
note_screen() { screen | sed 's/^/# /'; }

# holds NAME COMMAND...: one promise, that the command succeeds.
holds() {
	name=$1
	shift
	if "$@" >/dev/null 2>&1; then say ok "$name"; else
		say "not ok" "$name"
		note_screen
	fi
}

# on FILE ARGUMENT...: the program beside the window, on the same day or at $now;
# what it says is in $place/errors.
on() {
	with=$1
	shift
	env LC_ALL=C.UTF-8 HOME="$place" TZ=UTC SPOEDPEIL_NOW="${now:-2025-06-02T10:00}" \
		"${PROG:?}" -d "$with" "$@" 2>"$place/errors"
}

# beside ARGUMENT...: the same with the file of the window.
beside() { on "$place/file.db" "$@"; }

# edit TRAJECT FILE GEZINSTYPE MOMENT: its record is corrected so, then.
edit() {
	on "$2" export --form ash | awk -F, -v OFS=, -v to="$3" -v of="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "gezinstype") at = i; if ($i == "changed") when = i }; print }
		$4 == of { $at = to; $when = ""; print }' >"$place/edit.csv"
	now=$4
	on "$2" import "$place/edit.csv"
	now=
	rm "$place/edit.csv"
}

# shows TEXT: is it on the screen, or does it come?
shows() {
	tries=0
	until screen | grep -qF -- "$1"; do
		tries=$((tries + 1))
		[ $tries -lt $patience ] || return 1
		sleep 0.05
	done
}

# gone TEXT: does it leave the screen?
gone() {
	tries=0
	while screen | grep -qF -- "$1"; do
		tries=$((tries + 1))
		[ $tries -lt $patience ] || return 1
		sleep 0.05
	done
}

# wait_for TEXT: as shows, but the test ends here when it does not come.
wait_for() {
	shows "$1" && return
	say "not ok" "the screen shows: $1"
	note_screen
	echo "1..$n"
	exit 0
}

# check NAME TEXT: one promise, that the screen shows TEXT.
check() {
	if shows "$2"; then
		say ok "$1"
	else
		say "not ok" "$1"
		note_screen
	fi
}

keys() { mux send-keys "$@"; }
type() { mux send-keys -l -- "$1"; }

# heard: all that was typed was heard.  A key that is a mistake drops what was
# typed ahead, so the one that is answered to is typed until it is.
heard() {
	tries=0
	until screen | grep -qF "Ctrl-Q bewaart"; do
		keys C-c
		tries=$((tries + 1))
		[ $tries -lt $patience ] || return 0
		sleep 0.05
	done
}

# begin [NAME=VALUE...] -- ARGUMENT...: the program in the window, its modes
# before and after in files, and its status on the screen when it has ended.
# With as_job=y a shell has it as its job: stopped, it goes on after Enter.
as_job=
begin() {
	environment="LC_ALL=C.UTF-8 HOME=$place TZ=UTC SPOEDPEIL_NOW=2025-06-02T10:00"
	while [ "$1" != -- ]; do
		environment="$environment $1"
		shift
	done
	shift
	cat >"$place/run" <<-END
		stty -g >$place/before
		env $environment '$PROG' -d '$place/file.db' $*
		status=\$?
		while [ -n "$as_job" ] && [ \$status = 148 ]; do
			echo "it stands still"
			read -r line
			fg >/dev/null
			status=\$?
		done
		stty -g >$place/after
		echo "ended with \$status"
		cat
	END
	if mux has-session 2>/dev/null; then
		mux clear-history
		mux respawn-window -k "exec sh ${as_job:+-m} $place/run"
	else
		mux new-session -d -x 80 -y 24 "exec sh ${as_job:+-m} $place/run"
	fi
}

# first_form CODE: in a file with nothing in it, the form that follows the one of
# the traject itself.
first_form() {
	begin --
	wait_for "Er is nog geen traject"
	type n
	wait_for "Bij welke organisatie"
	type Utrecht
	keys Enter
	wait_for "In welk team"
	type Oost
	keys Enter
	wait_for "Wie ben je?"
	type Jan
	keys Enter
	wait_for "De code van het traject"
	type "$1"
	keys Enter
	wait_for "Traject $1"
	keys Down Enter
	wait_for "Gezin"
}

# new_traject CODE: from the list of a demo file, whose names can be chosen.
new_traject() {
	type n
	wait_for "Bij welke organisatie werk je?"
	keys Enter
	wait_for "In welk team werk je?"
	keys Enter
	wait_for "Wie ben je?"
	keys Enter
	wait_for "De code van het traject"
	type "$1"
	keys Enter
	wait_for "Traject $1"
}

# blocks_from_paper: the form of the traject on the screen, up to its criteria.
blocks_from_paper() {
	keys Down Enter
	wait_for "Wat voor gezin"
	type 2
	wait_for "Externaliserend"
	type 16
	keys Enter
	wait_for "Escalatie"
	type 13
	keys Enter
	wait_for "> 1 "
}

# The process of the program: the only child of the shell in the window.
pid() {
	shell=$(mux display-message -p '#{pane_pid}')
	cat "/proc/$shell/task/$shell/children"
}

# restored: is the terminal as it was before?
restored() {
	cmp -s "$place/before" "$place/after" &&
		[ "$(mux display-message -p '#{alternate_on}#{cursor_flag}#{keypad_flag}#{keypad_cursor_flag}')" = 0100 ]
}

check_restored() {
	if restored; then
		say ok "$1"
	else
		say "not ok" "$1"
		mux display-message -p '# #{alternate_on}#{cursor_flag}#{keypad_flag}#{keypad_cursor_flag}'
		diff "$place/before" "$place/after" | sed 's/^/# /'
	fi
}
