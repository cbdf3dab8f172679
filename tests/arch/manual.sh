#!/bin/sh
# Do the manual and the completion name everything that the tables of the
# program name, and is the manual in order?
set -eu
manual=${srcdir:?}/man/spoedpeil.1
completion=$srcdir/completions/spoedpeil
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }

# verdict TITLE MISSING
verdict() {
	if [ -z "$2" ]; then say ok "$1"
	else say "not ok" "$1"; echo "# missing:$2"; fi
}

commands=$(sed -n 's/^	\[COMMAND_[A-Z_]*\] = { "\([a-z ]*\)".*/\1/p' \
	"$srcdir/src/cli/command.c" | grep . | tr ' ' _)
options=$(sed -n 's/^	\[OPTION_[A-Z_]*\] = { "\([a-z-]*\)".*/\1/p' \
	"$srcdir/src/cli/command.c")
[ -n "$commands" ] && [ -n "$options" ]

missing=
for command in $commands; do
	grep -qx "\.It Cm $(echo "$command" | tr _ ' ')" "$manual" ||
		missing="$missing $command"
done
verdict "every command is in the manual" "$missing"

missing=
for option in $options; do
	# -o is known by its letter.
	[ "$option" = output ] && continue
	grep -q -e "Fl -$option\\b" "$manual" || missing="$missing --$option"
done
verdict "every option is in the manual" "$missing"

missing=
for command in $commands; do
	for word in $(echo "$command" | tr _ ' '); do
		grep -qw -e "$word" "$completion" || missing="$missing $word"
	done
done
for option in $options; do
	grep -qw -e "--$option" "$completion" || missing="$missing --$option"
done
verdict "every command and option can be completed" "$missing"

# What options take, as "ours|theirs|newer".
missing=
for word in $(grep -oE '"[a-z0-9]+(\|[a-z0-9]+)+"' "$srcdir/src/cli/command.c" |
	tr -d '"' | tr '|' '\n' | sort -u); do
	grep -qw -e "$word" "$completion" || missing="$missing $word"
	grep -qw -e "$word" "$manual" || missing="$missing $word"
done
verdict "every word that an option takes is in the manual, and can be completed" "$missing"

missing=$(sed -n 's/^ACTION([A-Z_0-9]*, "\([^"]*\)", "\([^"]*\)".*/\1 \2/p' \
	"$srcdir/src/ui/actions.def" | while read -r name keys; do
	grep -qxF ".It Ic $name Pq $(echo "$keys" | sed 's/ /, /g')" "$manual" ||
		printf ' %s' "$name"
done)
verdict "every action is in the manual, with its keys" "$missing"

# lint PAGE: what is wrong with it.  A page in Dutch has Dutch headings.
lint() {
	mandoc -T lint -W warning "$1" 2>&1 |
		case $1 in
		*/nl/*) grep -v -e 'first section is not "NAME"' \
			-e 'description line outside NAME' ;;
		*) cat ;;
		esac
}

for page in "$srcdir"/man/*.[1-9] "$srcdir"/man/nl/*.[1-9]; do
	title="${page#"$srcdir"/} is good mdoc"
	if ! command -v mandoc >/dev/null; then
		say ok "$title # SKIP no mandoc"
	elif faults=$(lint "$page") && [ -n "$faults" ]; then
		say "not ok" "$title"
		echo "$faults" | sed 's/^/# /'
	else
		say ok "$title"
	fi
done

# terms PAGE: what it explains, in its order: commands, keys, actions.
terms() {
	sed -n 's/^\.It \(Cm\|Ic\|Ev\) \([^ ]*\).*/\1 \2/p' "$1"
}

for page in "$srcdir"/man/*.[1-9]; do
	name=$(basename "$page")
	[ -f "$srcdir/man/nl/$name" ] || continue
	verdict "the Dutch $name explains what the other one does" \
		"$(terms "$page" | { terms "$srcdir/man/nl/$name" |
			diff /dev/fd/3 - | head -n 5; } 3<&0)"
done
if command -v bash >/dev/null; then
	if bash -n "$completion"; then say ok "the completion can be read"
	else say "not ok" "the completion can be read"; fi
else
	say ok "the completion can be read # SKIP no bash"
fi
echo "1..$n"
