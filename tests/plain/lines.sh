#!/bin/sh
# Each NAME.lines goes in line by line, and all that comes out is compared with
# NAME.want.  UPDATE=1 takes what comes out for what is wanted.
#
# Lines "#: WORD ..." say how things are at the start:
#
#	#: demo N           N made-up records
#	#: run ARGUMENT...  of the program, before
#	#: now MOMENT       from here on
#	#: with ARGUMENT... of the program, line by line; @srcdir@ is the source
set -eu
here=${srcdir:?}/tests/plain
source=$(cd "$srcdir" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME="$place/home" SPOEDPEIL_NOW=2025-06-02T10:00 TERM=dumb
export SPOEDPEIL_DATA="$place/file.db"
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }

# play NAME: what comes out, what is said, and how it ended.
play() {
	rm -rf "$place/home" "$place"/file.db*
	mkdir "$place/home"
	with=--plain
	sed -n "s,@srcdir@,$srcdir,;s/^#: //p" "$here/$1.lines" >"$place/start"
	while read -r word rest; do
		# shellcheck disable=SC2086
		case $word in
		demo) "$PROG" demo --records "$rest" ;;
		run) "$PROG" $rest ;;
		now) SPOEDPEIL_NOW=$rest ;;
		with) with="$with $rest" ;;
		esac </dev/null >"$place/before" 2>&1 || cat "$place/before"
	done <"$place/start"
	status=0
	# shellcheck disable=SC2086
	sed '/^#: /d' "$here/$1.lines" | (cd "$place" && "$PROG" $with) 2>"$place/err" || status=$?
	cat "$place/err"
	echo "status $status"
}

for lines in "$here"/*.lines; do
	name=$(basename "$lines" .lines)
	play "$name" | sed "s,$source,@srcdir@,g;s,$place,@place@,g" >"$place/got"
	[ -z "${UPDATE:-}" ] || cp "$place/got" "$here/$name.want"
	if diff -u "$here/$name.want" "$place/got" >"$place/diff" 2>&1; then
		say ok "$name reads as it should"
	else
		say "not ok" "$name reads as it should"
		head -60 "$place/diff" | sed 's/^/# /'
	fi
	if LC_ALL=C tr -d '[:print:]\n\200-\377' <"$place/got" | grep -q .; then
		say "not ok" "$name has no escape in it"
	else
		say ok "$name has no escape in it"
	fi
done
echo "1..$n"
