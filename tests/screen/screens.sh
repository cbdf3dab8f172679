#!/bin/sh
# Each NAME.keys is played, and its screens compared with NAME.want.
# UPDATE=1 takes the screens as they are for what is wanted.
set -eu
here=${srcdir:?}/tests/screen
play=${builddir:?}/tests/screen/play
got=$(mktemp)
trap 'rm -f "$got" "$got.raw"' EXIT
n=0
for keys in "$here"/*.keys; do
	n=$((n + 1))
	want=${keys%.keys}.want
	name=$(basename "$keys" .keys)
	if ! "$play" "$keys" "$srcdir/forms" >"$got.raw" 2>&1; then
		echo "not ok $n - $name plays"
		tail -5 "$got.raw" | sed 's/^/# /'
		continue
	fi
	sed 's,/tmp/spoedpeil-......,/tmp/spoedpeil-XXXXXX,g' "$got.raw" >"$got"
	[ -z "${UPDATE:-}" ] || cp "$got" "$want"
	if diff -u "$want" "$got" >"$got.diff" 2>&1; then
		echo "ok $n - $name looks as it should"
	else
		echo "not ok $n - $name looks as it should"
		head -60 "$got.diff" | sed 's/^/# /'
	fi
	rm -f "$got.diff"
done
echo "1..$n"
