# Recount the figures of ASH from an exported CSV, and hold every number of a
# JSON summary against them.  Knows nothing of the program and its forms: the
# criteria, the rules for counting and the formulas stand here once more.
#
#   awk -f recount.awk [-v from= -v to= -v by= -v organisatie= -v team=
#       -v medewerker= -v version=] summary.json export.csv
#
# Sums are whole numbers, in units of 1/27720 (the lcm of 1 .. 11) for a score
# and its square for a variance: below 2^53 for more than a million records.
# Prints each difference; the status is 1 when there is any.  A number of the
# summary that was not recounted is a difference too.

BEGIN {
	UNIT = 27720
	Z = 1.959963984540054
	TARGET = 80
	items["uitvoering"] = "c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6"
	items["uitkomst"] = "c5a c5b c5c"
	split("gezinstype problematiek werkdoelen advies", blocks, " ")
	if (by == "") by = "completed"
	group_by = team != "" ? "medewerker" : organisatie != "" ? "team" : \
	    "organisatie"
}

# --- JSON, into json[path]: "measures.0.items.3.rate"

function json_fail() { print "not JSON at " pos; bad = 1; exit 1 }
function json_blank() { while (index(" \t\r\n", substr(text, pos, 1)) && pos <= length(text)) pos++ }

function json_string(   s, c) {
	pos++
	s = ""
	while ((c = substr(text, pos, 1)) != "\"") {
		if (c == "") json_fail()
		if (c == "\\") {
			pos++
			c = substr(text, pos, 1)
			if (c == "n") c = "\n"
			else if (c == "t") c = "\t"
			else if (c == "u") { c = "?"; pos += 4 }
		}
		s = s c
		pos++
	}
	pos++
	return s
}

function json_value(path,   c, key, n, word) {
	json_blank()
	c = substr(text, pos, 1)
	if (c == "{" || c == "[") {
		pos++
		n = 0
		json_blank()
		while (substr(text, pos, 1) != (c == "{" ? "}" : "]")) {
			if (n > 0 && substr(text, pos++, 1) != ",") json_fail()
			json_blank()
			key = n
			if (c == "{") {
				key = json_string()
				json_blank()
				if (substr(text, pos++, 1) != ":") json_fail()
			}
			json_value(path == "" ? key : path "." key)
			n++
			json_blank()
		}
		pos++
		json[path "#"] = n
		return
	}
	if (c == "\"") {
		json[path] = json_string()
		kind[path] = "text"
		return
	}
	if (!match(substr(text, pos, 40), /^[-+.0-9a-zA-Z]+/)) json_fail()
	word = substr(text, pos, RLENGTH)
	pos += RLENGTH
	json[path] = word
	kind[path] = word ~ /^[-0-9]/ ? "number" : "word"
}

# --- CSV: one row at a time into cell[1 ..]; quotes may hold line ends

function csv_row(line,   n, i, c, quoted, s) {
	split("", cell)
	if (!index(line, "\"")) return split(line, cell, ",")
	n = 1
	s = ""
	quoted = 0
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"") {
			if (quoted && substr(line, i + 1, 1) == "\"") { s = s c; i++ }
			else quoted = !quoted
		} else if (c == "," && !quoted) {
			cell[n++] = s
			s = ""
		} else s = s c
	}
	cell[n] = s
	return n
}

function quotes(line,   copy) { copy = line; return gsub(/"/, "", copy) }

# --- counting

function get(name) { return name in column ? cell[column[name]] : "" }

function in_period(day) {
	day = substr(day, 1, 10)
	if (day == "") return from == "" && to == ""
	return (from == "" || day >= from) && (to == "" || day <= to)
}

function selected() {
	return (organisatie == "" || get("organisatie") "" == organisatie "") && \
	    (team == "" || get("team") "" == team "") && \
	    (medewerker == "" || get("medewerker") "" == medewerker "") && \
	    (version == "" || get("version") "" == version "")
}

# Add one record to the figures of a measure under this key.
function add_score(key, met, scored,   x) {
	if (scored == 0) return
	x = UNIT / scored * met
	n[key]++
	sum[key] += x
	squares[key] += x * x
	met_all[key] += met
	scored_all[key] += scored
}

function count_item(key, name,   value) {
	value = get(name)
	key = key SUBSEP name
	if (value == "1") item_met[key]++
	if (value == "1" || value == "0") item_scored[key]++
	else if (get(name "/missing") != "") item_missing[key]++
	else item_empty[key]++
}

# Add the record to a row of a table, with its scores, items and outcome.
function add_row(key, met, scored,   m, i, k, list) {
	for (m in items) {
		add_score(key SUBSEP m, met[m], scored[m])
		k = split(items[m], list, " ")
		for (i = 1; i <= k; i++) count_item(key, list[i])
	}
	row_valid[key]++
	row_positive[key] += met["uitkomst"] >= 2
}

# The rules in the order of the form; the first that fails is the reason.
function reason(met, scored) {
	if (scored["uitvoering"] < 8) return "uitvoering_scored >= 8"
	if (scored["uitkomst"] < 2) return "uitkomst_scored >= 2"
	return "uitvoering_met >= 1"
}

function count_block(field,   i, answered) {
	if (field in column) {
		if (cell[column[field]] != "") {
			answered = 1
			option[field, cell[column[field]]]++
		}
	} else {
		for (i = 1; i <= columns; i++)
			if (index(title[i], field "/") == 1 && title[i] != field "/missing") {
				if (cell[i] != "") answered = 1
				if (cell[i] == "1")
					option[field, substr(title[i], length(field) + 2)]++
			}
	}
	if (answered) block_answered[field]++
	else if (get(field "/missing") != "") block_missing[field]++
}

function count_record(   m, i, k, list, met, scored, value, valid, day, year, group) {
	if (!selected()) return
	if (get("status") == "draft") {
		if (in_period(get("changed"))) {
			draft++
			group_draft[get(group_by)]++
			group_valid[get(group_by)] += 0
		}
		return
	}
	if (get("status") == "withdrawn") return
	for (m in items) {
		met[m] = scored[m] = 0
		k = split(items[m], list, " ")
		for (i = 1; i <= k; i++) {
			value = get(list[i])
			met[m] += value == "1"
			scored[m] += value == "1" || value == "0"
		}
	}
	valid = met["uitvoering"] >= 1 && scored["uitvoering"] >= 8 && \
	    scored["uitkomst"] >= 2
	if (valid != get("counts") + 0) differ("counts of " get("id"), get("counts"), valid)
	day = get(by)
	if (valid && day != "") {
		year = substr(day, 1, 4)
		year_valid[year]++
		part_valid[year "@" get("version")]++
		add_row("year" SUBSEP year, met, scored)
		add_row("part" SUBSEP year "@" get("version"), met, scored)
	}
	if (!in_period(day)) return
	complete++
	seen[get("version")]++
	group = get(group_by)
	group_complete[group]++
	group_valid[group] += 0
	if (!valid) {
		reasons[reason(met, scored)]++
		return
	}
	all_valid++
	group_valid[group]++
	add_row("all", met, scored)
	add_row("group" SUBSEP group, met, scored)
	if (day != "") {
		month_valid[substr(day, 1, 7)]++
		add_row("month" SUBSEP substr(day, 1, 7), met, scored)
	}
	step_of[met["uitvoering"]]++
	step_positive[met["uitvoering"]] += met["uitkomst"] >= 2
	if (met["uitkomst"] >= 2) positive++
	else if (met["uitkomst"] + 3 - scored["uitkomst"] >= 2) undecided++
	for (i in blocks) count_block(blocks[i])
}

# --- comparing

function differ(path, got, want) {
	if (differences++ < 40) print path ": the summary has " got ", recounted " want
}

function same_text(path, want) {
	compared[path] = 1
	if (!(path in json)) differ(path, "nothing", want)
	else if (json[path] "" != want "") differ(path, json[path], want)
}

function same_number(path, want) {
	compared[path] = 1
	numbers++
	if (!(path in json) || kind[path] != "number") {
		differ(path, json[path], want)
		return
	}
	if (json[path] - want > 1e-9 || want - json[path] > 1e-9)
		differ(path, json[path], want)
}

# top / bottom in whole per cent, a half up, in whole numbers
function percent(top, bottom) { return int((200 * top + bottom) / (2 * bottom)) }

function say(yes) { return yes ? "true" : "false" }

function same_verdict(path, low, high) {
	same_text(path ".verdict", low >= TARGET / 100 ? "haalt" : high < TARGET / 100 ? "onder" : "onzeker")
}

function same_none(path, names,   k, i, list) {
	k = split(names, list, " ")
	for (i = 1; i <= k; i++) same_text(path "." list[i], "null")
}

function same_share(path, met, of,   p, z2, centre, reach) {
	if (of == 0) {
		same_none(path, "rate percent low high interval")
		return
	}
	p = met / of
	z2 = Z * Z
	centre = p + z2 / (2 * of)
	reach = Z * sqrt(p * (1 - p) / of + z2 / (4 * of * of))
	low = met == 0 ? 0 : (centre - reach) / (1 + z2 / of)
	high = met == of ? 1 : (centre + reach) / (1 + z2 / of)
	same_number(path ".rate", p)
	same_number(path ".percent", percent(met, of))
	same_number(path ".low", low)
	same_number(path ".high", high)
	same_text(path ".interval", "wilson")
}

function same_mean(path, key,   count, mean, variance, reach) {
	count = n[key] + 0
	same_number(path ".records", count)
	if (count == 0) {
		same_none(path, "mean percent low high interval reached verdict")
		return
	}
	mean = sum[key] / (UNIT * count)
	same_number(path ".mean", mean)
	same_number(path ".percent", percent(sum[key], UNIT * count))
	same_text(path ".reached", say(sum[key] * 100 >= TARGET * UNIT * count))
	if (count < 2) {
		same_none(path, "low high interval verdict")
		return
	}
	variance = (count * squares[key] - sum[key] * sum[key]) / (count * (count - 1)) / (UNIT * UNIT)
	reach = Z * sqrt(variance / count)
	low = mean - reach < 0 ? 0 : mean - reach
	high = mean + reach > 1 ? 1 : mean + reach
	same_number(path ".low", low)
	same_number(path ".high", high)
	same_text(path ".interval", "normal")
	same_verdict(path, low, high)
}

function deviation(key) {
	return sqrt((n[key] * squares[key] - sum[key] * sum[key]) / (n[key] * (n[key] - 1))) / UNIT
}

# Where a share of n would reach p of what chance does around the target: in the
# step in which the binomial distribution passes p, as far in as p is.  The steps
# are told in terms of the likeliest, so that those of many are numbers too.
function chance(p, n,   odds, k, first, step, all, below) {
	odds = TARGET / (100 - TARGET)
	first = k = int((n + 1) * TARGET / 100)
	if (k > n) first = k = n
	step[k] = all = 1
	for (; k > 0 && step[k] > 1e-20; first = --k)
		all += step[k - 1] = step[k] * k / (n - k + 1) / odds
	k = int((n + 1) * TARGET / 100)
	for (; k < n && step[k] > 1e-20; k++)
		all += step[k + 1] = step[k] * (n - k) / (k + 1) * odds
	for (k = first; (below + step[k]) / all < p; k++) below += step[k]
	k -= (below + step[k] - p * all) / step[k]
	return k < 0 ? 0 : k / n
}

function same_item_funnel(path, n) {
	if (n == 0) {
		same_text(path ".funnel", "null")
		return
	}
	same_number(path ".funnel.low998", chance(0.001, n))
	same_number(path ".funnel.low95", chance(0.025, n))
	same_number(path ".funnel.high95", chance(0.975, n))
	same_number(path ".funnel.high998", chance(0.999, n))
}

# The items of a measure in a row; of a month only their per cent.
function same_items(path, key, m, what,   k, i, list, name, at) {
	k = split(items[m], list, " ")
	same_text(path ".items#", k)
	for (i = 1; i <= k; i++) {
		name = key SUBSEP list[i]
		at = path ".items." (i - 1)
		same_text(at ".name", list[i])
		same_number(at ".scored", item_scored[name] + 0)
		same_number(at ".met", item_met[name] + 0)
		if (what == "month") {
			if (item_scored[name])
				same_number(at ".percent", percent(item_met[name], item_scored[name]))
			else same_none(at, "percent")
			continue
		}
		same_number(at ".missing", item_missing[name] + 0)
		same_number(at ".empty", item_empty[name] + 0)
		same_share(at, item_met[name] + 0, item_scored[name] + 0)
		if (what == "group") same_item_funnel(at, item_scored[name] + 0)
		if (what != "all") continue
		if (item_scored[name]) {
			same_verdict(at, low, high)
			same_text(at ".reached", say(item_met[name] * 100 >= TARGET * item_scored[name]))
		} else same_none(at, "reached verdict")
	}
}

function same_measure(path, m) {
	same_text(path ".name", m)
	same_number(path ".target", TARGET / 100)
	same_mean(path, "all" SUBSEP m)
	if (n["all", m] >= 2) same_number(path ".deviation", deviation("all" SUBSEP m))
	else same_none(path, "deviation")
	same_number(path ".pooled_met", met_all["all", m] + 0)
	same_number(path ".pooled_scored", scored_all["all", m] + 0)
	if (scored_all["all", m]) {
		same_number(path ".pooled", met_all["all", m] / scored_all["all", m])
		same_number(path ".pooled_percent", percent(met_all["all", m], scored_all["all", m]))
	} else same_none(path, "pooled pooled_percent")
	same_items(path, "all", m, "all")
}

# Limits around the target, from the deviation of all records together.
function same_funnel(path, key, m,   unit, z, i, list, at) {
	if (n[key SUBSEP m] + 0 == 0 || n["all", m] < 2) {
		same_text(path ".funnel", "null")
		return
	}
	unit = deviation("all" SUBSEP m) / sqrt(n[key SUBSEP m])
	split("95 998", list, " ")
	for (i = 1; i <= 2; i++) {
		z = i == 1 ? Z : 3.090232306167813
		at = TARGET / 100 - z * unit
		same_number(path ".funnel.low" list[i], at < 0 ? 0 : at)
		at = TARGET / 100 + z * unit
		same_number(path ".funnel.high" list[i], at > 1 ? 1 : at)
	}
}

function same_step(path, of, met) {
	same_number(path ".records", of)
	same_number(path ".positive", met)
	same_share(path, met, of)
}

function same_steps(path,   k, of, met) {
	same_text(path ".measure", "uitvoering")
	same_number(path ".from", 6)
	same_text(path ".steps#", 12)
	for (k = 0; k <= 11; k++) {
		same_number(path ".steps." k ".met", k)
		same_step(path ".steps." k, step_of[k] + 0, step_positive[k] + 0)
		of[k < 6] += step_of[k]
		met[k < 6] += step_positive[k]
	}
	same_step(path ".below", of[1] + 0, met[1] + 0)
	same_step(path ".from_on", of[0] + 0, met[0] + 0)
}

# Centre and limits; which points stand there is held by other tests.
function same_runs(   r, i, at, m, key, p, unit, k, list) {
	same_text("runs#", 2 + split(items["uitvoering"], list, " ") + split(items["uitkomst"], list, " "))
	for (r = 0; r < 2; r++) {
		at = "runs." r
		m = r == 0 ? "uitvoering" : "uitkomst"
		same_text(at ".measure", m)
		if (n["all", m]) same_number(at ".centre", sum["all", m] / (UNIT * n["all", m]))
		for (i = 0; i < json[at ".points#"]; i++) {
			p = at ".points." i
			key = "month" SUBSEP json[p ".month"] SUBSEP m
			if (json[p ".low"] == "null") continue
			if (n[key] < 5) differ(p, n[key], "limits from 5 on")
			unit = 3 * deviation("all" SUBSEP m) / sqrt(n[key])
			low = sum["all", m] / (UNIT * n["all", m]) - unit
			high = low + 2 * unit
			same_number(p ".low", low < 0 ? 0 : low)
			same_number(p ".high", high > 1 ? 1 : high)
		}
	}
}

# The same of each criterion, from its own share.
function same_item_runs(   r, m, k, list, i, at, name, p, key, centre, unit) {
	r = 2
	for (m = 1; m <= 2; m++) {
		k = split(items[m == 1 ? "uitvoering" : "uitkomst"], list, " ")
		for (i = 1; i <= k; i++) {
			at = "runs." r++
			name = "all" SUBSEP list[i]
			same_text(at ".item", list[i])
			if (!item_scored[name]) continue
			centre = item_met[name] / item_scored[name]
			same_number(at ".centre", centre)
			for (p = 0; p < json[at ".points#"]; p++) {
				key = "month" SUBSEP json[at ".points." p ".month"] SUBSEP list[i]
				if (json[at ".points." p ".low"] == "null") continue
				unit = item_scored[key]
				if (unit * centre < 5 || unit * (1 - centre) < 5) differ(at ".points." p, unit, "limits from 5 on")
				unit = 3 * sqrt(centre * (1 - centre) / unit)
				low = centre - unit
				high = centre + unit
				same_number(at ".points." p ".low", low < 0 ? 0 : low)
				same_number(at ".points." p ".high", high > 1 ? 1 : high)
			}
		}
	}
}

function same_reasons(   i, k, count) {
	if (json["reasons"] == "null") return
	for (k in reasons) count++
	same_text("reasons#", count + 0)
	for (i = 0; i < json["reasons#"]; i++)
		same_number("reasons." i ".records", reasons[json["reasons." i ".rule"]] + 0)
}

function same_block(path, field,   i, at, name, count, k) {
	same_text(path ".field", field)
	same_number(path ".answered", block_answered[field] + 0)
	same_number(path ".missing", block_missing[field] + 0)
	same_number(path ".empty", all_valid - block_answered[field] - block_missing[field])
	count = json[path ".options#"]
	for (i = 0; i < count; i++) {
		at = path ".options." i
		name = json[at ".name"]
		told[field, name] = 1
		same_number(at ".count", option[field, name] + 0)
		same_share(at, option[field, name] + 0, block_answered[field] + 0)
	}

	# An option that was chosen must be in the summary of its form version;
	# older versions may have had others.
	for (k in option) {
		split(k, part, SUBSEP)
		if (part[1] == field && !(k in told) && !older)
			differ(path, "no " part[2], option[k])
	}
}

# Groups, years, parts or months: as many as recounted, each once, each with its
# figures.  A part is known by YEAR@VERSION.
function same_rows(list, key_name, what, valid,   i, at, value, count, m, k, key) {
	count = 0
	for (k in valid) count++
	same_text(list "#", count)
	for (i = 0; i < json[list "#"]; i++) {
		at = list "." i
		value = json[at "." key_name]
		if (what == "part") value = value "@" json[at ".version"]
		if (!(value in valid) || (list, value) in met_before) differ(at, value, "no such row")
		met_before[list, value] = 1
		compared[at "." key_name] = 1
		key = what SUBSEP value
		same_number(at ".valid", valid[value] + 0)
		for (m in items) {
			same_mean(at "." m, key SUBSEP m)
			same_items(at "." m, key, m, what)
			if (what == "group") same_funnel(at "." m, key, m)
		}
		if (what == "group") {
			same_number(at ".complete", group_complete[value] + 0)
			same_number(at ".invalid", group_complete[value] - valid[value])
			same_number(at ".draft", group_draft[value] + 0)
		}
		same_number(at ".positive.records", row_valid[key] + 0)
		same_number(at ".positive.met", row_positive[key] + 0)
		same_share(at ".positive", row_positive[key] + 0, row_valid[key] + 0)
	}
}

function same_all(   i, k, count) {
	same_text("form", "ash")
	same_text("by", by)
	same_text("from", from == "" ? "null" : from)
	same_text("to", to == "" ? "null" : to)
	same_text("filter.organisatie", organisatie == "" ? "null" : organisatie)
	same_text("filter.team", team == "" ? "null" : team)
	same_text("filter.medewerker", medewerker == "" ? "null" : medewerker)
	count = 0
	for (k in seen) count++
	same_text("versions#", count)
	for (i = 0; i < json["versions#"]; i++)
		if (!(json["versions." i] in seen)) differ("versions", json["versions." i], "none")
	older = count > 1 || (count == 1 && !("3.0" in seen))
	same_number("records.complete", complete + 0)
	same_number("records.valid", all_valid + 0)
	same_number("records.invalid", complete - all_valid)
	same_number("records.draft", draft + 0)
	same_text("measures#", 2)
	same_measure("measures.0", "uitvoering")
	same_measure("measures.1", "uitkomst")
	same_number("positive.records", all_valid + 0)
	same_number("positive.met", positive + 0)
	same_number("positive.undecided", undecided + 0)
	same_share("positive", positive + 0, all_valid + 0)
	same_text("blocks#", 4)
	for (i = 1; i <= 4; i++) same_block("blocks." (i - 1), blocks[i])
	same_rows("groups", "value", "group", group_valid)
	for (i = 0; i < json["groups#"]; i++) same_text("groups." i ".by", group_by)
	same_rows("trend", "year", "year", year_valid)
	same_rows("trend_versions", "year", "part", part_valid)
	same_rows("months", "month", "month", month_valid)
	same_steps("positive.by")
	same_runs()
	same_item_runs()
	same_reasons()
	same_text("row_blocks#", 0)
	same_text("scales#", 0)
	same_text("shares#", 0)
	same_text("response", "null")
}

# --- the two files

FILENAME != last_file {
	last_file = FILENAME
	files++
}
files == 1 { text = text $0 "\n"; next }
{
	sub(/\r$/, "")
	row = row == "" ? $0 : row "\n" $0
	if (quotes(row) % 2) next
	columns_here = csv_row(row)
	row = ""
	if (!columns) {
		columns = columns_here
		for (i = 1; i <= columns; i++) {
			title[i] = cell[i]
			column[cell[i]] = i
		}
		next
	}
	if (columns_here != columns) {
		print "a row of " columns_here " cells, not " columns
		bad = 1
		exit 1
	}
	count_record()
}

END {
	if (bad || files < 2) {
		print "nothing was recounted"
		exit 1
	}
	pos = 1
	json_value("")
	same_all()
	for (path in kind)
		if (kind[path] == "number" && !(path in compared) && path !~ /^benchmarks\./ && path !~ /\.benchmark$/)
			differ(path, json[path], "not at all")
	print numbers " numbers compared, " differences + 0 " differ"
	exit differences > 0
}
