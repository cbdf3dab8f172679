#!/bin/sh
# The map of the files in HACKING is made from what each file says of itself in
# its first lines.  UPDATE=1 puts the map of now in HACKING.
set -eu
cd "${srcdir:?}"

# what FILE: its own line about itself, after the dash; a description goes on
# for at most three lines, until a line that is empty.
what() {
	awk -v name="${1#src/}" '
		NR == 1 && index($0, "/* " name " - ") == 1 {
			line = substr($0, length("/* " name " - ") + 1)
			if (sub(/ *\*\/$/, "", line)) { print line; exit }
			inside = 1; next
		}
		NR == 2 && index($0, " * " name " - ") == 1 {
			line = substr($0, length(" * " name " - ") + 1)
			inside = 1; next
		}
		NR == 1 && index($0, "/* " name " - ") != 1 && $0 != "/*" { exit }
		inside && (/^ \*$/ || /^ \*\// || NR > 4) { print line; exit }
		inside {
			last = sub(/ *\*\/$/, ""); sub(/^ \* */, ""); line = line " " $0
			if (last) { print line; exit }
		}' "$1"
}

map() {
	for room in $(grep -v '^#' src/ROOMS); do
		printf '\n%s\n' "$room/"
		for file in src/"$room"/*.h src/"$room"/*.def src/"$room"/*.c; do
			[ -f "$file" ] || continue
			[ "$file" != src/base/text_table.c ] || continue
			case $file in
			*.c) [ ! -f "${file%.c}.h" ] || continue ;;
			esac
			line=$(what "$file")
			printf '  %-22s %s\n' "$(basename "$file" .h)" \
				"${line:-?}"
		done | sort
	done
}

begins='The files, one line each'
ends='That is the whole house.'
wanted=$(mktemp)
found=$(mktemp)
trap 'rm -f "$wanted" "$found"' EXIT
{
	map
	echo
} >"$wanted"

if [ -n "${UPDATE:-}" ]; then
	awk -v begins="$begins" -v ends="$ends" -v map="$wanted" '
		$0 == ends { inside = 0 }
		!inside { print }
		$0 == begins {
			print "------------------------"
			while ((getline line <map) > 0)
				print line
			inside = 1
		}' HACKING >"$found"
	cat "$found" >HACKING
fi

if grep -n ' ?$' "$wanted" >"$found"; then
	echo "not ok 1 - every file says what it is"
	sed 's/^/# /' "$found"
else
	echo "ok 1 - every file says what it is"
fi
sed "1,/^$begins/d; /^$ends/,\$d" HACKING | sed 1d >"$found"
if diff "$found" "$wanted" >/dev/null; then
	echo "ok 2 - the map in HACKING is of these files"
else
	echo "not ok 2 - the map in HACKING is of these files"
	echo "# UPDATE=1 make check TESTS=tests/arch/map.sh makes it anew"
	diff "$found" "$wanted" | sed 's/^/# /' | head -20
fi
echo 1..2
