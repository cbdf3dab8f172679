#!/bin/sh
# A terminal gone mad; see storm.c.  With LONG=1 for ten minutes.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

mkdir -p "$place/.config/spoedpeil"
cat >"$place/.config/spoedpeil/config.yaml" <<'END'
organisatie: Utrecht
team: Oost
medewerker: Jan
END
export HOME="$place" SPOEDPEIL_NOW=2025-06-02T10:00
"$PROG" -d "$place/file.db" demo --records 20 >/dev/null 2>&1

# What a sanitizer says would be lost on the screen.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:exitcode=99:log_path=$place/asan"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-}:log_path=$place/asan"
if [ -n "${LONG:-}" ]; then set -- "$(date +%s)" 0 "${STORM_SECONDS:-600}"
else set -- 1 12 0; fi
if "${builddir:?}/tests/tty/storm" "$PROG" "$place" "$@" >"$place/out" \
	2>"$place/errors"; then
	echo "ok 1 - nothing breaks, freezes or is left behind"
else
	echo "not ok 1 - nothing breaks, freezes or is left behind"
	tail -n 40 "$place/errors" | sed 's/^/# /'
fi
sed 's/^/# /' "$place/out"
if cat "$place"/asan* >"$place/said" 2>/dev/null; then
	echo "not ok 2 - and the sanitizers have nothing to say"
	head -n 60 "$place/said" | sed 's/^/# /'
else
	echo "ok 2 - and the sanitizers have nothing to say"
fi
echo "1..2"
