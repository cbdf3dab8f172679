#!/bin/sh
# Is every file of the tree in a list of the build, so that it is built, run,
# installed or at least handed on; and is every function used?
set -eu
cd "${srcdir:?}"
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }

# listed PATH: does a room.am above it name it, or a directory that holds it?
# A unit test is named without its .c, what several share with it.
listed() {
	room=$(dirname "$1")
	while [ "$room" != . ]; do
		if [ -f "$room/room.am" ]; then
			name=${1#"$room"/}
			while [ "$name" != . ]; do
				case $name in unit/*.c) name=${name%.c} ;; esac
				grep -qE "%D%/$name(\.c)?([[:space:]]|\$)" "$room/room.am" && return 0
				name=$(dirname "$name")
			done
		fi
		room=$(dirname "$room")
	done
	return 1
}

# all NAME FIND-ARGUMENT...: every file found is listed.
all() {
	title=$1
	shift
	bad=
	for file in $(find "$@" | sort); do
		listed "$file" || bad="$bad $file"
	done
	if [ -z "$bad" ]; then say ok "$title"
	else say "not ok" "$title"; echo "#$bad"; fi
}

all "every source is in its room's list" src -name '*.[ch]' -o -name '*.def'
all "every test is in a list" tests \( -path '*/data/*' -o -name '*.[ch]' \
	-o -name '*.sh' -o -name '*.keys' -o -name '*.lines' -o -name '*.want' -o -name '*.awk' \
	-o -name '*.yaml' -o -name '*.csv' \) -type f
all "every form is in a list" forms -name '*.yaml'
all "every manual is in a list" man -name '*.[1-9]'
all "every completion is in a list" completions -type f ! -name room.am

# What only its own file uses is static.
alone=$(awk -f tests/arch/exports.awk src/*/*.h src/*.c src/*/*.c tests/*/*.[ch] bench/*.c | sort)
[ -z "$alone" ] && needed=ok || needed="not ok"
say "$needed" "every function of a header is used outside its own file"
[ -z "$alone" ] || echo "$alone" | sed 's/^/# /'

# Each page is drawn, and told for who has no screen.
for word in draw tell; do
	grep -ho "\.$word = " "$srcdir"/src/ui/page_*.c | wc -l
done | uniq | wc -l | grep -qx 1 && told=ok || told="not ok"
say "$told" "every page that is drawn is told in line mode too"
echo "1..$n"
