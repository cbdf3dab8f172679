# wellformed.awk - is this page well-formed, with what every chart must have?
#
# Prints one line for each fault.  The style is passed over: nothing in it is
# an element.

function fault(text) { print FILENAME ": " text; faults++ }

{ page = page $0 "\n" }

END {
	depth = 0
	while (match(page, /<[^>]*>/)) {
		between = substr(page, 1, RSTART - 1)
		tag = substr(page, RSTART + 1, RLENGTH - 2)
		page = substr(page, RSTART + RLENGTH)
		if (open[depth] != "style" && between ~ /[<>]/)
			fault("a stray bracket near " between)
		rest = between
		while (open[depth] != "style" && match(rest, /&[^;]*;?/)) {
			entity = substr(rest, RSTART, RLENGTH)
			if (entity !~ /^&(amp|lt|gt|quot|#39);$/) fault("no entity: " entity)
			rest = substr(rest, RSTART + RLENGTH)
		}
		if (between ~ /[^ \t\n]/ && chart) chart = 0
		if (tag ~ /^!/) continue
		if (tag ~ /^\//) {
			name = substr(tag, 2)
			if (open[depth] != name) fault("</" name "> ends <" open[depth] ">")
			if (name == "title" && between !~ /[^ \n]/) fault("an empty title")
			if (name == "desc" && between !~ /[^ \n]/) fault("an empty desc")
			depth--
			continue
		}
		name = tag
		sub(/[ \/].*/, "", name)
		attributes = substr(tag, length(name) + 1)
		sub(/\/$/, "", attributes)
		while (match(attributes, /^ [a-z0-9-]+="[^"<]*"/)) {
			attribute = substr(attributes, 2, RLENGTH - 1)
			attributes = substr(attributes, RLENGTH + 1)
			if (attribute ~ /^(on|src|href|style|xlink)/) fault("an attribute " attribute)
			if (name == "svg" && attribute == "role=\"img\"") has_role = 1
		}
		if (attributes !~ /^ *$/) fault("odd attributes in <" tag ">")
		if (name ~ /^(script|link|img|iframe|object|embed|base|form|input|a|foreignObject|use|image)$/)
			fault("an element <" name ">")
		if (expected && name != expected) fault("no " expected " in a chart")
		expected = name == "svg" ? "title" : name == "title" && open[depth] == "svg" ? "desc" : ""
		if (name == "svg" && !has_role) fault("a chart without role")
		has_role = 0
		if (tag !~ /\/$/) open[++depth] = name
	}
	if (depth) fault("<" open[depth] "> is not ended")
	exit faults > 0
}
