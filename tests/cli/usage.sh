#!/bin/sh
# The command line: what is understood, what is not, and what is said then.
. "${srcdir:?}/tests/cli/lib.sh"

commands=$(sed -n 's/^	\[COMMAND_[A-Z_]*\] = { "\([a-z ]*\)".*/\1/p' \
	"$srcdir/src/cli/command.c" | grep . | tr ' ' _)
want 0 "help is asked for and given" --help
prints "Gebruik: spoedpeil"
for command in $commands; do
	command=$(echo "$command" | tr _ ' ')
	holds "the help names $command" grep -q "^  $command" out
done
# Columns, not bytes: what goes on a letter is left out.
fits() {
	test "$(LC_ALL=C tr -d '\200-\277' <out | awk 'length > 80' | wc -l)" -eq 0
}
holds "no line of it is wider than a screen" fits
for command in $commands; do
	command=$(echo "$command" | tr _ ' ')
	# shellcheck disable=SC2086 # two words
	run $command --help
	holds "$command has help of its own" grep -q "^Gebruik: spoedpeil $command" out
done
run summary --help
holds "nor of the help of a command with many options" fits
want 0 "an option may stand before its command" --strict import --help
prints "--dry-run"
holds "help of a command names its own options" grep -q -e --add-names out
run list --help
holds "... and not those of others" sh -c '! grep -q -e --add-names out'

want 0 "the version" --version
prints "spoedpeil "

want 2 "an unknown command is wrong usage" lst
says "bedoel je list?"
holds "... in one line" test "$(wc -l <err)" -eq 1
holds "... that says how to get help" grep -q -e '--help)' err
holds "... and nothing on standard output" test ! -s out
want 2 "half a command" form
want 2 "an unknown second word" form chekc
says "form check"
want 2 "an unknown option" list --fomr ash
says "--form"
want 2 "an unknown letter" -x list
want 2 "an option of another command" list --strict
want 2 "an option of a command, without command" --strict
want 2 "an option without its argument" list --form
says "bij --form hoort NAAM[@VERSIE] (probeer: spoedpeil list --help)"
want 2 "an argument to an option that takes none" list --all=yes
want 2 "a word that an option does not know" --lang de list
want 2 "... is told with the help that names the option" --purpose money export
says "niet money (probeer: spoedpeil export --help)"
want 2 "letters without their argument" list -o
want 2 "an argument too many" list this
want 2 "an argument too few" show
want 2 "a number that is none" summary --suppress few
want 2 "a number that is too small" summary --suppress -1
run demo
want 2 "a year that is none" summary --year 20x5
want 2 "a year of two digits, which would be long ago" summary --year 24
run list --format csv
place=$(cells organisatie out | sed -n 1p)
want 0 "an organisation of which there is nothing" list --organisatie "${place}x"
says "er is geen organisatie ${place}x in dit bestand; bedoel je $place?"
want 0 "... and one that there is" list --organisatie "$place"
holds "... of which there is nothing to say" sh -c '! grep -q "er is geen" err'
want 2 "a year and days" summary --year 2025 --from 2025-01-01
want 2 "a day that is none" summary --from 2025-02-30
want 2 "days the wrong way round" summary --from 2025-02-03 --to 2025-02-02
want 2 "a format that is not there" list --format html
want 2 "an export in a format that is not there" export --format json
want 1 "a form that is not there" list --form hsa
says "hsa"
want 1 "a version that is not there" list --form ash@7.0

want 0 "a value after =" list --form=ash --format=csv
want 0 "a letter with its value against it" "-d$SPOEDPEIL_DATA" list
want 0 "options before and after the command" --lang en list --form ash
prints "Organisation"
want 2 "-- ends the options" list -- --form
says "--form"

# Which language?
run --lang en lst
says "there is no command lst"
run lst
says "er is geen opdracht lst"
LANGUAGE=en run lst
says "there is no command lst"
LANGUAGE=nl:en run lst
says "er is geen opdracht lst"
LC_ALL=C run lst
says "er is geen opdracht lst"
mkdir -p "$HOME/.config/spoedpeil"
echo 'language: en' >"$HOME/.config/spoedpeil/config.yaml"
run lst
says "there is no command lst"
run --lang nl lst
says "er is geen opdracht lst"
cat >"$HOME/.config/spoedpeil/config.yaml" <<END
team: Oost
keys:
  go-to: Ctrl-X
  leave: F1
  undu: F7
END
want 0 "keys that are refused stop nothing" list
says "config.yaml:3:3: go-to: Ctrl-X is een toets van clear"
says "config.yaml:4:3: leave: F1 houdt zijn betekenis"
says "config.yaml:5:3: undu: die actie bestaat niet; bedoelde je undo?"
rm "$HOME/.config/spoedpeil/config.yaml"

want 0 "without a terminal it goes line by line"
prints "spoedpeil, regel voor regel"
want 1 "enter of a traject that is not there" enter --form ash --traject T-1
says "T-1"
want 2 "enter without form" enter --traject T-1
want 2 "enter without traject" enter --form ash

# Records are not written over, whatever is asked to be written.
before=$(cksum <file.db)
cp file.db another.db
for command in "export --form ash" "export --format package --yes" "summary --format html" \
	"list" "form print ash"; do
	for file in file.db another.db; do
		# shellcheck disable=SC2086 # words
		want 1 "$command does not take the place of $file" $command -o $file
	done
done
says "wordt niet overschreven"
holds "... which are as they were" test "$before" = "$(cksum <another.db)"
want 0 "... and open" list

# No results without all of them.
if [ -c /dev/full ]; then
	for command in "list" "summary" "export" "form list" "form show ash" \
		"--help" "data info"; do
		# shellcheck disable=SC2086 # words
		"$PROG" $command >/dev/full 2>err
		holds "a full disk is a failure of: $command" test $? -eq 1
	done
	run list -o /dev/full
	says "de schijf is vol"
	holds "... and where -o says" test "$status" -eq 1
fi

# The name of a file with a mistake in it: no file is made for that.
for command in "list" "show 0" "summary" "export" "export --format package -o p.zip --yes" \
	"enter --form ash --traject T-1" "data info" "data check" "data backup copy.db" \
	"data withdraw 0 --reason dubbel" "data rename team A B" "data destroy T-1 T-1"; do
	# shellcheck disable=SC2086 # words
	want 1 "nothing begins with: $command" -d fiel.db $command
	says "Er is nog geen bestand fiel.db"
	holds "... and there is no such file after it" test ! -e fiel.db
done

# What it was begun with is not open.
for command in "list" "summary" "export" "--help" "data info"; do
	# shellcheck disable=SC2086 # words
	"$PROG" $command >&- 2>err
	status=$?
	holds "without standard output it fails: $command" test "$status" -eq 1
	says "het is niet open"
done
"$PROG" list <&- >out 2>err
holds "without standard input it lists" grep -q '^Organisatie' out

# Nobody reads on the other side: no more to say, and an end as other tools have.
mkfifo gone
exec 4<>gone 5>gone
exec 4<&-
for command in "list" "list --format csv" "summary" "export" "form list" "--help" \
	"data info"; do
	# shellcheck disable=SC2086 # words
	"$PROG" $command >&5 2>err
	status=$?
	holds "without a reader it ends by SIGPIPE: $command" \
		test "$(kill -l "$status")" = PIPE
	holds "... without a word" test ! -s err
done
"$PROG" list --format no-such >&5 2>err
says "no-such"
exec 5>&-
{ "$PROG" list --format csv 2>err; } | head -n 1 >out
holds "head gets its line" grep -q '^id,form' out
holds "... and nobody is told anything" test ! -s err

finish
