#!/bin/sh
# The outcome questions, the response and the reasons, against a recount of the
# exported files.
. "${srcdir:?}/tests/cli/lib.sh"
recount=$srcdir/tests/cli/recount_outcomes.awk

want 0 "a demo of two years" demo --records 600 --years 2024-2025
for form in nji-jeugdige nji-ouder; do
	run export --form $form -o outcome.csv
	want 0 "the figures of $form" summary --form $form --format json
	holds "... are those of a recount" awk -f "$recount" out outcome.csv
done
run export --form traject -o traject.csv
run export --form ash -o ash.csv
want 0 "the response" summary --response --format json
holds "... is that of a recount" awk -f "$recount" -v what=response out \
	traject.csv ash.csv
want 0 "the response of a period" summary --response --format json \
	--from 2025-02-01 --to 2025-04-30
holds "... too" awk -f "$recount" -v what=response -v from=2025-02-01 \
	-v to=2025-04-30 out traject.csv ash.csv
want 0 "the response as text" summary --response
prints "Respons volgens het programma"
want 0 "the response as CSV" summary --response --format csv
holds "... with its days" grep -q '^days_median,,,ash,' out
want 0 "the response to share" summary --response --format csv --suppress 5
holds "... hides the longest" grep -q '^days_most,,,ash,.*,1$' out
want 0 "the reasons" summary --reasons --format csv
awk -F, '$1 == "reason" { sum += $5 } $1 == "records" && $4 == "invalid" { all = $5 }
	END { exit !(sum == all && all > 0) }' out >/dev/null && added=0 || added=1
holds "... add up to the records that do not count" test "$added" = 0
want 0 "no reasons to share" summary --reasons --format csv --suppress 5
holds "... are given" sh -c '! grep -q "^reason," out'

finish
