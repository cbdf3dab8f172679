#!/bin/sh
# bench: how fast and how small, beside what one could use instead.
#
#   make bench                  everything, under ten minutes
#   make bench-growth           with 1,800,000 records too: some ten minutes more
#   BENCH_QUICK=1 make bench    without the largest files: to see that it works
#
# Data are made up from a seed.  Every result is held against another one before
# a time is said: the figures against SQL, against a loop in C and against
# recount.awk; an import against its export; saved records against their number.
# What is there to compare with is used, what is missing is named.
set -eu
top=${srcdir:?}
build=${builddir:?}
program=$build/spoedpeil
forms=$top/forms
tools=$build/bench
work=$(mktemp -d "${TMPDIR:-/tmp}/spoedpeil-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
SPOEDPEIL_NOW=2030-02-01T10:00
XDG_CONFIG_HOME=$work/config
XDG_DATA_HOME=$work/data
XDG_CACHE_HOME=$work/cache
LC_ALL=C.UTF-8
export SPOEDPEIL_NOW XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME LC_ALL
mkdir -p "$work/config"
rounds=5
year=2028
period="--from $year-01-01 --to $year-12-31"
sizes="1800 18000 180000"
[ -z "${BENCH_QUICK-}" ] || sizes="1800 18000"
[ -z "${BENCH_LARGE-}" ] || sizes="$sizes 1800000"
: >"$work/results"
: >"$work/commands"
: >"$work/missing"

say() { printf '%s\n' "$*" >&2; }
fail() { say "bench: $*"; exit 1; }

# What the numbers are of; a ratio of a machine with other work is worth less.
about() {
	echo "program $("$program" --version | head -n 1)"
	echo "date $(date -u +%Y-%m-%dT%H:%MZ)"
	echo "system $(uname -srm)"
	echo "processor $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
	echo "processors $(nproc 2>/dev/null || echo 1)"
}
load() { awk '{ print $1 }' /proc/loadavg 2>/dev/null || echo 0; }
about >"$work/about"
echo "load_before $(load)" >>"$work/about"

# remember COMMAND...: as somebody would type it, in the directory of the data.
remember() {
	for word; do
		case $word in
		*\'*) printf '"%s" ' "$(printf '%s\n' "$word" | sed 's/[$`"\\]/\\&/g')" ;;
		'' | *[!A-Za-z0-9_./:=,@%+-]*) printf "'%s' " "$word" ;;
		*) printf '%s ' "$word" ;;
		esac
	done | sed "s#'$work'/##g; s#$work/##g; s#$build/##g; s#$top/##g; s# \$##
		s#'\([A-Za-z0-9_./-]\{1,\}\)'#\1#g" >>"$work/commands"
	echo >>"$work/commands"
}

# note COMMAND...: run it; its lines are results.
note() {
	remember "$@"
	"$@" >>"$work/results" || fail "this failed: $*"
}

# as KEY OLD...: the same, with the results under other names.
as() {
	suffix=$1
	shift
	remember "$@"
	"$@" >"$work/some"
	sed "s/^\([^ ]*\)/\1$suffix/" "$work/some" >>"$work/results"
}

value() { echo "$1 $2 $2 $2" >>"$work/results"; }
result() { awk -v key="$1" '$1 == key { found = $2 } END { print found }' "$work/results"; }
bytes() { wc -c <"$1"; }

has() {
	command -v "$1" >/dev/null 2>&1 && return
	grep -qx "$1" "$work/missing" || echo "$1" >>"$work/missing"
	return 1
}

run() { "$program" --lang nl "$@"; }

name_of() {
	case $1 in
	1800000) echo 1800k ;;
	180000) echo 180k ;;
	18000) echo 18k ;;
	*) echo 1800 ;;
	esac
}

# --- data, and are the figures right?

# large DB: 1,800,000 records are ten of each of the 180,000, with ids and trajecten
# of their own, that come in as a file does.  They are of one form.  One draft,
# the last line, is for the screen to go on with.
make_large() {
	awk -F, -v OFS=, '
		NR == 1 { print }
		NR == 1 { next }
		$8 == "draft" { draft = $0; next }
		{
			id = substr($1, 1, 34); revision = substr($13, 1, 34); code = $4
			for (k = 0; k < 10; k++) {
				$1 = id "0" k; $13 = revision "0" k; $4 = code "-" k
				print
			}
		}
		END { print draft }' "$work/180k.csv" >"$work/large.csv"
	run -d "$1" import "$work/large.csv" --add-names >/dev/null 2>&1
	rm -f "$work/large.csv"
}

for records in $sizes; do
	n=$(name_of "$records")
	db=$work/$n.db
	say "making $records records"
	if [ "$records" = 1800000 ]; then
		make_large "$db"
	else
		run -d "$db" demo --records "$records" --seed 1 \
			--years 2025-2029 >/dev/null 2>&1
	fi
	run -d "$db" export --form ash --all -o "$work/$n.csv" >/dev/null 2>&1
	# shellcheck disable=SC2086
	run -d "$db" summary --form ash $period --format json >"$work/$n.json"
	awk -f "$top/tests/cli/recount.awk" -v from=$year-01-01 \
		-v to=$year-12-31 "$work/$n.json" "$work/$n.csv" >"$work/said" ||
		{ cat "$work/said" >&2; fail "the figures of $n are not those of a recount"; }
	# Drafts are no records of the summary, and are refused where the
	# record they correct is not.
	awk -F, '$8 != "draft"' "$work/$n.csv" >"$work/$n-import.csv"
done
csv=$work/18k-import.csv

# --- the summary

say "the summary"
for records in $sizes; do
	n=$(name_of "$records")
	r=$rounds
	[ "$records" -gt 100000 ] || r=15
	[ "$records" -lt 1000000 ] || r=2
	as "_$n" "$tools/figures" "$work/$n.db" "$forms" ash $year "$r"
	note "$tools/run" "$rounds" "summary_$n" \
		"'$program' -d '$work/$n.db' summary --form ash $period --format json >'$work/again.json'"
	cmp -s "$work/again.json" "$work/$n.json" || fail "two summaries of one file differ"
	organisatie=$(awk -F, 'NR == 2 { print $5 }' "$work/$n.csv")
	as "_${n}_filter" "$tools/figures" "$work/$n.db" "$forms" ash $year "$r" "$organisatie"
	[ "$records" = 180000 ] || continue
	# All years, by each way that takes more than a year does.
	ask="'$program' -d '$work/$n.db' summary --form"
	note "$tools/run" 2 \
		most_json "$ask ash --format json >'$work/said'" \
		most_page "$ask ash --format html >'$work/said'" \
		most_response "$ask ash --format json --reasons --response >'$work/said'" \
		most_repeats "$ask nji-ouder --format json >'$work/said'"
	sed -n 's/^most_[a-z]*_kb /most_kb /p' "$work/results" | sort -k 2n | tail -n 1 >"$work/some"
	cat "$work/some" >>"$work/results"
done
sed -n 's/^\(figures[a-z_]*\)_18k /\1 /p' "$work/results" >"$work/some"
cat "$work/some" >>"$work/results"
value figures_ms "$(result figures | awk '{ print $1 / 1000 }')"
# What the summary said, in the words of summary.awk; each peer's own result has
# to say the same of what it counts.
said_of() {
	awk -F '[:,]' '/^    "valid"/ { print "valid", $2 + 0 }
		/^          "scored"/ { scored = $2 + 0 }
		/^          "met"/ && scored != "" {
			print "item", ++n, scored, $2 + 0
			scored = ""
		}' "$work/$1.json"
}
said_of 18k >"$work/valid-items"
[ "$(wc -l <"$work/valid-items")" -eq 15 ] || fail "the summary has other criteria"
sed 1d "$work/valid-items" >"$work/items"
# In the order in which the summary has them.
items="c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6 c5a c5b c5c"
if has mawk; then
	note "$tools/run" $rounds mawk "mawk -f '$top/bench/summary.awk' -v year=$year '$work/18k.csv' >'$work/mawk'"
	grep -E '^(valid|item) ' "$work/mawk" | cmp -s - "$work/valid-items" ||
		fail "mawk counts other numbers"
fi
if has mlr; then
	note "$tools/run" $rounds miller "mlr --icsv --oxtab filter '\$counts == 1 && \$completed >= \"$year\" && \$completed < \"$((year + 1))\"' then stats1 -a count,sum -f $(echo "$items" | tr ' ' ,) '$work/18k.csv' >'$work/mlr'"
	awk '/_count/ { scored = $2 } /_sum/ { print "item", ++n, scored, $2 }' \
		"$work/mlr" | cmp -s - "$work/items" || fail "miller counts other numbers"
fi
if has python3; then
	cat >"$work/summary.py" <<-'PY'
		import csv, sys, collections
		year, path, items = sys.argv[1], sys.argv[2], sys.argv[3].split()
		scored, met = collections.Counter(), collections.Counter()
		options, groups, years = collections.Counter(), collections.Counter(), collections.Counter()
		valid = 0
		with open(path, newline="") as file:
		    rows = csv.reader(file)
		    head = next(rows)
		    at = {name: i for i, name in enumerate(head)}
		    some = [(i, n) for n, i in at.items() if "/" in n and not n.endswith("missing")]
		    for row in rows:
		        if row[at["counts"]] != "1": continue
		        years[row[at["completed"]][:4]] += 1
		        if row[at["completed"]][:4] != year: continue
		        valid += 1
		        groups[row[at["organisatie"]]] += 1
		        for name in items:
		            cell = row[at[name]]
		            if cell: scored[name] += 1; met[name] += cell == "1"
		        for i, name in some:
		            if row[i] == "1": options[name] += 1
		print("valid", valid)
		for n, name in enumerate(items): print("item", n + 1, scored[name], met[name])
	PY
	note "$tools/run" $rounds python "python3 '$work/summary.py' $year '$work/18k.csv' '$items' >'$work/python'"
	cmp -s "$work/python" "$work/valid-items" || fail "python counts other numbers"
fi
if has recsel && has csv2rec; then
	tr -d '\r' <"$work/1800.csv" | awk 'NR == 1 { gsub("/", "_") } { print }' >"$work/rec.csv"
	if csv2rec "$work/rec.csv" >"$work/1800.rec" 2>/dev/null; then
		# It counts one thing at a time; a sum it takes over all records,
		# whichever were asked for.
		note "$tools/run" $rounds recutils_1800 "recsel -c -e 'counts = 1 && completed >> \"$((year - 1))-12-31\" && completed << \"$((year + 1))-01-01\"' '$work/1800.rec' >'$work/rec'"
		said_of 1800 | grep -qx "valid $(cat "$work/rec")" ||
			fail "recutils counts another number of records"
	fi
fi

# --- import and export

say "import and export"
sqlite=
if has sqlite3; then
	sqlite=1
	note "$tools/run" $rounds \
		import "rm -f '$work'/in.db*; '$program' -d '$work/in.db' import '$csv' --add-names >'$work/said' 2>&1" \
		import_sqlite "rm -f '$work/text.db'; sqlite3 '$work/text.db' '.mode csv' '.import $csv ash'" \
		export "'$program' -d '$work/18k.db' export --form ash --all -o '$work/out.csv' >'$work/said' 2>&1" \
		export_sqlite "sqlite3 -csv -header '$work/text.db' 'SELECT * FROM ash' >'$work/out-sqlite.csv'"
	# The same cells; sqlite3 quotes more of them, and drafts stayed out.
	tr -d '"\r' <"$work/out-sqlite.csv" >"$work/a"
	tr -d '"' <"$csv" >"$work/b"
	cmp -s "$work/a" "$work/b" || fail "sqlite3 exports other cells"
else
	note "$tools/run" $rounds \
		import "rm -f '$work'/in.db*; '$program' -d '$work/in.db' import '$csv' --add-names >'$work/said' 2>&1" \
		export "'$program' -d '$work/18k.db' export --form ash --all -o '$work/out.csv' >'$work/said' 2>&1"
fi
cmp -s "$work/out.csv" "$work/18k.csv" || fail "two exports of one file differ"
run -d "$work/in.db" export --form ash --all -o "$work/back.csv" >/dev/null 2>&1
cut -d, -f1-9,15- "$work/back.csv" | sort >"$work/a"
cut -d, -f1-9,15- "$csv" | sort >"$work/b"
cmp -s "$work/a" "$work/b" || fail "what was imported is not what was exported"
if has python3; then
	cat >"$work/lines.py" <<-'PY'
		import csv, json, sys
		with open(sys.argv[1], newline="") as file:
		    for row in csv.DictReader(file): print(json.dumps(row))
	PY
	note "$tools/run" $rounds \
		jsonl "'$program' -d '$work/18k.db' export --form ash --all --format jsonl -o '$work/out.jsonl' >'$work/said' 2>&1" \
		python_jsonl "python3 '$work/lines.py' '$work/18k.csv' >'$work/python.jsonl'"
	# The same records in the same order; of their cells each has its own words.
	ids() { sed 's/^{"id": *"\([^"]*\)".*/\1/' "$1"; }
	ids "$work/out.jsonl" >"$work/a"
	ids "$work/python.jsonl" | cmp -s - "$work/a" || fail "the JSON has other records than the CSV"
fi
value csv_bytes "$(bytes "$csv")"
value file_bytes "$(bytes "$work/in.db")"
if [ -n "$sqlite" ] && sqlite3 "$work/in.db" 'SELECT 1 FROM dbstat LIMIT 1' >/dev/null 2>&1; then
	value table_bytes "$(sqlite3 "$work/in.db" "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'ash_*' OR name GLOB 'sqlite_autoindex_ash_*'")"
fi
for records in $sizes; do
	n=$(name_of "$records")
	r=$rounds
	[ "$records" -lt 1000000 ] || r=1
	note "$tools/run" "$r" \
		"import_$n" "rm -f '$work'/in.db*; '$program' -d '$work/in.db' import '$work/$n-import.csv' --add-names >'$work/said' 2>&1" \
		"export_$n" "'$program' -d '$work/$n.db' export --form ash --all -o '$work/out.csv' >'$work/said' 2>&1" \
		"backup_$n" "rm -f '$work/copy.db'; '$program' -d '$work/$n.db' data backup '$work/copy.db' >'$work/said' 2>&1"
	value "size_$n" "$(bytes "$work/in.db" | awk -v n="$records" '{ print $1 / n }')"
	rm -f "$work"/in.db* "$work/copy.db" "$work/out.csv"
done

# --- saving

# What was written before is on the disk before a time is taken that waits for
# it: the system would write it meanwhile.
say "saving records"
cp "$work/18k.db" "$work/save.db"
sync
note "$tools/commits" save "$work/save.db" "$forms" ash 500
for records in $sizes; do
	n=$(name_of "$records")
	as "_$n" "$tools/commits" save "$work/$n.db" "$forms" ash 100
done
if has strace; then
	for count in 0 100; do
		strace -f -c -o "$work/strace" -e trace=fdatasync,fsync \
			"$tools/commits" only "$work/save.db" "$forms" ash $count
		awk '$NF ~ /sync$/ { n += $4 } END { print n + 0 }' "$work/strace" >"$work/syncs$count"
	done
	value syncs "$(awk 'NR == 1 { a = $1 } NR == 2 { print ($1 - a) / 100 }' "$work/syncs0" "$work/syncs100")"
fi
say "eight writers"
saved() { sqlite3 "$work/save.db" 'SELECT count(*) FROM ash_3_0' 2>/dev/null || echo 0; }
before=$(saved)
sync
# With a clock that goes: where it stands still the ids of all records are of one
# moment, in no order, and each of them goes to another page of its index.
note env -u SPOEDPEIL_NOW "$tools/commits" writers "$work/save.db" "$forms" ash $rounds
after=$(saved)
told=$(result writers_saved)
[ -z "$sqlite" ] || [ "$((after - before))" = "$told" ] ||
	fail "$told records were saved and $((after - before)) are there"
[ -z "$sqlite" ] || [ "$(sqlite3 "$work/save.db" 'PRAGMA integrity_check')" = ok ] || fail "the file is damaged"
run -d "$work/save.db" data check >"$work/said" || { cat "$work/said" >&2; fail "data check found something"; }

# --- the screen

say "the screen"
sync
screen() { note "$tools/screen" "$@"; }
# beside KEY first|keys ARGUMENT...: in turn with nano, for what is held against it
beside() {
	key=$1
	shift
	if has nano; then
		case $1 in
		first) set -- "$@" -- "$key" Help nano "$work/text" ;;
		keys) set -- "$@" -- "$key" Help '' 'abcd ' nano "$work/text" ;;
		esac
	fi
	screen "$@"
}
awk 'NR <= 200' "$work/18k.csv" >"$work/text"
mark=samenvatting
# Before the forms: a form that was left open is where the next start begins.
screen idle 5 idle $mark '' "$program" --lang nl -d "$work/18k.db"
for records in $sizes; do
	n=$(name_of "$records")
	set -- "$program" --lang nl -d "$work/$n.db"
	if [ "$records" = 1800000 ]; then
		# Not made up, so it would be copied, by a process aside, now;
		# and where others can come in, the screen warns after a while.
		mkdir -m 700 "$work/$n.db-backups"
		run -d "$work/$n.db" data backup "$work/$n.db-backups/$n.db" \
			--keep 1 >/dev/null 2>&1
	fi
	beside "nano_first_$n" first 15 "first_$n" $mark "$@"
	screen keys 30 "search_$n" $mark '/' '20\b\b' "$@"
	screen keys 20 "open_$n" $mark '' '\r\z\e' "$@"
	screen keys 20 "record_$n" $mark '\r\w' '\r\z\e' "$@"
	screen until 10 "summary_screen_$n" $mark '' s overzicht '\e' "$@"
	screen until 10 "todo_$n" $mark '' d 'alle in dit bestand' '\e' "$@"
	screen seen 10 "seen_$n" $mark 's\w' "$work/$n.db" "$forms" ash "$@"
	# Of a hundred keys the p99 is one moment in which the machine did
	# something else: more of them where it is held against nano.
	keys=100
	[ "$records" -lt 180000 ] || keys=400
	beside "nano_key_$n" keys $keys "list_$n" $mark '' '\d\d\d\d\u\u\u\u' "$@"
	sqlite_new=$(awk -F, 'END { print $5 "/" $4 }' "$work/$n.csv")
	beside "nano_form_$n" keys $keys "form_$n" ingevuld '' '1\u0\u' "$@" \
		enter --form ash --traject "$sqlite_new"
	[ "$records" -gt 180000 ] || held=$n
done
sed -n "s/^\(seen\|seen_p99\)_18k /\1 /p; s/^seen_18k_p99 /seen_p99 /p" "$work/results" >"$work/some"
cat "$work/some" >>"$work/results"
sed -n "s/^nano_\(first\|key\|form\)_$held\(_seen\|_p99\|_bytes\|\) /nano_\1\2 /p" "$work/results" >"$work/some"
cat "$work/some" >>"$work/results"
if has nano; then
	screen idle 2 nano Help '' nano "$work/text"
fi
# The others, each with a screen of its own: the first one, and a move in it.
if has htop; then
	screen first 5 htop_first Help htop
	screen keys 60 htop_key Help '' '\d\u' htop
	screen idle 2 htop Help '' htop -d 100
fi
if has dialog; then
	set -- dialog --menu choose 20 60 10 a A b B c C d D e E
	screen first 5 dialog_first choose "$@"
	screen keys 60 dialog_key choose '' '\d\u' "$@"
	screen idle 2 dialog choose '' "$@"
fi
if has calcurse; then
	mkdir -p "$work/calcurse"
	screen idle 2 calcurse uit '' calcurse -D "$work/calcurse"
	screen keys 60 calcurse_key uit '' '\d\u' calcurse -D "$work/calcurse"
fi
value program_kb "$(strip -o "$work/stripped" "$program" 2>/dev/null && bytes "$work/stripped" | awk '{ print int($1 / 1024) }' || bytes "$program" | awk '{ print int($1 / 1024) }')"
for peer in nano calcurse; do
	has $peer && value ${peer}_program_kb "$(bytes "$(command -v $peer)" | awk '{ print int($1 / 1024) }')"
done

# --- instructions

# On one processor all is done by one process, and counted.
instructions() {
	key=$1
	shift
	taskset -c 0 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" >"$work/said" 2>"$work/callgrind"
	value "$key" "$(awk '/Collected/ { print $NF }' "$work/callgrind")"
}
if has valgrind && has taskset; then
	say "instructions"
	# shellcheck disable=SC2086
	instructions instructions_summary "$program" -d "$work/18k.db" summary --form ash $period --format json
	rm -f "$work"/in.db*
	instructions instructions_import "$program" -d "$work/in.db" import "$work/1800-import.csv" --add-names
fi

echo "load_after $(load)" >>"$work/about"
value one 1
value none 0
sh "$top/bench/report.sh" "$work" "$build/bench.json" "$top/bench"
