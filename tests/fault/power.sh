#!/bin/sh
# The power is cut at every sync of a long session and of each command that
# writes: with all that was written on the disk, with only what was synced, and
# with some sectors of the rest.
. "${srcdir:?}/tests/fault/fault.sh"

mkdir copies
faulty FAULT_DO=copy FAULT_AT="$work/copies" -- \
	"$session" play "$work/data" "$keys" "$srcdir/forms" -1 >out 2>&1
copied=0
for copy in copies/*-all copies/*-synced copies/*-torn; do
	# Before the file had its tables there is nothing to open.
	[ -s "$copy/file.db" ] && [ -s "$copy/progress" ] || continue
	copied=$((copied + 1))
	rm -f "$copy/file.db-shm"
	after=$(tr -d ' \n' <"$copy/progress")
	verify "$copy"
	result $? "cut at $(basename "$copy"), after $after keys" out
done
[ $copied -gt 150 ]
result $? "there were $copied of them"

# --- commands

make_start
"$PROG" -d start/file.db data backup "$work/copy.db" 2>/dev/null
"$PROG" -d start/file.db data rename organisatie \
	"$(sed -n 2p all.csv | cut -d, -f5)" Anders 2>/dev/null
cp copy.db copy.kept
rm -f start/file.db-shm start/file.db-wal

# cut TITLE COMMAND...: after each cut it is done or it is not, or it is said
# what is left and done by the same command.
cut_at() {
	title=$1
	shift
	rm -rf copies data
	cp -r start data
	cp copy.kept copy.db
	mkdir -p copies/synced
	cp data/* copies/synced
	dump data/file.db >before 2>&1
	faulty FAULT_DO=copy FAULT_AT="$work/copies" -- \
		"$PROG" -d "$work/data/file.db" "$@" >out 2>&1 </dev/null
	dump data/file.db >after 2>&1
	cp copy.kept copy.db
	cuts=0 wrong=0
	for copy in copies/0*; do
		cuts=$((cuts + 1))
		rm -rf data copy/file.db-shm
		mv "$copy" data
		dump data/file.db >now 2>&1
		if grep -q "geef dezelfde data destroy opnieuw" now; then
			"$PROG" -d data/file.db "$@" >out 2>&1 </dev/null
			! grep -qF "$code" data/* || wrong=$((wrong + 1))
			dump data/file.db >now 2>&1
		fi
		cmp -s now before || cmp -s now after && continue
		wrong=$((wrong + 1))
		diff after now | sed -n "1,4s|^|# $copy: |p"
	done
	! cmp -s before after && [ $wrong -eq 0 ] && [ $cuts -gt 5 ]
	result $? "$title, cut at $cuts moments"
}

cut_at "withdrawing" data withdraw "$id" --reason dubbel
cut_at "a new name" data rename organisatie Anders Anderen
cut_at "going back to a copy" data restore "$work/copy.db" --yes
cut_at "destroying" data destroy "$code" "$code" --yes
finish
