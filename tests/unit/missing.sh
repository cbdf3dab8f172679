#!/bin/sh
# Stands in for the unit tests where their library is missing.
echo '1..0 # SKIP no cmocka'
