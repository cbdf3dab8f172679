#!/bin/sh
# Packages with very many rows: a million is refused, in little time and
# memory, and what is taken is taken.
. "${srcdir:?}/tests/cli/lib.sh"

command -v python3 >/dev/null && command -v unzip >/dev/null ||
	{ echo "1..0 # SKIP no python3 and unzip"; exit 0; }

run -d made.db demo --records 30 --seed 11
for form in traject ash; do
	run -d made.db export --form $form -o $form.csv
	run -d real.db import $form.csv --add-names
done
run -d real.db export --format package --yes -o one.zip
unzip -q one.zip -d one
run -d central.db import one.zip --add-names
run -d central.db data info
cp central.db before.db

python3 "$srcdir/tests/long/million.py" "$PROG" one central.db 1000000 >said
read -r status seconds memory <said
sed 's/^/# /' said
holds "... are refused" test "$status" -eq 3
holds "... with how many there are" grep -q "1000001" said
holds "... within half a minute" test "$seconds" -lt 30
holds "... and a gigabyte" test "$memory" -lt 1024
holds "... and the file is untouched" cmp central.db before.db

python3 "$srcdir/tests/long/million.py" "$PROG" one central.db 100000 >said
read -r status seconds memory <said
sed 's/^/# /' said
holds "a hundred thousand go in" test "$status" -eq 0
holds "... within two minutes" test "$seconds" -lt 120
holds "... and half a gigabyte" test "$memory" -lt 512
want 0 "... all of them" -d central.db summary --form ash --format json
want 0 "... and the file is whole" -d central.db data check
finish
