# What every test with faults uses; sourced, not run.  LONG=1 takes all the
# points where something can go wrong, else some.

set -u
: "${PROG:?}" "${srcdir:?}" "${builddir:?}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cd "$work" || exit 99
HOME=$work/home
SPOEDPEIL_NOW=2025-06-02T10:00
export HOME SPOEDPEIL_NOW
unset SPOEDPEIL_DATA
mkdir "$HOME"

session=$builddir/tests/fault/session
keys=$srcdir/tests/fault/session.keys
fault_lib=$builddir/tests/fault/fault.so
tests=0

say() { tests=$((tests + 1)); echo "$1 $tests - $2"; }

# result STATUS TITLE [FILE]: 0 is good; else the file says why.
result() {
	if [ "$1" -eq 0 ]; then
		say ok "$2"
	else
		say "not ok" "$2"
		[ -z "${3:-}" ] || sed -n '1,8s/^/# /p' "$3"
	fi
}

# steps COUNT WANTED: the numbers 1 .. COUNT, about WANTED of them.
steps() {
	step=$(($1 / $2))
	[ -z "${LONG:-}" ] && [ $step -gt 1 ] || step=1
	seq 1 $step "$1"
}

# faulty NAME=VALUE... -- COMMAND...: with faults below the directory "data".
faulty() (
	FAULT_DIR=$work/data
	export FAULT_DIR
	while [ "$1" != -- ]; do
		export "${1?}"
		shift
	done
	shift
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0:detect_leaks=0
	export ASAN_OPTIONS
	LD_PRELOAD=$fault_lib exec "$@"
)

fresh() {
	rm -rf data
	mkdir data
}

# play N, verify: the session in data; what is wrong is in out.
play() { faulty -- "$session" play "$work/data" "$keys" "$srcdir/forms" "$@" >out 2>&1; }
verify() { "$session" verify "$work/${1:-data}" "$keys" "$srcdir/forms" >out 2>&1; }

# dump FILE: all in it but the ids of revisions, which are new each time.
dump() {
	"$PROG" -d "$1" list --all --format csv | cut -d, -f1-12,14-
	"$PROG" -d "$1" export --form ash --all | cut -d, -f1-12,14-
	"$PROG" -d "$1" data check
}

# make_start: the file from which commands begin, and a record and traject in it.
make_start() {
	mkdir start
	"$PROG" -d start/file.db demo --records 3 >/dev/null 2>&1
	"$PROG" -d start/file.db export --form ash -o all.csv 2>/dev/null
	id=$(sed -n '2s/,.*//p' all.csv)
	code=$(sed -n '2p' all.csv | cut -d, -f4)
}

# A machine that does not let a library in between can show nothing.
if ! [ -f "$fault_lib" ] || ! fresh ||
	! faulty FAULT_REPORT="$work/report" -- \
		"$PROG" -d "$work/data/x.db" demo --records 1 >/dev/null 2>&1 ||
	[ "$(cat report)" -lt 10 ]; then
	echo "1..0 # SKIP no preloading here"
	exit 0
fi
rm -f report
fresh

finish() { echo "1..$tests"; }
