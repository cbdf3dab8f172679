#!/bin/sh
# Names and answers that want to be something else: SQL, commands of a terminal,
# text that runs backwards, markup, a formula, bytes that are no text.  They are
# kept exactly or refused with their line, and are harmless wherever they show.
. "${srcdir:?}/tests/cli/lib.sh"

# harmless FILE: nothing in it that a terminal obeys.
harmless() {
	! LC_ALL=C grep -qP \
		'[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1"
}

header=traject,organisatie,team,medewerker,status,gezinstype,gezinstype_anders
n=0
# row TEXT: one record with it in every place.
row() {
	n=$((n + 1))
	quoted=$(printf '%s' "$1" | sed 's/"/""/g')
	printf '"%s %s","O %s","T %s","M %s",draft,anders,"%s"\n' \
		"$n" "$quoted" "$quoted" "$quoted" "$quoted" "$quoted"
}

{
	echo $header
	row "Robert'); DROP TABLE traject;--"
	row "' OR '1'='1"
	row 'x" UNION SELECT value FROM note --'
	row "$(printf 'a\342\200\256b\342\201\246c')"
	row '<script>alert(1)</script>&amp;'
	row '=HYPERLINK("http://x","y")'
	row '$(touch made) `touch made` %s%n'
	row "$(printf '\360\237\221\250\342\200\215\360\237\221\251 e\314\201')"
} >good.csv
want 0 "texts that want to be something else" import --form ash --add-names good.csv
want 0 "... do nothing to the file" data check
want 0 "... and come out" export --form ash -o back.csv
run import --form ash back.csv
holds "... exactly as they came, says a second import" \
	grep -q " 0 nieuw, 0 veranderd" err
holds "... each of them" sh -c '
	grep -qF "DROP TABLE traject;--" back.csv &&
	grep -qF "'"'"' OR '"'"'1'"'"'='"'"'1" back.csv &&
	grep -qF "UNION SELECT value FROM note --" back.csv &&
	grep -qF "<script>alert(1)</script>&amp;" back.csv &&
	LC_ALL=C grep -q "$(printf "a\342\200\256b\342\201\246c")" back.csv'
want 0 "a list of them" list
holds "... is harmless" harmless out
run list --format csv
holds "... there are eight" test "$(grep -c ',draft,' out)" -eq 8
: >shown
for id in $(cells id out); do "$PROG" show "$id" >>shown 2>&1; done
holds "each of them shown" test -s shown
holds "... is harmless" harmless shown
want 0 "line by line" --plain list
printf '/zoek DROP\n1\n/stop\n' | "$PROG" --plain >out 2>&1
holds "... is harmless" harmless out
{
	printf '/zoek '
	head -c 1500000 /dev/zero | tr '\0' x
	printf '\n/stop\n'
} | "$PROG" --plain >out 2>err
holds "a line that is too long is refused" grep -q "Die regel is te lang" out
holds "... and its rest is no line" grep -q "regel 1 is geweigerd" err
want 0 "a name that wants to be SQL" data rename organisatie \
	"O ' OR '1'='1" "O'; DELETE FROM name; --"
run list --format csv
holds "... is one name" test "$(grep -c "DELETE FROM name" out)" -eq 1
want 1 "a code that wants to be SQL" data destroy "x' OR '1'='1" "x' OR '1'='1" --yes
want 1 "an id that wants to be SQL" show "x' OR '1'='1"
want 1 "... and one of a pattern" show "%"
want 0 "nothing was touched" data check
run list --format csv
holds "... and all are there" test "$(grep -c ',draft,' out)" -eq 8
run -d page.db demo --records 3
want 0 "names in a page" -d page.db data rename organisatie \
	"$("$PROG" -d page.db list --format csv | sed -n 2p | cut -d, -f5)" \
	'<img src=x onerror=alert(1)>'
want 0 "... of figures" -d page.db summary --form ash --format html -o page.html
holds "... are text there" sh -c '! grep -q "<img" page.html'

{ echo $header; row "$(printf '\033]0;titel\007\033[2J')"; } >control.csv
want 3 "commands of a terminal in an answer are refused" \
	import --form ash --add-names control.csv
holds "... with the line, harmlessly" sh -c 'grep -q "^control.csv:2" err'
holds "... harmlessly" harmless err
{ echo $header; row "$(printf 'half \303\050 \377')"; } >broken.csv
run import --form ash --add-names broken.csv
holds "bytes that are no text are refused" test "$status" -ne 0
holds "... harmlessly" sh -c 'iconv -f UTF-8 -t UTF-8 err >/dev/null'
holds "no command was carried out" test ! -e made
finish
