#!/bin/sh
# Killed at the calls of the system that write: in a session, and in each
# command that writes.  Some of them, or all with LONG=1.
. "${srcdir:?}/tests/fault/fault.sh"

# --- a session

faulty FAULT_REPORT="$work/report" -- \
	"$session" play "$work/data" "$keys" "$srcdir/forms" -1 >out 2>&1
total=$(cat report)
for how in kill torn; do
	killed=0 wrong=0
	for at in $(steps "$total" 25); do
		fresh
		faulty FAULT_DO=$how FAULT_AT="$at" -- \
			"$session" play "$work/data" "$keys" "$srcdir/forms" -1 \
			>out 2>&1
		[ $? -eq 137 ] || continue
		killed=$((killed + 1))
		verify && continue
		wrong=$((wrong + 1))
		sed "s/^/# $how at $at: /" out
	done
	[ $wrong -eq 0 ] && [ $killed -gt 20 ]
	result $? "a session, $how at $killed of $total calls"
done

# --- commands: either nothing happened or all of it

make_start
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "c1") at = i }
	NR == 2 { $at = 1 - $at } NR < 3 { print }' all.csv >changed.csv
"$PROG" -d start/file.db data backup "$work/copy.db" 2>/dev/null
rm -f start/file.db-shm start/file.db-wal

again() { rm -rf data && cp -r start data; }

# calls COMMAND...: how many it makes; it leaves what it did.
calls() {
	again
	faulty FAULT_REPORT="$work/report" -- "$PROG" -d "$work/data/file.db" "$@" \
		>out 2>&1 </dev/null
	total=$(cat report)
}

# killed_at N COMMAND...: is it killed there?
killed_at() {
	at=$1
	shift
	again
	faulty FAULT_DO=kill FAULT_AT="$at" -- \
		"$PROG" -d "$work/data/file.db" "$@" >out 2>&1 </dev/null
	[ $? -eq 137 ]
}

# atomic TITLE COMMAND...: killed anywhere, it is done or it is not.
atomic() {
	title=$1
	shift
	again
	dump data/file.db >before 2>&1
	calls "$@"
	dump data/file.db >after 2>&1
	killed=0 wrong=0
	for at in $(steps "$total" 12); do
		killed_at "$at" "$@" || continue
		killed=$((killed + 1))
		dump data/file.db >now 2>&1
		cmp -s now before || cmp -s now after || {
			wrong=$((wrong + 1))
			diff before now | sed -n "1,4s/^/# at $at: /p"
		}
	done
	[ $wrong -eq 0 ] && [ $killed -gt 2 ] && ! cmp -s before after
	result $? "$title, killed at $killed of $total calls"
}

atomic "a correction" import changed.csv
atomic "withdrawing" data withdraw "$id" --reason dubbel
atomic "a new name" data rename organisatie \
	"$(sed -n 2p all.csv | cut -d, -f5)" Anders

# A backup is not there, or whole.
calls data backup "$work/data/b.db"
killed=0 wrong=0
for at in $(steps "$total" 12); do
	killed_at "$at" data backup "$work/data/b.db" || continue
	killed=$((killed + 1))
	[ ! -e data/b.db ] || "$PROG" -d data/b.db data check >out 2>&1 ||
		wrong=$((wrong + 1))
done
[ $wrong -eq 0 ] && [ $killed -gt 5 ]
result $? "a backup, killed at $killed of $total calls"

# What it left of itself does not outlive what is destroyed.
mkdir away
killed=0 wrong=0
for at in $(steps "$total" 6); do
	for where in away data; do
		rm -rf away/*
		again
		mkdir -p data/file.db-backups
		faulty FAULT_DO=kill FAULT_AT="$at" FAULT_DIR="$work/$where" -- \
			"$PROG" -d "$work/data/file.db" data backup \
			"$work/away/b.db" >out 2>&1 </dev/null
		[ $? -eq 137 ] || continue
		killed=$((killed + 1))
		cp copy.db kept.db
		"$PROG" -d data/file.db data destroy "$code" "$code" --yes \
			>out 2>&1 || wrong=$((wrong + 1))
		! grep -rqF "$code" data away || wrong=$((wrong + 1))
		mv kept.db copy.db
	done
done
[ $wrong -eq 0 ] && [ $killed -gt 5 ]
result $? "a backup that was killed, at $killed calls, is destroyed with the rest" out

# After going back there is one of the two files, whole.
"$PROG" -d start/file.db data withdraw "$id" --reason dubbel >/dev/null 2>&1
rm -f start/file.db-shm start/file.db-wal
atomic "going back to a copy" data restore "$work/copy.db" --yes

killed=0 wrong=0
for at in $(steps "$total" 8); do
	killed_at "$at" data restore "$work/copy.db" --yes || continue
	killed=$((killed + 1))
	cp copy.db kept.db
	"$PROG" -d data/file.db data destroy "$code" "$code" --yes >out 2>&1 ||
		wrong=$((wrong + 1))
	! grep -rqF "$code" data || wrong=$((wrong + 1))
	mv kept.db copy.db
done
[ $wrong -eq 0 ] && [ $killed -gt 5 ]
result $? "and so is what going back left when it was killed, at $killed calls" out

# has_bytes ID FILE...: do its sixteen bytes stand anywhere?
has_bytes() {
	wanted=$(printf %s "$1" | tr -d -)
	shift
	cat "$@" 2>/dev/null | od -An -v -tx1 | tr -d ' \n' | grep -qF "$wanted"
}
has_bytes "$id" start/file.db
result $? "an id stands in the file as bytes"

# What was begun to be destroyed is destroyed, sooner or later: here, and in the
# copy of a day.
mkdir -m 700 start/file.db-backups
cp copy.db start/file.db-backups/file-20250601-100000.db
calls data destroy "$code" "$code" --yes
killed=0 wrong=0 begun=0
for at in $(steps "$total" 40); do
	killed_at "$at" data destroy "$code" "$code" --yes || continue
	killed=$((killed + 1))
	"$PROG" -d data/file.db list --format csv >out 2>&1 || wrong=$((wrong + 1))
	grep -q ",$code," out && continue
	begun=$((begun + 1))
	"$PROG" -d data/file.db data destroy "$code" "$code" --yes >out 2>&1
	"$PROG" -d data/file.db data check >>out 2>&1 || {
		wrong=$((wrong + 1))
		sed 's/^/# /' out
	}
	if grep -rqF -e "$code" -e "$id" data ||
		has_bytes "$id" data/file.db* data/file.db-backups/*; then
		wrong=$((wrong + 1))
		echo "# left after a kill at call $at"
	fi
done
[ $wrong -eq 0 ] && [ $begun -gt 3 ]
result $? "destroying, killed at $killed of $total calls, $begun half way"

# A file of an older program is brought to the newest layout, or is as it was.
rm -rf start
mkdir start
gzip -dc "$srcdir/tests/data/schema-2.db.gz" >start/file.db
chmod 600 start/file.db
atomic "a file of layout 2, and a new name" data rename organisatie Zandhorn Anders
finish
