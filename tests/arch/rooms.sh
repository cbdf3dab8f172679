#!/bin/sh
# Does every file stay in its room?  See src/ROOMS.
set -eu
src=${srcdir:?}/src
rooms=$(grep -v '^#' "$src/ROOMS" | tr '\n' ' ')
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }

# room_floor ROOM: how high it lies, counted from 1; 0 for no room.
room_floor() {
	i=0
	for r in $rooms; do
		i=$((i + 1))
		[ "$r" = "$1" ] && { echo "$i"; return; }
	done
	echo 0
}

# files ROOM: its sources, and what they include as a table.
files() { find "$src/$1" -name '*.[ch]' -o -name '*.def'; }

for room in $rooms; do
	floor=$(room_floor "$room") bad=
	for other in $(files "$room" | xargs -r sed -n 's,^#include "\([a-z]*\)/.*,\1,p' | sort -u); do
		above=$(room_floor "$other")
		[ "$above" -gt 0 ] && [ "$above" -le "$floor" ] || bad="$bad $other"
	done
	if [ -z "$bad" ]; then say ok "$room includes downward only"
	else say "not ok" "$room includes downward only"; echo "# from:$bad"; fi
done

# A private header is of its room alone.
bad=
for file in $(cd "$src" && grep -l '^#include "[a-z]*/[a-z_]*_private\.h"' ./*/*.[ch] ./*.c); do
	room=${file#./} room=${room%%/*}
	for owner in $(sed -n 's,^#include "\([a-z]*\)/[a-z_]*_private\.h".*,\1,p' "$src/$file"); do
		[ "$owner" = "$room" ] || bad="$bad $file"
	done
done
if [ -z "$bad" ]; then say ok "a private header stays in its room"
else say "not ok" "a private header stays in its room"; echo "#$bad"; fi

# only NAME PATTERN PLACE...: a library is let in by these files only.
only() {
	name=$1 pattern=$2; shift 2
	bad=
	for file in $(cd "$src" && grep -lE "^#[ ]*include <($pattern)>" ./*.c ./*/*.[ch] | sed 's,^\./,,'); do
		let_in=no
		for place in "$@"; do
			# shellcheck disable=SC2254 # a place is a pattern
			case $file in $place) let_in=yes ;; esac
		done
		[ "$let_in" = yes ] || bad="$bad $file"
	done
	if [ -z "$bad" ]; then say ok "$name has one door"
	else say "not ok" "$name has one door"; echo "# also:$bad"; fi
}
only curses 'n?cursesw?\.h|ncursesw/.*|term\.h|panel\.h|menu\.h|form\.h' ui/term_curses.c
only libyaml 'yaml\.h' base/yaml.c
only SQLite 'sqlite3\.h' 'store/*.c' 'store/*_private.h' 'form/expr*.c'
only ReadStat 'readstat\.h' exchange/library.h
only libarchive 'archive\.h|archive_entry\.h' exchange/library.h
only jansson 'jansson\.h' exchange/library.h
only libsodium 'sodium\.h|sodium/.*' 'store/*.c' 'store/*_private.h'

# What that header fetches is for one file each.
bad=$(cd "$src" && grep -l '^#include "exchange/library\.h"' ./*/*.[ch] |
	grep -vE 'exchange/(library|package_read|sav|zip)\.c$' || :)
if [ -z "$bad" ]; then say ok "libraries that are fetched have one door each"
else say "not ok" "libraries that are fetched have one door each"; echo "# also: $bad"; fi

# Every header stands on its own.
bad=
object=$(mktemp)
for header in $(cd "$src" && find . -name '*.h' | sed 's,^\./,,' | sort); do
	printf '#include "%s"\n' "$header" |
		${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only \
			-I"$src" -I"${builddir:-.}" -x c - 2>"$object" || {
		bad="$bad $header"
		sed 's/^/# /' "$object"
	}
done
rm -f "$object"
if [ -z "$bad" ]; then say ok "every header compiles alone"
else say "not ok" "every header compiles alone"; echo "#$bad"; fi

# Only main gives an exit status; nothing below the faces prints.
bad=$(cd "$src" && grep -nE '(^|[^_[:alnum:]])_?exit\(' ./*/*.[ch] || true)
if [ -z "$bad" ]; then say ok "nothing exits but main"
else say "not ok" "nothing exits but main"; echo "$bad" | sed 's/^/# /'; fi

bad=
for room in $rooms; do
	case $room in report | ui | cli) continue ;; esac
	found=$(cd "$src" && grep -nE '(^|[^_[:alnum:]])(printf|puts|putchar|perror|vprintf)\(|(stdout|stderr)' "./$room"/*.c | grep -v 'base/file\.c' || true)
	[ -z "$found" ] || bad="$bad$found
"
done
if [ -z "$bad" ]; then say ok "only report, ui and cli speak"
else say "not ok" "only report, ui and cli speak"; printf '%s' "$bad" | sed 's/^/# /'; fi

echo "1..$n"
