#!/bin/sh
# Nothing that is kept drifts: the figures of a screen that was open all the time
# are those of a new one, and those are the ones of a recount; data check finds
# nothing.  Whatever is done, by two at once, and killed half way.  Some dozen
# steps, or ten minutes with LONG=1; SEED is where chance begins.
. "${srcdir:?}/tests/fault/fault.sh"

seed=${SEED:-20260112} steps=24
[ -z "${LONG:-}" ] || steps=1000 seed=${SEED:-$(date +%s)}
[ -z "${LONG:-}" ] || echo "# begun with SEED=$seed"
unset SPOEDPEIL_DATA
pages="overzicht criteria doelgroep verloop groepen"

# may_die PATIENCE ARGUMENT...: the program, killed after so long; 0: it is not.
may_die() {
	patience=$1
	shift
	SPOEDPEIL_NOW=$(date -d "2026-01-01 + $step minutes" +%Y-%m-%dT%H:%M)
	export SPOEDPEIL_NOW
	if [ "$patience" = 0 ]; then "$PROG" "$@" >out 2>err
	else timeout -s KILL "$patience" "$PROG" "$@" >out 2>err; fi
}

# some FILE HOW NUMBER AMOUNT: so many of its complete records, from that one on.
# HOW is new: as records of other trajecten; draft: the same, as drafts; other:
# with other answers.
some() {
	awk -F, -v OFS=, -v how="$2" -v first="$3" -v amount="$4" -v step="$step" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		$8 == "complete" { row[++n] = $0 }
		END {
			split("c1 c3a c4b c5a c5c", items, " ")
			for (k = 1; k <= amount && n > 0; k++) {
				$0 = row[(first + k) % n + 1]
				$14 = $15 = ""
				if (how != "other") {
					$1 = $10 = $13 = ""
					$4 = "N-" step "-" first "-" k
				}
				if (how == "draft") { $8 = "draft"; $9 = "" }
				for (i in items) {
					c = at[items[i]]
					if ((first + k * i) % 5 == 0) { $c = ""; $(c + 1) = "niet_gescoord" }
					else { $c = (first + k + i) % 3 > 0; $(c + 1) = "" }
				}
				print
			}
		}' "$1"
}

# pick NUMBER: $id, $code, $organisatie and $medewerker of one of the records.
pick() {
	awk -F, -v n="$1" 'NR > 1 && $8 == "complete" { row[k++] = $0 }
		END { $0 = row[n % k]; print $1; print $4; print $5; print $7 }' all.csv >picked
	{ read -r id; read -r code; read -r organisatie; read -r medewerker; } <picked
}

# do_it WHAT NUMBER PATIENCE
do_it() {
	case $1 in
	add)
		some all.csv new "$2" $(($2 % 9 * ($2 % 9) + 1)) >rows.csv
		may_die "$3" -d file.db import rows.csv
		;;
	draft)
		some all.csv draft "$2" 2 >rows.csv
		may_die "$3" -d file.db import rows.csv
		;;
	correct)
		some all.csv other "$2" $(($2 % 4 + 1)) >rows.csv
		may_die "$3" -d file.db import rows.csv
		;;
	withdraw)
		pick "$2"
		may_die "$3" -d file.db data withdraw "$id" --reason fout
		;;
	rename)
		pick "$2"
		may_die "$3" -d file.db data rename organisatie "$organisatie" "Naam $2"
		pick $(($2 / 7))
		may_die "$3" -d file.db data rename medewerker "$medewerker" "Wie $2"
		;;
	end)
		awk -F, -v OFS=, -v n="$2" '
			NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
			NR == n % 20 + 2 { $at["einde"] = "2025-12-" n % 20 + 10; $14 = $15 = ""; print }' traject.csv >rows.csv
		may_die "$3" -d file.db import rows.csv
		;;
	merge)
		rm -f copy.db*
		may_die 0 -d file.db data backup copy.db
		some all.csv other "$2" 3 >rows.csv
		may_die 0 -d copy.db import rows.csv
		some all.csv new "$2" 3 >rows.csv
		may_die 0 -d copy.db import rows.csv
		may_die 0 -d file.db import rows.csv
		may_die "$3" -d file.db import copy.db --prefer newer
		;;
	destroy)
		pick "$2"
		may_die "$3" -d file.db data destroy "$organisatie/$code" "$code" ||
			may_die 0 -d file.db data destroy "$organisatie/$code" "$code" ||
			cp err destroy.err
		;;
	esac
}

# The figures as they are told, page by page, from the last time on that the
# first page was asked for.
from_last() {
	awk '/ overzicht$/ { said = "" } { said = said $0 "\n" } END { printf "%s", said }' "$1"
}
questions() { tr ' ' '\n' <<-END; }
	groepen $pages
END

# ask: the pages once more, of who was there all the time.
asked=0
ask() {
	questions >&3
	asked=$((asked + 6))
	tries=0
	until [ "$(grep -c '^Opdracht: ' told)" -gt $asked ]; do
		tries=$((tries + 1))
		[ $tries -lt 600 ] || return 1
		sleep 0.05
	done
}

agrees() {
	"$PROG" -d file.db export --form ash --all -o all.csv 2>err &&
		"$PROG" -d file.db export --form traject -o traject.csv 2>err &&
		"$PROG" -d file.db summary --form ash --reasons --format json \
			--by "$1" >summary.json 2>err &&
		awk -f "$srcdir/tests/cli/recount.awk" -v by="$1" \
			summary.json all.csv >out 2>&1 &&
		ask &&
		{ echo samenvatting; echo periode alle jaren; questions; echo stop; } |
		"$PROG" -d file.db --plain >new.told 2>err &&
		from_last told | grep -v '^Opdracht: ' >kept &&
		from_last new.told | grep -v '^Opdracht: ' >new &&
		[ "$(wc -l <new)" -gt 100 ] &&
		diff kept new >out &&
		"$PROG" -d file.db data check >out 2>&1
}

step=0
"$PROG" -d demo.db demo --records 60 --years 2023-2025 >out 2>&1
for form in traject ash; do
	"$PROG" -d demo.db export --form $form -o rows.csv 2>err
	grep -v ,draft, rows.csv >"$form.csv"
	may_die 0 -d file.db import "$form.csv" --add-names
done
"$PROG" -d file.db export --form ash --all -o all.csv 2>err
mkfifo questions
"$PROG" -d file.db --plain <questions >told 2>told.err &
kept=$!
exec 3>questions
{ echo samenvatting; echo periode alle jaren; } >&3
asked=2
agrees completed
result $? "what a screen shows is what a recount gives" out

awk -v seed="$seed" -v steps="$steps" 'BEGIN {
	srand(seed)
	n = split("add add add correct correct draft withdraw rename end merge destroy", what, " ")
	for (i = 1; i <= steps; i++)
		print what[int(rand() * n) + 1], int(rand() * 100000), \
			rand() < 0.4 ? 0.002 + rand() * 0.06 : 0, rand() < 0.3, \
			rand() < 0.5 ? "completed" : "ended"
}' >plan
while read -r what number patience beside by; do
	step=$((step + 1))
	if [ "$beside" = 1 ]; then
		some all.csv new $((number + 1)) 5 >beside.csv
		"$PROG" -d file.db import beside.csv --add-names >beside.out 2>&1 &
		other=$!
	fi
	do_it "$what" "$number" "$patience"
	if [ "$beside" = 1 ] && ! wait "$other"; then
		cat beside.out >out
		break
	fi
	if ! agrees "$by"; then
		cat destroy.err >>out 2>/dev/null
		break
	fi
done <plan
[ "$step" = "$steps" ] && [ "$(wc -l <all.csv)" -gt 20 ]
result $? "nothing drifts in $step steps" out
[ -z "${what:-}" ] || echo "# of $steps; the last: $what $number $patience beside $beside by $by"
echo stop >&3
exec 3>&-
wait $kept
result $? "who looked on all the time leaves in peace" told.err
finish
