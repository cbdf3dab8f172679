# The whole summary of one year, as somebody with mawk would count it from the
# export: criteria, blocks, per organisatie, per year.
#
#   mawk -f summary.awk -v year=2028 export.csv
#
# What it says of the criteria is held against the program's own figures, which
# recount.awk checks.

BEGIN { FS = "," }

# A cell in quotes may hold commas: only such lines are split by hand.
function split_quoted(line,    n, i, part, cell, open, parts) {
	n = split(line, parts, ",")
	NF_quoted = 0
	open = 0
	for (i = 1; i <= n; i++) {
		part = parts[i]
		cell = open ? cell "," part : part
		if (gsub(/"/, "\"", part) % 2) open = !open
		if (!open) cells[++NF_quoted] = cell
	}
}

NR == 1 {
	for (i = 1; i <= NF; i++) at[$i] = i
	n = split("c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6", first, " ")
	k = split("c5a c5b c5c", second, " ")
	for (i = 1; i <= n; i++) first[i] = at[first[i]]
	for (i = 1; i <= k; i++) second[i] = at[second[i]]
	for (name in at)
		if (name ~ /\// && name !~ /missing$/) {
			options[++option_count] = at[name]
			option_name[option_count] = name
		}
	family = at["gezinstype"]
	counts = at["counts"]
	day = at["completed"]
	next
}

index($0, "\"") {
	split_quoted($0)
	for (i = 1; i <= NF_quoted; i++) $i = cells[i]
}

$counts != 1 { next }

{
	y = substr($day, 1, 4)
	scored = met = 0
	for (i = 1; i <= n; i++)
		if ((v = $first[i]) != "") { scored++; met += v }
	scored2 = met2 = 0
	for (i = 1; i <= k; i++)
		if ((v = $second[i]) != "") { scored2++; met2 += v }
	years[y]++
	if (scored) year_mean[y] += met / scored
	if (scored2) year_mean2[y] += met2 / scored2
	if (y != year) next
	valid++
	o = $5
	groups[o]++
	if (scored) { mean += met / scored; group_mean[o] += met / scored; with++ }
	if (scored2) { mean2 += met2 / scored2; group_mean2[o] += met2 / scored2; with2++ }
	for (i = 1; i <= n; i++)
		if ((v = $first[i]) != "") { item[i]++; item_met[i] += v }
	for (i = 1; i <= k; i++)
		if ((v = $second[i]) != "") { item[n + i]++; item_met[n + i] += v }
	families[$family]++
	for (i = 1; i <= option_count; i++) if ($options[i] == 1) option[i]++
}

END {
	printf "valid %d\nmean %.6f\nmean2 %.6f\n", valid, mean / with, mean2 / with2
	for (i = 1; i <= n + k; i++) printf "item %d %d %d\n", i, item[i], item_met[i]
	for (f in families) printf "family %s %d\n", f, families[f]
	for (i = 1; i <= option_count; i++) printf "option %s %d\n", option_name[i], option[i]
	for (o in groups) printf "group %s %d %.6f %.6f\n", o, groups[o], group_mean[o] / groups[o], group_mean2[o] / groups[o]
	for (y in years) printf "year %s %d %.6f %.6f\n", y, years[y], year_mean[y] / years[y], year_mean2[y] / years[y]
}
