#!/bin/sh
# What is practised stays among itself, and says so.
. "${srcdir:?}/tests/cli/lib.sh"

cat >rows.csv <<'END'
traject,organisatie,team,medewerker,status,c1
T-1,De Brug,Rood,A. Jansen,draft,1
END
real=$HOME/.local/share/spoedpeil/spoedpeil.db
practice=$HOME/.local/share/spoedpeil/practice.db

want 0 "a file to practise with is made" --practice import rows.csv --form ash --add-names
holds "... beside the real one, whatever file is set" test -f "$practice" -a ! -e "$real" -a ! -e file.db
run -d "$practice" data info
prints "oefenen"
for format in csv jsonl; do
	want 1 "nothing is exported as $format" --practice export --form ash --format "$format"
	says "is een oefenbestand"
done
want 1 "nor when the option is not given" -d "$practice" export --form ash
want 0 "its figures" --practice summary
prints "deze cijfers tellen nergens mee"
run --practice summary --format json
prints '"practice": true'
run --practice summary --format csv
holds "... say so as CSV" grep -q '^practice,,,1' out
want 0 "a real file" import rows.csv --form ash --add-names
run summary
holds "... says nothing of the kind" sh -c '! grep -q "tellen nergens" out'
run summary --format json
holds "... nor as JSON" sh -c '! grep -q practice out'
want 1 "what holds real records does not become one" -d file.db --practice list
says "geen oefenbestand"
want 0 "an empty file" -d empty.db
want 1 "... is none before it was opened to work in" -d empty.db --practice list
says "geen oefenbestand"
want 0 "... becomes one" -d empty.db --practice
want 0 "... to look at too" -d empty.db --practice list
want 1 "... and stays one" -d empty.db export --form ash
want 0 "made-up records" -d demo.db demo --records 3
want 1 "... are no practice" -d demo.db --practice list
"$PROG" -d empty.db --plain </dev/null >out 2>err
holds "line by line it says so at every question" grep -q "^OEFENEN. Opdracht: " out
finish
