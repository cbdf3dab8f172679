#!/bin/sh
# Every page of the full screen is told line by line too: nothing is only for
# those who see it.
set -eu
cd "${srcdir:?}"
n=0
kinds=$(mktemp)
trap 'rm -f "$kinds"' EXIT
for file in src/ui/page_*.c; do
	# Its name, and what it has.
	awk -v file="$(basename "$file")" '/^static const struct page_kind [a-z_]+ = \{/ { kind = $5; has = "" }
		kind && /^\t\.[a-z_]+ = / { has = has " " $1 }
		kind && /^\};/ { print file ":" kind has; kind = "" }' "$file"
done >"$kinds"
while read -r kind has; do
	n=$((n + 1))
	case " $has " in
	*" .tell "*) echo "ok $n - $kind is told line by line" ;;
	*) echo "not ok $n - $kind is told line by line" ;;
	esac
done <"$kinds"
echo "1..$n"
