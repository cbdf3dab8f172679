#!/bin/sh
# The same few steps under every name a terminal may have, by Alt with a digit
# where it has no such function key; and in which colours.
. "${srcdir:?}/tests/tty/tty.sh"

mkdir -p "$place/.config/spoedpeil"
cat >"$place/.config/spoedpeil/config.yaml" <<'END'
organisatie: Utrecht
team: Oost
medewerker: Jan
END

# escape TEXT: an escape and what follows, in one go.
escape() { mux send-keys -l "$(printf '\033%s' "$1")"; }

for term in xterm-256color xterm screen tmux-256color linux putty vt100 vt220 \
	putty-256color ms-terminal xterm-nobody tmux-nobody; do
	rm -rf "$place"/file.db*
	begin TERM=$term --
	wait_for "Er is nog geen traject"
	type n
	wait_for "De code van het traject"
	type "T-1 €"
	keys Enter
	check "$term: a text is taken" "Traject T-1 €"
	keys Down Enter
	wait_for "Wat voor gezin"
	keys M-6
	wait_for "Ga naar"
	type 1
	keys Enter
	wait_for "> 1 "
	type 1
	check "$term: a score is one key" "> 2 "
	keys BTab
	check "$term: and back" "> 1 "
	keys M-1
	check "$term: Alt-1 is F1" "Toetsen die hier werken"
	escape '[[A'
	wait_for "> 1 "
	escape '[11~'
	check "$term: and so is what PuTTY and a Linux console send" "Toetsen die hier werken"
	escape OP
	wait_for "> 1 "
	escape Oq
	check "$term: the keypad has digits, also where they were F-keys" "> 2 "
	escape '[1;2P'
	escape '[25~'
	check "$term: an unknown key is nothing" "> 2 "
	escape '[Z'
	wait_for "> 1 "
	keys C-q
	check "$term: it leaves" "ended with 0"
	check_restored "$term: with the terminal as it was"
	screen | grep -qx "ended with 0" && alone=ok || alone="not ok"
	say "$alone" "$term: and nothing of it in the way"
done

# colours: the attributes of the screen that are colours
colours() { mux capture-pane -p -e | grep -c "$(printf '\033')"'\[[0-9;]*[349][0-7]' || true; }
reversed() { mux capture-pane -p -e | grep -c "$(printf '\033')"'\[[0-9;]*7m' || true; }
for one in "NO_COLOR=1 --" "TERM=vt100 --" "-- --color no" "-- --color contrast"; do
	# shellcheck disable=SC2086
	begin $one
	wait_for "> T-1"
	[ "$(colours)" = 0 ] && colour=ok || colour="not ok"
	say "$colour" "$one: no colour at all"
	[ "$(reversed)" -gt 0 ] && focus=ok || focus="not ok"
	say "$focus" "$one: the focus is reversed, and has its mark"
	keys C-q
	wait_for "ended with 0"
done
for one in "--" "-- --color 8" "-- --color 16"; do
	# shellcheck disable=SC2086
	begin $one
	wait_for "> T-1"
	[ "$(colours)" -gt 0 ] && colour=ok || colour="not ok"
	say "$colour" "$one: has colours"
	keys C-q
	wait_for "ended with 0"
done

# The colours are those that a person sets in the terminal: red, green, magenta
# and cyan, grey where it is asked for, and never a background.
for one in "" "--color 8" "--color 16"; do
	begin TERM=xterm-256color -- "$one"
	wait_for "> T-1"
	mux pipe-pane "cat >'$place/raw'"
	keys Enter
	wait_for "Traject T-1"
	keys Escape
	wait_for "> T-1"
	keys s
	wait_for "overzicht"
	keys Escape C-l
	heard
	mux pipe-pane
	others=$(tr '\033' '\n' <"$place/raw" | sed -n 's/^\[\([0-9;]*\)m.*/\1/p' |
		tr ';' '\n' | grep -Ev '^(|0|1|2|7|10|3[1256]|39|90)$' | sort -u)
	if [ -s "$place/raw" ] && [ -z "$others" ]; then
		say ok "${one:-by itself}: only the colours of the terminal"
	else
		say "not ok" "${one:-by itself}: only the colours of the terminal"
		echo "# also" $others
	fi
	keys C-q
	wait_for "ended with 0"
done

# A mistake is heard, unless one chose not to hear it; it is said in any case.
for beep in true false; do
	echo "beep: $beep" >>"$place/.config/spoedpeil/config.yaml"
	begin --
	wait_for "> T-1"
	mux pipe-pane "cat >'$place/raw'"
	type n
	wait_for "De code van het traject"
	type "T-1 €"
	keys Enter
	wait_for "heeft al een traject"
	heard
	mux pipe-pane
	if grep -q "$(printf '\a')" "$place/raw"; then heard=true
	else heard=false; fi
	[ $heard = $beep ] && as_chosen=ok || as_chosen="not ok"
	say "$as_chosen" "beep: $beep is kept to"
	keys C-q
	wait_for "ended with 0"
	sed -i '/^beep/d' "$place/.config/spoedpeil/config.yaml"
done
echo "1..$n"
