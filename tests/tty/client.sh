#!/bin/sh
# The client at the keyboard, in a real terminal: whatever becomes of the
# program, the PIN comes before anything else.
. "${srcdir:?}/tests/tty/tty.sh"

# A traject with one jeugdige, and the form for a client with no answer yet.
cat >"$place/traject.csv" <<-END
	traject,organisatie,team,medewerker,einde,jeugdige/1/kenmerk,jeugdige/1/geboortedatum,status
	T-1,Utrecht,Oost,Jan,2025-05-20,J1,2010-03-01,draft
END
beside import --form traject --add-names "$place/traject.csv" >/dev/null ||
	sed 's/^/# /' "$place/errors"
pin=2468

form() { begin -- "$@" enter --form nji-jeugdige --traject T-1 --jeugdige J1; }

give_pin() {
	type $pin
	keys Enter
}

# told WHAT: what the records hold is not told while the client has it.
told() {
	if HOME=$place "$PROG" -d "$place/file.db" list >"$place/out" 2>&1; then
		say "$1" "$2"
	elif grep -q "een cliënt heeft het toetsenbord" "$place/out"; then
		say "$3" "$2"
	else
		say "not ok" "$2"
		sed 's/^/# /' "$place/out"
	fi
}

form
wait_for "Wie wil de antwoorden"
keys M-c
check "without a PIN one is chosen first" "Kies eerst een pincode"
type $pin
keys Enter
wait_for "nog een keer"
type $pin
keys Enter
wait_for "hoeveel minuten"
keys Enter
check "the client chooses a language" "Welke taal?"
type 1
wait_for "Vraag 1 van 2"
told "not ok" "the records are not told meanwhile" ok
type 7
check "an answer" "[7]"
keys C-q
wait_for "ended with 0"
told "not ok" "nor after leaving" ok

begin --
check "the next start asks for the PIN" "Typ je pincode om verder te gaan"
keys F2 Escape C-g
heard
check "and for nothing else" "Typ je pincode om verder te gaan"
give_pin
check "after which the worker goes on" "1 traject"
keys C-q
wait_for "ended with 0"
told ok "and the records are told again" "not ok"

form
wait_for "Typ je pincode"
give_pin
wait_for "T-1 / J1"
keys F6
type 2
keys Enter
check "what was answered is there, and not seen" "door cliënt ingevuld"
keys M-c
wait_for "Welke taal?"
type 1
wait_for "Vraag 2 van 2"
type 4
wait_for "4  ● Nee"
kill -KILL "$(pid)"
wait_for "ended with 137"
told "not ok" "killed, the records are not told" ok

form
check "killed, the PIN is asked" "Typ je pincode om verder te gaan"
keys C-q
wait_for "ended with 0"
form --plain
check "line by line too" "Typ je pincode om verder te gaan"
type /samenvatting
keys Enter
check "where no other command is heard" "is hier geen opdracht"
give_pin
check "the PIN gives the form back" "Vragen aan de jeugdige"
if screen | grep -q "$pin"; then say "not ok" "and is not shown"
else say ok "and is not shown"; fi
type /lijst
keys Enter
check "what was answered last is kept" "nog hulp nodig hebt? door cliënt"
type /client
keys Enter
wait_for "Welke taal?"
type 1
keys Enter
wait_for "Vraag 1 van 2"
kill -KILL "$(pid)"
wait_for "ended with 137"
form --plain
check "killed there, the PIN is asked as well" "Typ je pincode om verder te gaan"
give_pin
check "and gives the form back" "Vragen aan de jeugdige"
type stop
keys Enter
wait_for "ended with 0"
check_restored "with the terminal as it was"
told ok "and then the records are told" "not ok"

echo "1..$n"
