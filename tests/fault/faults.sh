#!/bin/sh
# What can go wrong with a disk, made to go wrong: each time there is a sentence
# that says what to do, nothing is lost, and the same key does it later.
. "${srcdir:?}/tests/fault/fault.sh"

whole() { "$PROG" -d data/file.db data check >out 2>&1; }

# --- while a form is being filled in: everything typed meanwhile is kept, and
# is on disk as soon as that works again.  ENOSPC, EIO, EROFS, EDQUOT, no memory.

for error in 28 5 30 122 memory; do
	tried=0 wrong=0
	for at in $(steps 64 12); do
		at=$((at + 39))
		fresh
		SESSION_FAULT="$at $((at + 2)) $error" && export SESSION_FAULT
		play -1 || wrong=$((wrong + 1))
		unset SESSION_FAULT
		tried=$((tried + 1))
		verify && continue
		wrong=$((wrong + 1))
		sed "s/^/# $error at key $at: /" out
	done
	[ $wrong -eq 0 ]
	result $? "error $error during $tried different keys of a form loses nothing"
done

# --- anywhere in a session: it goes on, and the file is whole

for error in 28 5; do
	faulty FAULT_REPORT="$work/report" -- \
		"$session" play "$work/data" "$keys" "$srcdir/forms" -1 >out 2>&1
	total=$(cat report)
	tried=0 wrong=0
	for at in $(steps "$total" 20); do
		fresh
		faulty FAULT_DO=$error FAULT_AT="$at" -- \
			"$session" play "$work/data" "$keys" "$srcdir/forms" -1 \
			>out 2>&1
		status=$?
		tried=$((tried + 1))
		# Where the file could not even be made, that was said, and the
		# next time it is.
		if [ $status -eq 1 ] && [ -s out ]; then
			rm -f data/progress
			play -1 && verify && continue
		elif [ $status -eq 0 ]; then
			whole && continue
		fi
		wrong=$((wrong + 1))
		sed "s/^/# $error at call $at ($status): /" out
	done
	[ $wrong -eq 0 ]
	result $? "error $error once, at $tried of $total calls, leaves a whole file"
done

# --- the same key again

fresh
faulty -- "$session" play "$work/data" "$srcdir/tests/fault/retry.keys" \
	"$srcdir/forms" -1 >out 2>&1 &&
	"$session" verify "$work/data" "$srcdir/tests/fault/retry.keys" \
		"$srcdir/forms" >out 2>&1
result $? "what failed on a full disk is done by the same key again" out

# --- commands

mkdir start
"$PROG" -d start/file.db demo --records 3 >/dev/null 2>&1
"$PROG" -d start/file.db export --form ash -o all.csv 2>/dev/null
id=$(sed -n '2s/,.*//p' all.csv)
rm -f start/file.db-shm start/file.db-wal
again() { rm -rf data && cp -r start data; }

# refused TITLE WORDS COMMAND...: it fails, says so, and nothing changed.
refused() {
	title=$1 words=$2
	shift 2
	"$@" >out 2>err </dev/null
	status=$?
	[ $status -eq 1 ] && grep -qF "$words" err && whole &&
		"$PROG" -d data/file.db export --form ash >now.csv 2>/dev/null &&
		cmp -s now.csv all.csv
	result $? "$title" err
}

withdraw() { "$PROG" -d data/file.db data withdraw "$id" --reason dubbel; }

again
refused "a full disk is said" "schijf is vol" \
	faulty FAULT_DO=+28 FAULT_AT=1 FAULT_CALLS=write -- \
	"$PROG" -d "$work/data/file.db" data withdraw "$id" --reason dubbel
again
refused "a broken disk is said" "mislukt" \
	faulty FAULT_DO=+5 FAULT_AT=1 FAULT_CALLS=write -- \
	"$PROG" -d "$work/data/file.db" data withdraw "$id" --reason dubbel
again
(ulimit -f 1 && withdraw) >out 2>err
[ $? -eq 1 ] && grep -qF "schijf is vol" err && whole
result $? "a file that may not grow is said" err
again
withdraw >out 2>&1 && whole
result $? "and with room it is done" out

tried=0 wrong=0
for at in $(seq 1 3 60); do
	again
	faulty FAULT_DO=5 FAULT_AT="$at" FAULT_CALLS=read -- \
		"$PROG" -d "$work/data/file.db" list >out 2>err
	status=$?
	tried=$((tried + 1))
	[ $status -eq 0 ] || { [ $status -eq 1 ] && [ -s err ]; } ||
		wrong=$((wrong + 1))
done
[ $wrong -eq 0 ]
result $? "a disk that cannot be read, at $tried calls, is said"

# A file that one may not write, or read: of another user for root, who is never
# refused, unless it lays its powers down; it can then still read the tree that
# it builds, wherever that is.
other() { "$@"; }
may=true
if [ "$(id -u)" -eq 0 ]; then
	other() { setpriv --bounding-set=-all --inh-caps=-all "$@"; }
	other true 2>/dev/null || may=false
fi
if $may; then
	again
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 data data/*
	chmod 444 data/*
	chmod 555 data
	other "$PROG" --read-only -d "$work/data/file.db" list >out 2>err
	result $? "another's file can be looked at, where that is allowed" err
	other "$PROG" -d "$work/data/file.db" data withdraw "$id" --reason x \
		>out 2>err
	[ $? -eq 1 ] && grep -qF "read-only" err
	result $? "but not written, and that is said" err
	chmod 000 data/file.db
	other "$PROG" -d "$work/data/file.db" list >out 2>err
	[ $? -eq 1 ] && grep -qF "$work/data/file.db" err
	result $? "nor looked at, where it is not" err
	other "$PROG" -d "$work/data/nieuw.db" demo --records 1 >out 2>err
	[ $? -eq 1 ] && [ -s err ] && [ ! -e data/nieuw.db ]
	result $? "nor made in a directory of another" err
	[ "$(id -u)" -ne 0 ] || chown -R 0:0 data
	chmod 755 data
	chmod 644 data/*
else
	say ok "another user # SKIP needs setpriv"
fi

# A disk that is really full, in a place of its own where one is not root.
cat >full.sh <<'END'
mount -t tmpfs -o size=600k none small || exit 77
cp start/file.db small/file.db
dd if=/dev/zero of=small/rest bs=1k 2>/dev/null
"$PROG" -d small/file.db data withdraw "$1" --reason vol >out 2>err
echo $? >full
rm small/rest
"$PROG" -d small/file.db data withdraw "$1" --reason vol >out 2>err2 &&
	"$PROG" -d small/file.db data check >out 2>err2
echo $? >room
umount small
END
mkdir small
export PROG
if [ "$(id -u)" -eq 0 ]; then sh full.sh "$id"
else unshare -rm sh full.sh "$id"; fi 2>/dev/null
if [ -e room ]; then
	[ "$(cat full)" -eq 1 ] && grep -qF "vol" err
	result $? "a disk that is really full is said" err
	result "$(cat room)" "and with room it is done there too" err2
else
	say ok "a disk that is really full # SKIP cannot mount"
fi

# --- a drive on the network, and one without locks

again
refused "a drive on the network is refused, with what to do" "netwerkschijf" \
	faulty FAULT_SYSTEM=6969 -- \
	"$PROG" -d "$work/data/file.db" data withdraw "$id" --reason dubbel
grep -qF "NFS" err
result $? "... and named" err
for what in list "data check" "data rename organisatie A B"; do
	again
	start=$(date +%s)
	# shellcheck disable=SC2086
	refused "a drive that cannot lock is told at $what" "vergrendel" \
		faulty FAULT_DO=+37 FAULT_AT=1 FAULT_CALLS=lock -- \
		"$PROG" -d "$work/data/file.db" $what
	[ $(($(date +%s) - start)) -lt 4 ]
	result $? "... at once"
done
rm -rf data
mkdir data
faulty FAULT_DO=+37 FAULT_AT=1 FAULT_CALLS=lock -- \
	"$PROG" -d "$work/data/nieuw.db" demo --records 1 >out 2>err
[ $? -eq 1 ] && grep -qF "vergrendel" err
result $? "... also when the file is new" err

# --- the clock

again
SPOEDPEIL_NOW=1999-01-01T10:00 "$PROG" -d data/file.db data withdraw "$id" \
	--reason "klok liep achter" >out 2>&1 && whole &&
	SPOEDPEIL_NOW=1999-01-01T09:00 "$PROG" -d data/file.db list >out 2>&1
result $? "a clock that is years behind is no harm" out

# --- no terminal, or nothing at all

again
"$PROG" -d data/file.db </dev/null >out 2>err
[ $? -le 1 ] && whole
result $? "without a terminal it ends" err
"$PROG" -d data/file.db list <&- >&- 2>err
[ $? -le 1 ] && whole
result $? "without standard input and output it ends" err
"$PROG" -d data/file.db data info <&- 2>&- >out
[ $? -le 1 ] && whole
result $? "without standard error it ends" out

# --- somebody has the file

# lock_for SECONDS: from when this returns.
lock_for() {
	rm -f locked
	flock data/file.db-queue sh -c "echo >locked; exec sleep $1" &
	until [ -s locked ]; do sleep 0.02; done
}

if [ -n "${LONG:-}" ] && command -v flock >/dev/null; then
	again
	withdraw >/dev/null 2>&1
	lock_for 15
	"$PROG" -d data/file.db data rename organisatie \
		"$(sed -n 2p all.csv | cut -d, -f5)" Anders >out 2>err
	[ $? -eq 1 ] && grep -qF "bezig" err
	result $? "a file that stays locked is said" err
	wait
	lock_for 2
	"$PROG" -d data/file.db data rename organisatie \
		"$(sed -n 2p all.csv | cut -d, -f5)" Anders >out 2>err
	result $? "one that is locked for a moment is waited for" err
	wait
fi
finish
