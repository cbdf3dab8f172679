# Make a C table of a PO file: msgid, translation, plural; sorted by msgid.
# Untranslated, fuzzy and obsolete messages are left out.  A row says where its
# texts stand and does not point there, because each pointer would have to be
# set when the program starts.

# The bytes that a PO string stands for, to sort by.
function plain(s) {
	gsub(/\\n/, "\n", s)
	gsub(/\\t/, "\t", s)
	gsub(/\\"/, "\"", s)
	gsub(/\\\\/, "\\", s)
	return s
}

function finish() {
	if (id != "" && one != "" && !fuzzy) {
		entry[++n] = "\"" id "\"\t\"" one "\"" \
		    (many == "" ? "" : "\t\"" many "\"")
		key[n] = plain(id)
	}
	id = one = many = at = ""
	fuzzy = 0
}

function take(s) {
	s = substr(s, index(s, "\"") + 1)
	sub(/"[ \t\r]*$/, "", s)
	if (at == "id")
		id = id s
	else if (at == "one")
		one = one s
	else if (at == "many")
		many = many s
}

/^#,/ && /fuzzy/ { if (at != "") finish(); fuzzy = 1; next }
/^#/ { next }
/^[ \t\r]*$/ { finish(); next }
/^msgid_plural / { at = "plural"; take($0); next }
/^msgid / { if (at != "") finish(); at = "id"; take($0); next }
/^msgstr(\[0\])? / { at = "one"; take($0); next }
/^msgstr\[1\] / { at = "many"; take($0); next }
/^"/ { take($0); next }

END {
	finish()
	for (i = 2; i <= n; i++) {
		k = key[i]
		e = entry[i]
		for (j = i - 1; j > 0 && key[j] "" > k ""; j--) {
			key[j + 1] = key[j]
			entry[j + 1] = entry[j]
		}
		key[j + 1] = k
		entry[j + 1] = e
	}
	print "/* Made from po/nl.po by po/table.awk. */"
	print "#include \"config.h\"\n"
	print "#include \"base/text_private.h\"\n"
	print "static const struct texts {"
	for (i = 1; i <= n; i++) {
		count[i] = split(entry[i], text, "\t")
		for (j = 1; j <= count[i]; j++)
			printf "\tchar t%d_%d[sizeof(%s)];\n", i, j, text[j]
	}
	print "} texts = {"
	for (i = 1; i <= n; i++) {
		split(entry[i], text, "\t")
		for (j = 1; j <= count[i]; j++)
			printf "\t%s,\n", text[j]
	}
	print "};\n"
	print "const char *const text_bytes = (const char *)&texts;\n"
	print "const struct text_row text_table[] = {"
	for (i = 1; i <= n; i++) {
		printf "\t{"
		for (j = 1; j <= count[i]; j++)
			printf " offsetof(struct texts, t%d_%d),", i, j
		print (count[i] < 3 ? " 0 }," : " },")
	}
	print "};\n"
	printf "const size_t text_table_count = %d;\n", n
}
