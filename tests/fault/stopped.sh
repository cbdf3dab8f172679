#!/bin/sh
# An import that is stopped, by Ctrl-C or for good, at any moment: all of it is
# there or nothing, and the file is whole.  TURNS says how often.
. "${srcdir:?}/tests/cli/lib.sh"

turns=${TURNS:-3}
[ -z "${LONG:-}" ] || turns=${TURNS:-25}

# What there is to take in: a CSV, a package, a file, and a folder with all.
run -d made.db demo --records 300 --seed 5
for form in traject ash nji-professional; do
	run -d made.db export --form $form -o $form.csv
	run -d full.db import $form.csv --add-names
done
run -d full.db export --format package --yes -o full.zip
mkdir map
cp full.db map/a.db
for form in nji-doelen nji-jeugdige; do
	run -d made.db export --form $form -o map/$form.csv
done
cat >zaak.csv <<'END'
traject,organisatie,gezinstype,problematiek/opvoeding,werkdoelen/uitzoeken,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c5a,c5b
EIGEN,Zandhorn,alleenstaand,1,1,1,1,1,1,1,1,1,1,1,1,1
END
run -d before.db import zaak.csv --form ash --add-names
run -d before.db data info

# all FILE: everything in it; what the clock or chance makes is left out.
all() {
	for form in traject ash nji-professional nji-doelen nji-jeugdige; do
		run -d "$1" export --all --form $form
		cut -d, -f1-4,8,9,13 out | sort
	done
	run -d "$1" list --format csv
	wc -l <out
}

# stop_after SIGNAL SECONDS: take $what in, and be stopped in it.
stop_after() {
	rm -f try.db*
	cp before.db try.db
	# What runs beside the shell would not hear Ctrl-C.
	env --default-signal=INT "$PROG" -d try.db import $what --add-names >/dev/null 2>&1 </dev/null &
	pid=$!
	sleep "$2"
	kill -"$1" $pid 2>/dev/null
	wait $pid 2>/dev/null
	turns_taken=$((turns_taken + 1))
	run -d try.db data check
	[ "$status" -eq 0 ] || damaged=$((damaged + 1))
	all try.db >there
	if cmp -s there nothing; then none=$((none + 1))
	elif [ "$(wc -l <there)" -eq "$(wc -l <everything)" ] &&
		[ "$(tail -n 1 there)" = "$(tail -n 1 everything)" ]; then whole=$((whole + 1))
	else half=$((half + 1)); fi
}

all before.db >nothing
for what in ash.csv full.zip full.db map; do
	cp before.db whole.db
	start=$(date +%s%N)
	run -d whole.db import $what --add-names
	took=$((($(date +%s%N) - start) / 1000000))
	[ "$status" -eq 0 ] || sed 's/^/# /;3q' err
	all whole.db >everything
	holds "$what goes in" sh -c '! cmp -s nothing everything'
	half=0 damaged=0 none=0 whole=0 turns_taken=0
	for signal in INT KILL; do
		turn=0
		while [ $turn -lt "$turns" ]; do
			turn=$((turn + 1))
			# All of the time that it takes, and a little more.
			stop_after $signal "$(awk -v n=$turn -v all="$turns" -v ms="$took" 'BEGIN { printf "%.3f", (n - 0.5) / all * ms * 1.1 / 1000 }')"
		done
	done
	# The machine may have been slower when the time was taken.
	while [ $none -eq 0 ] && [ "$took" -gt 0 ]; do
		took=$((took / 2))
		stop_after KILL "$(awk -v ms="$took" 'BEGIN { printf "%.3f", ms / 4000 }')"
	done
	echo "# $what, $took ms: $none times nothing, $whole times all, $half times half"
	holds "... stopped $turns_taken times, none of it or all of it is there" test $half -eq 0
	holds "... and the file is whole" test $damaged -eq 0
	holds "... it was stopped" test $none -gt 0
	run -d try.db import $what --add-names
	holds "... and goes in after all" test "$status" -eq 0
	all try.db >there
	holds "... all of it" test "$(wc -l <there)" -eq "$(wc -l <everything)"
done
finish
