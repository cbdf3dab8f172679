#!/bin/sh
# What leaves for a purpose, and what stays for want of consent.
. "${srcdir:?}/tests/cli/lib.sh"

forms="traject ash nji-doelen nji-professional nji-jeugdige nji-ouder"
run demo --records 60 --seed 5
want 1 "a demo is not delivered" export --form ash --purpose research
says "verzonnen"
for form in $forms; do
	run export --form "$form" -o "$form.csv"
done
rm -f file.db*
for form in $forms; do
	run import "$form.csv" --add-names
done

# trajecten FIELD VALUE: the codes that have it.
trajecten() {
	awk -F, -v name="$1" -v value="$2" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
		$at == value { print $4 }' traject.csv | sort
}
trajecten toestemming_onderzoek ja >research
trajecten toestemming_benchmark nee >no
trajecten toestemming_benchmark ja >yes
trajecten toestemming_proef ja >pilot
# of FILE: how many rows of a CSV have their traject in the list.
of() { awk -F, 'NR == FNR { of[$0]; next } FNR > 1 && $4 in of && $8 == "complete"' "$1" "$2"; }

want 0 "for research" export --form ash --purpose research -o out.csv
of research ash.csv | cut -d, -f1 | sort >wanted
cut -d, -f1 out.csv | sed 1d | sort >there
holds "all leave that have consent, and no other" cmp wanted there
holds "... which are some" test -s there
says "4 concepten"
left=$(($(awk -F, 'NR > 1 && $8 == "complete"' ash.csv | wc -l) - $(of research ash.csv | wc -l)))
says "niet mee: $left formulieren zonder toestemming voor research"
want 0 "for research, the answers of a client" export --form nji-jeugdige --purpose research -o out.csv
awk -F, 'NR == FNR { of[$0]; next }
	FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "toestemming") at = i; next }
	$at == "ja" || ($at == "" && $4 in of) { print $1 }' research nji-jeugdige.csv | sort >wanted
cut -d, -f1 out.csv | sed 1d | sort >there
holds "the client's own answer goes before that of the family" cmp wanted there

want 0 "for the benchmark, where no consent is required" export --form ash --purpose benchmark -o out.csv
awk -F, 'NR == FNR { no[$0]; next } FNR > 1 && $8 == "complete" && !($4 in no) && $15 == 1 { print $1 }' no ash.csv | sort >wanted
cut -d, -f1 out.csv | sed 1d | sort >there
holds "all leave that count and were not refused" cmp wanted there
says "meetel"
want 0 "... but the goals of a family need it" export --form nji-doelen --purpose benchmark -o out.csv
holds "... so only these leave" test "$(sed 1d out.csv | wc -l)" -eq "$(of yes nji-doelen.csv | wc -l)"
want 0 "... and birth dates stay" export --form traject --purpose benchmark -o out.csv
holds "... of all" test -z "$(cells jeugdige/1/geboortedatum out.csv | tr -d '\n')"
holds "... but the age leaves" test -n "$(cells jeugdige/1/leeftijd out.csv | tr -d '\n')"

want 0 "for the CBS" export --form nji-professional --purpose cbs -o out.csv
holds "all completed ones leave, also after a no" test "$(sed 1d out.csv | wc -l)" -eq \
	"$(awk -F, 'NR > 1 && $8 == "complete"' nji-professional.csv | wc -l)"
holds "... with the reason of ending" sh -c "cut -d, -f1,17 out.csv | sed 1d | grep -v ,$ | grep -q ,"
awk -F, 'NR == FNR { of[$0]; next }
	FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "verandering") at = i; next }
	$at != "" && $4 in of { n++ } END { print n + 0 }' pilot nji-professional.csv >wanted
cells verandering out.csv | grep -c . >there
holds "... and the pilot's answers only with consent" cmp wanted there
holds "... of which there are some" test "$(cat there)" -gt 0
says "zonder de antwoorden die niet weg mogen voor cbs"

want 2 "a purpose that is not there" export --purpose fun
cp -r "$srcdir/forms" own
sed -i '/^  research:/,/^  cbs:/{/^  cbs:/!d}' own/programme.yaml
want 1 "a purpose of which the programme says nothing" --forms own export --form ash --purpose research
says "zegt niet wanneer ash"
sed -i 's/^consent: not required/consent: required/' own/programme.yaml
want 0 "the benchmark when consent is required" --forms own export --form ash --purpose benchmark -o out.csv
awk -F, 'NR == FNR { yes[$0]; next } FNR > 1 && $8 == "complete" && $4 in yes && $15 == 1 { print $1 }' yes ash.csv | sort >wanted
cut -d, -f1 out.csv | sed 1d | sort >there
holds "only those leave that have it" cmp wanted there
sed -i 's/toestemming_benchmark/toestemming_bench/' own/programme.yaml
run --forms own form list
says "programme.yaml:"
finish
