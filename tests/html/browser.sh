#!/bin/sh
# The page in a real browser: wide, narrow and on A4, light and dark.
#
# The probe of probe.js stands in a copy of the page, whose policy is taken
# out; the pictures and the PDF are of the page itself.  KEEP=DIR keeps them.
. "${srcdir:?}/tests/cli/lib.sh"

browser=
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && browser=${browser:-$name}
done
if [ -z "$browser" ]; then
	echo "1..0 # SKIP no chromium"
	exit 0
fi

# browse ARGUMENT...: with a profile of its own, and no network.
browse() {
	rm -rf "$work/profile"
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
		--disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --hide-scrollbars \
		--no-pdf-header-footer --user-data-dir="$work/profile" "$@" 2>browser.err
}
dark=--blink-settings=preferredColorScheme=0
light=--blink-settings=preferredColorScheme=1

# A narrow window: a browser has a least width, a frame has none.
framed() {
	cat <<END
<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}iframe{border:0;display:block}</style>
<pre id="said" hidden></pre>
<script>addEventListener('message', (e) => { document.getElementById('said').textContent = e.data })</script>
<iframe src="$1" width="$2" height="$3"></iframe>
END
}

# looks NAME SCHEME WIDTH: what the probe says, and a picture.
looks() {
	framed probed.html "$3" 900 >frame.html
	browse "$2" --window-size=1280,900 --virtual-time-budget=20000 \
		--dump-dom "file://$work/frame.html" >dom
	sed -n '/<pre id="said"/,/<\/pre>/p' dom | sed 's/<[^>]*>//g' >said
	holds "$1: all text is in view, apart, and stands out" \
		grep -qx 'faults: 0' said
	grep -qx 'faults: 0' said || sed 's/^/# /' said
	holds "... and there was text" grep -qE '^texts: [0-9]{3,}' said
	framed "page.html" "$3" 3000 >frame.html
	browse "$2" --window-size="$3,3000" --screenshot="$work/$1.png" \
		"file://$work/frame.html" >/dev/null
	holds "... and there is a picture" test -s "$1.png"
}

# printed NAME SCHEME: on A4, all words of it, none over the edge, on white.
printed() {
	browse "$2" --print-to-pdf="$work/$1.pdf" "file://$work/page.html" >/dev/null
	holds "$1: it prints" test -s "$1.pdf"
	if ! command -v pdftotext >/dev/null || ! command -v pdftoppm >/dev/null; then
		tests=$((tests + 1))
		echo "ok $tests - ... as it should # SKIP no pdftotext"
		return
	fi
	holds "... on A4" sh -c "pdfinfo $1.pdf | grep -q '^Page size:.*(A4)'"
	pdftotext -bbox "$1.pdf" boxes
	# A margin of 17 mm is 48 points.
	awk -F'"' '/<page /{ wide = $2; high = $4 }
		/<word /{ words++
			if ($2 < 47 || $6 > wide - 47 || $4 < 40 || $8 > high - 20) print }
		END { if (words < 300) print "few words: " words }' boxes >over
	holds "... no word is over the margin" test ! -s over
	sed 's/^/# /;5q' over
	words <page.html >wanted
	# Without white space: a long name may be broken.
	pdftotext -raw "$1.pdf" - | tr -d '[:space:]\302\240' |
		awk 'NR == FNR { all = all $0; next } !index(all, $0)' - wanted >lost
	holds "... and no word is lost" test ! -s lost
	sed 's/^/# /;5q' lost
	pdftoppm -r 10 "$1.pdf" paper
	holds "... on white paper" sh -c \
		'for f in paper-*.ppm; do tail -c 3 "$f" | od -An -tu1 | grep -qx " *255 255 255" || exit 1; done'
}

# The words that a reader of the page would find, each once: not those in the
# titles of charts, nor those that a chart may break.
words() {
	tr '\n' ' ' | sed 's/<style>.*<\/style>//; s/<title>[^<]*<\/title>//g
		s/<desc>[^<]*<\/desc>//g; s/<[^>]*>/ /g
		s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&amp;/\&/g
		s/\xc2\xa0/ /g' | tr -s '[:space:]' '\n' | grep . | LC_ALL=C sort -u
}

page() {
	page_name=$1
	shift
	run summary --format html "$@"
	cp out page.html
	{
		grep -v 'Content-Security-Policy' page.html
		echo '<script>'
		cat "$srcdir/tests/html/probe.js"
		echo '</script>'
	} >probed.html
	looks "$page_name-wide-light" "$light" 1280
	holds "... on light paper" grep -qx 'ground: rgb(255, 255, 255)' said
	looks "$page_name-narrow-light" "$light" 360
	looks "$page_name-wide-dark" "$dark" 1280
	holds "... on dark paper" grep -qE 'ground: rgb\(([0-4]?[0-9], ?){2}[0-4]?[0-9]\)' said
	looks "$page_name-narrow-dark" "$dark" 320
	printed "$page_name-light" "$light"
	printed "$page_name-dark" "$dark"
}

run demo --records 500 --years 2021-2025
# Names that are long, with and without a place to break.
cat >names.csv <<'CSV'
traject,organisatie,team,medewerker,status,completed,gezinstype,problematiek/opvoeding,werkdoelen/veiligheid,advies/wijkteam,c1,c2,c3a,c3b,c3c,c3d,c4a,c4b,c4c,c5d,c6,c5a,c5b,c5c
T1,Stichting Jeugdbescherming en Opvoedhulp van de Noordelijke en Oostelijke Gemeenten,Crisisteam,x,complete,2025-05-01,tweeouder,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
T2,Samenwerkingsverbandjeugdhulpverleningnoordoostnederlandencentraal,Crisisteam,x,complete,2025-05-01,tweeouder,1,1,1,1,0,1,1,1,0,1,1,1,1,1,1,1,0
CSV
run import --form ash --add-names names.csv
organisatie=$(run list --format csv; cells organisatie out | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //;q')
page monitor --year 2025
page team --year 2025 --organisatie "$organisatie" --suppress 5
page beside --year 2025 --compare before
page english --lang en
page empty --year 1999

if [ -n "${KEEP:-}" ]; then cp ./*.png ./*.pdf "$KEEP"; fi
finish
