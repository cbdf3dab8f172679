#!/bin/sh
# apart.sh TEST: run a test with a TMPDIR of its own, in which it leaves nothing.
set -u
place=$(mktemp -d) || exit 99
chmod a+x "$place" # tests become another user
trap 'rm -rf "$place"' EXIT
trap 'exit 99' HUP INT TERM

TMPDIR=$place "$@"
status=$?
left=$(find "$place" -mindepth 1)
if [ -n "$left" ]; then
	echo "$left" | sed 's/^/# left behind: /'
	[ "$status" -ne 0 ] || status=1
fi
exit "$status"
