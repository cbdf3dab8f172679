#!/bin/sh
# The command enter: straight to one form of a traject.
. "${srcdir:?}/tests/tty/tty.sh"

beside demo --records 5

begin -- enter --form ash --traject T-2024-0001
check "a form that was completed is shown" "Kwaliteitsmeting Ambulante Spoedhulp 3.0"
check "... of this traject" "T-2024-0001"
keys C-q
check "leaving is one key" "ended with 0"
begin -- enter --form nji-ouder --jeugdige J1 --traject T-2024-0001
check "a form of one jeugdige" "Vragen aan een ouder"
keys C-q
check "... too" "ended with 0"
begin -- enter --form ash --traject T-2024-0099
check "a traject that is not there is said" "T-2024-0099"
check "... with its status" "ended with 1"
begin -- enter --form nji-ouder --jeugdige J77 --traject T-2024-0001
check "a jeugdige that is not there is said" "J77"
check "... with its status" "ended with 1"
begin -- enter --form nji-ouder --traject T-2024-0001
check "a form per jeugdige needs one" "ended with 2"
begin -- enter --form ash --jeugdige J1 --traject T-2024-0001
check "... and another takes none" "ended with 2"

echo "1..$n"
