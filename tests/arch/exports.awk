# Functions that a header declares and that are in no other file of C than their
# own.
FNR == 1 { comment = type = 0; header = FILENAME ~ /^src\/.*\.h$/ }
{
	line = $0
	gsub(/"([^"\\]|\\.)*"/, "", line)
	gsub(/\/\*.*\*\//, "", line)
	if (comment && line !~ /\*\//) next
	if (comment) sub(/.*\*\//, "", line)
	comment = line ~ /\/\*/
	sub(/\/\*.*/, "", line)
	if (line ~ /^typedef/) type = 1
	was_type = type
	if (line ~ /;/) type = 0
	if (was_type || line ~ /^#|__attribute__/) next
	while (match(line, /[A-Za-z_][A-Za-z_0-9]*/)) {
		word = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		if (header) {
			if (line ~ /^\(/ && word ~ /^[a-z].*_/) declared[word] = FILENAME
		} else if (!((word, FILENAME) in seen)) {
			seen[word, FILENAME]
			files[word]++
		}
	}
}
END { for (word in declared) if (files[word] < 2) print declared[word] ": " word }
