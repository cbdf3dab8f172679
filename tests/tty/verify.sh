#!/bin/sh
# Killed in the middle of a second entry: it goes on blind where one was.
. "${srcdir:?}/tests/tty/tty.sh"

beside demo --records 2
code=T-2024-0001

begin -- enter --form ash --traject "$code" --verify blind
check "the first answers stay hidden" "0 van 18 vergeleken"
type -
check "a difference is asked" "De twee antwoorden verschillen"
type 1
check "what is typed ahead decides nothing" "Typ de letter"
type e
check "one letter settles it" "1 van 18 vergeleken, 1 verschil"
keys F6
type 3c
keys Enter
wait_for "> 3c "
kill -KILL "$(pid)"
wait_for "ended with 137"

begin --
check "it says what one was busy with" "vraag 3c. Alles is bewaard"
check "and is a second entry still" "tweede invoer, blind"
check "with what was settled" "1 van 18 vergeleken, 1 verschil"
keys C-q
wait_for "ended with 0"

begin -- enter --form ash --traject "$code"
check "to look at, the form is complete" "Een tweede invoer van dit formulier is begonnen"
keys M-d
check "and a key goes on with it" "> 3c "
keys C-q
wait_for "ended with 0"

echo "1..$n"
