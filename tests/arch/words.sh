#!/bin/sh
# Are the files with messages, and only those, listed for the translator, and
# is every message there in Dutch?
set -eu
top=${srcdir:?}

speaks() {
	grep -lE '(^|[^[:alnum:]_])(_|N_|text_plural)\(' \
		src/*.c src/*/*.c src/*/*.def 2>/dev/null |
		grep -vx -e 'src/base/text\.c' -e 'src/base/text_table\.c' | LC_ALL=C sort
}

compare() {
	cd "$top"
	listed=$(cat po/POTFILES.in)
	sorted=$(LC_ALL=C sort po/POTFILES.in)
	found=$(speaks)
	{ echo "$listed"; echo "$found"; echo "$found"; } | sort | uniq -u | sed 's/^/# says nothing: /'
	{ echo "$listed"; echo "$listed"; echo "$found"; } | sort | uniq -u | sed 's/^/# not listed: /'
	[ "$listed" = "$sorted" ] || echo "# not sorted"
}

echo 1..2
differences=$(compare)
if [ -z "$differences" ]; then
	echo "ok 1 - every file with messages is listed for the translator"
else
	echo "not ok 1 - every file with messages is listed for the translator"
	echo "$differences"
fi

name="every message is there in Dutch"
if ! command -v xgettext >/dev/null || ! command -v msgmerge >/dev/null; then
	echo "ok 2 - $name # SKIP no gettext"
elif output=$("${MAKE:-make}" -s -C "${builddir:?}" check-po 2>&1); then
	echo "ok 2 - $name"
else
	echo "not ok 2 - $name"
	printf '%s\n' "$output" | sed '/^msgid ""$/,/^$/d' | grep '^\(msgid\|"\|.*:[0-9]\)' | head -n 40 | sed 's/^/# /'
fi
