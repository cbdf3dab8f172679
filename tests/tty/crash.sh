#!/bin/sh
# Killed in the middle of a form: what was left is there, and where one was.
. "${srcdir:?}/tests/tty/tty.sh"

first_form T-2025-0412
keys F6
type 3c
keys Enter
wait_for "> 3c "
type 1
wait_for "> 3d "
type 0
wait_for "> 4a "
kill -KILL "$(pid)"
wait_for "ended with 137"

begin --
check "it says what one was busy with" "Hier was je gebleven: T-2025-0412, vraag 4a. Alles is bewaard"
check "it is at that question" "> 4a "
check "what was answered is there" "Lijst ingevuld en veiligheid besproken        0  niet behaald"
check "and counts in the scores" "1 van  2 behaald"
keys Escape
check "nobody is held there" "concept"
keys C-q
wait_for "ended with 0"

begin --
wait_for "1 traject"
keys Enter
wait_for "Traject T-2025-0412"
keys Enter
wait_for "> 4a "
type 1
wait_for "> 4b "
kill -HUP "$(pid)"
wait_for "ended with 129"

begin --
check "a lost connection is told too, with the question" "Hier was je gebleven: T-2025-0412, vraag 4b"
# Five codes at once, and killed when the last one is seen.
type 10101
wait_for "> 5d "
kill -KILL "$(pid)"
wait_for "ended with 137"

begin --
check "killed after codes typed ahead it is where those led" "Hier was je gebleven: T-2025-0412, vraag 5d"
check "with all of them" "8 van 18 ingevuld"
check "as they were typed" "Doelbereiking         2 van  3 behaald"
keys C-q
wait_for "ended with 0"

begin --
check "what was left on purpose is no crash" "1 traject"
keys C-q
wait_for "ended with 0"
echo "1..$n"
