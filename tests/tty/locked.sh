#!/bin/sh
# Another program has the file: nothing stands still, nothing is lost, and it is
# saved by itself as soon as that can be.
. "${srcdir:?}/tests/tty/tty.sh"

if ! command -v flock >/dev/null; then
	echo "1..0 # SKIP no flock"
	exit 0
fi

# lock: until unlock.
lock() {
	flock "$place/file.db-queue" sh -c "echo >'$place/locked'; exec sleep 100" &
	holder=$!
	until [ -s "$place/locked" ]; do sleep 0.02; done
}
unlock() {
	pkill -P $holder 2>/dev/null || kill "$(cat "/proc/$holder/task/$holder/children")"
	wait $holder 2>/dev/null || true
	rm -f "$place/locked"
}

# meanwhile NAME TEXT: on the screen while the program still has to wait for the
# file.  It gives up after ten seconds, so what comes later came of waiting, or of
# a machine on which everything takes long.
meanwhile() {
	since=$(date +%s)
	check "$1" "$2"
	if [ $(($(date +%s) - since)) -lt $((8 + 5 * usual)) ]; then
		say ok "... without waiting"
	else
		say "not ok" "... without waiting"
	fi
}

first_form T-1
type 1
wait_for ">      Welke problemen"
wait_for "concept, bewaard"

# How long a key takes that waits for nothing.
since=$(date +%s)
keys Up
wait_for ">      Wat voor gezin"
usual=$(($(date +%s) - since))
keys Down
wait_for ">      Welke problemen"

lock
type 1
keys Enter
meanwhile "what is typed is taken while another has the file" ">      Aan welke doelen"
check "that it is not saved is said" "NOG NIET BEWAARD"
check "and why, with what to do" "Een ander programma is bezig"
type 3
keys Enter
meanwhile "one goes on answering" "> 1 "
keys C-q
meanwhile "leaving asks first" "Niet alles kon worden bewaard"
keys Escape
gone "Niet alles kon worden bewaard" || :
unlock
check "let in, it is saved by itself" "concept, bewaard"
check "and that is said" "Het is alsnog bewaard"
kill -KILL "$(pid)"
wait_for "ended with 137"
begin --
check "all of it" "> 1 "
check "and it says where one was" "Hier was je gebleven: T-1, vraag 1"
keys Escape
wait_for "Traject T-1"

lock
keys Enter
meanwhile "opening a form that is in use by nobody says who is busy" "Een ander programma is bezig"
unlock
keys Enter
check "and the same key does it later" "> 1 "
keys C-q
wait_for "ended with 0"
echo "1..$n"
