#!/bin/sh
# A file that is encrypted: with a program that can, and without.
. "${srcdir:?}/tests/cli/lib.sh"

# said LINES ARGUMENT...: with these lines on standard input.
said() {
	lines=$1
	shift
	printf "$lines" | "$PROG" "$@" >out 2>err
	status=$?
}
SPOEDPEIL_PASSPHRASE_FILE=
export SPOEDPEIL_PASSPHRASE_FILE

want 0 "data to begin with" demo --records 5
run list --form ash --format csv
cp out before.csv
code=$(cells traject out | sed -n 1p)

if "$PROG" --lang en --version | grep -q "Without SQLCipher"; then
	said 'geheim\ngeheim\n' data rekey
	holds "without SQLCipher nothing is encrypted" test $status -eq 1
	says "versleutelde schijf"
	run list --form ash --format csv
	holds "... and nothing is changed" cmp out before.csv
	finish
	exit 0
fi

holds "a file begins plain" grep -q "SQLite format 3" file.db
said 'een zin\neen andere\n' data rekey
holds "twice something else is refused" test $status -eq 1
holds "... and it stays plain" grep -q "SQLite format 3" file.db
said 'een lange zin\neen lange zin\n' data rekey
holds "it is encrypted" test $status -eq 0
holds "... nothing in it can be read" sh -c \
	"! grep -q -e 'SQLite format 3' -e '$code' file.db*"
holds "... it is the person's alone" test "$(stat -c %a file.db)" = 600

want 1 "without the passphrase there is nothing to see" list
says "wachtwoordzin"
echo "een verkeerde zin" >wrong
echo "een lange zin" >right
chmod 600 wrong right
SPOEDPEIL_PASSPHRASE_FILE=$work/wrong
want 1 "a wrong one is refused" list
says "niet de wachtwoordzin"
SPOEDPEIL_PASSPHRASE_FILE=$work/right
run list --form ash --format csv
holds "with the right one all is there" cmp out before.csv
want 0 "... and the file is whole" data check
want 0 "... it is written to" data rename organisatie \
	"$(cells organisatie before.csv | sed -n 1p)" Anders
holds "... not in the clear" sh -c "! grep -q Anders file.db*"
want 0 "its copy" data backup copy.db
holds "... is encrypted as well" sh -c "! grep -q 'SQLite format 3' copy.db"
want 0 "... and goes back" data restore copy.db --yes
want 0 "... whole" data check
want 0 "destroying" data destroy "$code" "$code" --yes
want 0 "... is done" data check
run -d copy.db list --form ash --format csv
holds "... in the copy too" sh -c "! grep -q '$code' out"
run list --form ash --format csv
cp out now.csv

said 'een nieuwe zin\neen nieuwe zin\n' data rekey
holds "another passphrase" test $status -eq 0
want 1 "... the old one is refused" list
echo "een nieuwe zin" >new
SPOEDPEIL_PASSPHRASE_FILE=$work/new
run list --form ash --format csv
holds "... the new one opens it" cmp out now.csv
said '\n\n' data rekey
holds "and none" test $status -eq 0
SPOEDPEIL_PASSPHRASE_FILE=
run list --form ash --format csv
holds "... it is plain again, with all that was in it" cmp out now.csv
want 0 "... and whole" data check
finish
