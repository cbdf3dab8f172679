#!/bin/sh
# In GNU screen, which itself is in a terminal: no key is torn, Esc is Esc.
. "${srcdir:?}/tests/tty/tty.sh"

# Not the function of that name.
if ! (unset -f screen && command -v screen >/dev/null); then
	echo "1..0 # SKIP no GNU screen"
	exit 0
fi
outer=$PROG
cat >"$place/inside" <<END
#!/bin/sh
SCREENDIR=$place/sockets exec screen -U -c /dev/null -m '$outer' "\$@"
END
chmod +x "$place/inside"
mkdir -m 700 "$place/sockets"
PROG=$place/inside

first_form "T-1 €"
keys F6
type 1
keys Enter
wait_for "> 1 "
type 111
wait_for "> 3b "
keys Up Up
check "arrows are arrows" "> 2 "
keys Down BTab
check "with Shift too" "> 2 "
keys F1
check "F1 is F1" "Toetsen die hier werken"
keys Escape
wait_for "> 2 "
keys M-6
check "Alt is Alt" "Nummer op het papier"
keys Escape
if gone "Nummer op het papier"; then say ok "and Esc is Esc"
else say "not ok" "and Esc is Esc"; fi
mux resize-window -x 100 -y 30
mux resize-window -x 80 -y 24
type 0
check "a size that changes comes through" "2 van  3 behaald"
keys C-q
wait_for "screen is terminating"
HOME=$place "$outer" -d "$place/file.db" data check >"$place/out" 2>&1 &&
	say ok "the file is whole" || say "not ok" "the file is whole"
if HOME=$place "$outer" -d "$place/file.db" list --all --format csv |
	grep -q "T-1 €"; then say ok "and has it"
else say "not ok" "and has it"; fi
echo "1..$n"
