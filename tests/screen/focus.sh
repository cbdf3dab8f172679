#!/bin/sh
# On every screen that is wanted the cursor stands on what has the focus, or
# right behind it: who sees only the row of the cursor misses nothing.
set -eu
n=0
for want in "${srcdir:?}"/tests/screen/*.want; do
	n=$((n + 1))
	name=$(basename "$want" .want)
	lost=$(awk '
		/^= / { title = substr($0, 3); rows = 0; next }
		/^\[cursor [0-9]+,[0-9]+\]$/ {
			split(substr($2, 1, length($2) - 1), at, ",")
			row = at[1] < rows ? text[at[1]] : ""
			# In a text of several lines an empty one is a place.
			writes = at[1] > 0 && index(text[at[1] - 1], " > ") == 1
			if (!writes && row !~ /[^ ]/) print title
			next
		}
		{ text[rows++] = $0 }' "$want")
	if [ -z "$lost" ]; then
		echo "ok $n - $name: the cursor is never beside everything"
	else
		echo "not ok $n - $name: the cursor is never beside everything"
		echo "$lost" | sed 's/^/# /'
	fi
done
echo "1..$n"
