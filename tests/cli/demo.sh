#!/bin/sh
# demo: how many, when, the same for the same seed, near the published figures.
. "${srcdir:?}/tests/cli/lib.sh"

want 0 "a national year" demo
says "1763 "
cp err told
run list --format csv -o all.csv
others=$(cells form all.csv | grep -vcE '^(ash|traject)$')
holds "it says how many other forms there are" \
	grep -qF ", $others andere formulieren" told
run export -o ash.csv
holds "1763 records count" test "$(cells counts ash.csv | grep -c 1)" -eq 1763
holds "some do not" test "$(cells counts ash.csv | grep -c 0)" -gt 20
holds "4 are drafts" test "$(cells status ash.csv | grep -c draft)" -eq 4
holds "all are of version 3.0" test "$(cells version ash.csv | sort -u)" = 3.0
holds "all are of last year" \
	test "$(cells completed ash.csv | cut -c1-4 | grep . | sort -u)" = 2025
holds "of 25 organisations" \
	test "$(cells organisatie ash.csv | sort -u | wc -l)" -eq 25
holds "in one traject each" \
	test "$(cells traject ash.csv | sort -u | wc -l)" -eq "$(cells traject ash.csv | wc -l)"
for form in nji-professional nji-jeugdige nji-ouder nji-doelen traject; do
	run export --form $form -o $form.csv
	holds "there are records of $form" test "$(wc -l <$form.csv)" -gt 400
done

# near NAME PERCENT MET OF: at most one percentage point away.
near() {
	holds "$1 is near $2 %" awk -v want="$2" -v met="$3" -v of="$4" 'BEGIN {
		p = 100 * met / of; exit !(p >= want - 1 && p <= want + 1) }'
}
for pair in c5a:89 c5b:88 c5c:85; do
	near "${pair%:*}" "${pair#*:}" $(awk -F, -v name="${pair%:*}" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["counts"] == 1 && $at[name] != "" { of++; met += $at[name] }
		END { print met, of }' ash.csv)
done
mean() {
	awk -F, -v items="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(items, item, " "); next }
		$at["counts"] == 1 { met = of = 0
			for (i = 1; i <= n; i++) { v = $at[item[i]]; if (v != "") { of++; met += v } }
			if (of) { sum += met / of; records++ } }
		END { print sum, records }' ash.csv
}
near "uitvoering" 95 $(mean "c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6")
near "uitkomst" 88 $(mean "c5a c5b c5c")

want 0 "data check finds nothing" data check
want 0 "the file says that it is a demo" data info
prints "demo"
want 1 "a file that holds records is refused" demo
says "leeg bestand"
run export -o again.csv
holds "... and stays as it was" cmp ash.csv again.csv

want 0 "the same seed again" -d same.db demo
run -d same.db export -o same.csv
holds "gives the same records" cmp ash.csv same.csv
run -d same.db export --form nji-ouder -o same-ouder.csv
holds "... of the other forms too" cmp nji-ouder.csv same-ouder.csv
want 0 "another seed" -d other.db demo --seed 12
run -d other.db export -o other.csv
holds "gives others" sh -c '! cmp -s ash.csv other.csv'

want 0 "more years" -d years.db demo --records 300 --years 2020-2025
run -d years.db export -o years.csv
holds "300 count" test "$(cells counts years.csv | grep -c 1)" -eq 300
holds "in six years" test "$(cells completed years.csv | cut -c1-4 |
	grep . | sort -u | wc -l)" -eq 6
holds "2.0 for help that ended before 2023, 3.0 since" awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ if (($at["ended"] < "2023") != ($at["version"] == "2.0")) bad = 1 }
	END { exit bad }' years.csv
want 0 "data check finds nothing there" -d years.db data check
want 0 "no records at all" -d none.db demo --records 0
want 2 "a negative number" -d bad.db demo --records -5
want 2 "years the wrong way round" -d bad.db demo --years 2025-2020
want 2 "years that are none" -d bad.db demo --years this
want 1 "years to come" -d bad.db demo --years 2030
want 0 "forms of one's own do not stand in the way" --forms "$srcdir/forms" \
	-d own.db demo --records 5

finish
