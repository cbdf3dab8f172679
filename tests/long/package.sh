#!/bin/sh
# A package, tried by two readers of Frictionless from npm: they take what the
# program makes, and find what was planted in damaged ones.
. "${srcdir:?}/tests/cli/lib.sh"
. "${srcdir:?}/tests/long/npm.sh"
command -v unzip >/dev/null || skip_all "no unzip"
npm_need datapackage@1.1.10 frictionless.js@0.13.4
look() { node "$srcdir/tests/long/package.js" "$1" >said 2>node.err; }

run demo --records 60 --seed 5
for form in traject ash nji-doelen nji-professional nji-jeugdige nji-ouder; do
	run export --form "$form" -o "$form.csv"
done
rm -f file.db*
for form in traject ash nji-doelen nji-professional nji-jeugdige nji-ouder; do
	run import "$form.csv" --add-names
done
for options in "" --free-text --coarse-dates "--purpose research" "--form ash" "--form ash --year 1999"; do
	# shellcheck disable=SC2086 # one word or none
	want 0 "a package $options" export --format package --yes $options -o one.zip
	rm -rf one
	unzip -qo one.zip -d one
	look one
	holds "... is good" grep -qx good said
	sed -n '/^bad/s/^/# /p' said
done
want 0 "all of it" export --format package --yes -o one.zip
rm -rf one
unzip -qo one.zip -d one
id=$(sed 1d ash.csv | grep ',complete,' | head -n 1 | cut -d, -f1)
run data withdraw "$id" --reason dubbel
want 0 "what was taken back" export --format package --yes --since-last -o two.zip
unzip -qo two.zip -d two
look two
holds "... is good" grep -qx good said
holds "... and is in it" grep -qx 'withdrawn.list 1' said

damage() {
	rm -rf bad
	cp -r one bad
	sed -i "$2" "bad/$3"
	look bad
	holds "$1 is found" grep -q '^bad: ' said
}
damage "an option that is none" '2s/,complete,/,klaar,/' data/ash.csv
damage "a day that is none" '2s/,complete,2/,complete,x/' data/ash.csv
damage "a traject that is not there" '2s/T-[0-9a-f]*/T-0/' data/ash.csv
damage "a record without id" '2s/^[0-9a-f-]*//' data/ash.csv
damage "a row too many" '2p' data/ash.csv
damage "a row too few" 2d data/ash.csv
damage "another file than was sent" '2s/.$/x/' data/trajecten.list.csv
damage "a type that is none" 's/"type": "integer"/"type": "whole"/' datapackage.json
damage "a key to nowhere" 's/"resource": "trajecten.list"/"resource": "nergens"/' datapackage.json
finish
