#!/bin/sh
# The two schemas, tried by a validator from npm: what the program writes and
# reads is good by them, and what is damaged is not.
. "${srcdir:?}/tests/cli/lib.sh"
. "${srcdir:?}/tests/long/npm.sh"
npm_need ajv@8.20.0 ajv-formats@3.0.1 js-yaml@4.1.0
schema() { node "$srcdir/tests/long/schema.js" "$@" >said 2>node.err; }

run demo --records 80 --years 2021-2023
run form schema
cp out all.json
for form in traject ash nji-doelen nji-professional nji-jeugdige nji-ouder; do
	run export --form "$form" --format jsonl -o "$form.jsonl"
	run form schema "$form"
	cp out own.json
	schema records own.json "$form.jsonl"
	holds "every record of $form is good" grep -qx "$form.jsonl $(wc -l <"$form.jsonl") good, 0 bad" said
	schema records all.json "$form.jsonl"
	holds "... by the schema of all forms too" grep -qx "$form.jsonl $(wc -l <"$form.jsonl") good, 0 bad" said
done

head -n 1 ash.jsonl >one
damage() { sed "$2" one >damaged; schema records all.json damaged; holds "$1" grep -qx "damaged 0 good, 1 bad" said; }
damage "a score that is none is bad" 's/"c1":[a-z0-9]*/"c1":2/'
damage "an option that is none is bad" 's/"gezinstype":"[a-z]*"/"gezinstype":"wg"/'
damage "a key that is not known is bad" 's/"c1":/"c99":/'
damage "a text for a number is bad" 's/"c2":[a-z0-9]*/"c2":"1"/'
damage "a status that is none is bad" 's/"status":"complete"/"status":"klaar"/'
damage "a version that is not there is bad" 's/"version":"3.0"/"version":"9.0"/'

run form schema --form-file
cp out file.json
set -- "$srcdir"/forms/ash-*.yaml "$srcdir"/forms/nji-*.yaml "$srcdir"/forms/traject.yaml "$srcdir"/tests/data/forms/good/*.yaml
schema forms file.json "$@"
holds "every form that comes along is good" test "$(grep -c ' 1 good, 0 bad$' said)" -eq $#
bad=$srcdir/tests/data/forms/bad
schema forms file.json "$bad"/key-*.yaml "$bad"/type-*.yaml "$bad"/label-missing.yaml "$bad"/shape-*.yaml "$bad"/head-*.yaml
for mistake in key-unknown-top key-misspelt-field key-misspelt-section key-of-other-type type-unknown type-missing \
	label-missing shape-list head-title head-per head-version head-informant; do
	holds "$mistake is bad" grep -qx "$mistake.yaml 0 good, 1 bad" said
done
finish
