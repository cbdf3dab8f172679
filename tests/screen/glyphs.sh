#!/bin/sh
# Every script of tests/screen is played once more on a Linux console and on a
# terminal without UTF-8: no screen asks for a sign that is not there.
set -eu
play=${builddir:?}/tests/screen/play
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
n=0
latin=$(printf '[\302-\305][\200-\277]')

# What is not in them, beside ASCII: Latin letters and signs, and the drawing
# signs of the console fonts.
beyond() {
	if [ "$1" = linux ]; then
		LC_ALL=C sed "s/$latin//g" |
			sed 's/[●─│├┤┬┼┃█░▒•♦↑↓▲▼≤≥–…€]//g'
	else
		cat
	fi | LC_ALL=C grep -n '[^ -~]' || true
}

for keys in "${srcdir:?}"/tests/screen/*.keys; do
	name=$(basename "$keys" .keys)
	# What was typed there may be in any writing.
	grep -q '日' "$keys" && continue
	for glyphs in linux ascii; do
		n=$((n + 1))
		cp "$keys" "$place/keys"
		echo "# glyphs: $glyphs" >>"$place/keys"
		"$play" "$place/keys" "$srcdir/forms" >"$place/screens" 2>&1
		beyond $glyphs <"$place/screens" >"$place/beyond"
		if [ -s "$place/beyond" ]; then
			echo "not ok $n - $name: $glyphs has all its signs"
			head -n 5 "$place/beyond" | sed 's/^/# /'
		else
			echo "ok $n - $name: $glyphs has all its signs"
		fi
	done
done
echo "1..$n"
