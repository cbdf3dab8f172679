#!/bin/sh
# Killed after every key of a long session: whatever was left is there, and the
# cursor comes back.  Every second key, or all with LONG=1.
. "${srcdir:?}/tests/fault/fault.sh"

count=$("$session" keys "$keys")
for n in $(steps "$count" 80); do
	fresh
	"$session" play "$work/data" "$keys" "$srcdir/forms" $((n - 1)) \
		>out 2>&1
	[ $? -eq 137 ] && verify
	result $? "killed after $((n - 1)) keys" out
done
fresh
play -1 && verify
result $? "and not at all" out
finish
