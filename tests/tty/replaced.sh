#!/bin/sh
# The file is moved away or replaced while a form is being filled in.
. "${srcdir:?}/tests/tty/tty.sh"

first_form T-1
type 1
wait_for ">      Welke problemen"

mkdir "$place/away"
mv "$place"/file.db* "$place/away"
type 1
check "a file that is gone is said" "verplaatst"
check "and that nothing is saved" "NOG NIET BEWAARD"
if [ -e "$place/file.db" ]; then say "not ok" "no other file is made"
else say ok "no other file is made"; fi

mv "$place"/away/* "$place"
keys Enter
check "put back, it is saved" "concept, bewaard"

mv "$place/file.db" "$place/away/file.db"
cp "$place/away/file.db" "$place/file.db"
before=$(cksum <"$place/file.db")
type 2
check "another file of that name is not written" "verplaatst"
[ "$(cksum <"$place/file.db")" = "$before" ] && say ok "it stays as it was" ||
	say "not ok" "it stays as it was"
mv "$place/away/file.db" "$place/file.db"
keys C-q
check "and in the end it leaves" "ended with 0"
check_restored "with the terminal as it was"

holds "the file is whole" beside data check

begin --
wait_for "> T-1"
mux resize-window -x 1000 -y 1000
check "a terminal of 1000 by 1000" "> T-1"
mux resize-window -x 1 -y 1
mux resize-window -x 80 -y 24
check "and one of 1 by 1" "> T-1"
keys C-q
wait_for "ended with 0"
echo "1..$n"
