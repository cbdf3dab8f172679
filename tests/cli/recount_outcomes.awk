# Recount the figures of an outcome form (nji-jeugdige, nji-ouder) and hold the
# JSON of a summary against them; or, with -v what=response, the response of ash.
# Knows nothing of the program: the questions and the formulas stand here again.
#
#   awk -f recount_outcomes.awk summary.json export.csv
#   awk -f recount_outcomes.awk -v what=response -v from= -v to= \
#       summary.json traject.csv ash.csv

BEGIN { Z = 1.959963984540054 }

function json_value(path,   c, key, n) {
	blank()
	c = substr(text, pos, 1)
	if (c == "{" || c == "[") {
		pos++
		n = 0
		blank()
		while (substr(text, pos, 1) != (c == "{" ? "}" : "]")) {
			if (n > 0) pos++
			blank()
			key = n
			if (c == "{") { key = word(); blank(); pos++ }
			json_value(path == "" ? key : path "." key)
			n++
			blank()
		}
		pos++
		json[path "#"] = n
	} else json[path] = word()
}
function blank() { while (index(" \t\n", substr(text, pos, 1)) && pos <= length(text)) pos++ }
function word(   s) {
	if (substr(text, pos, 1) == "\"") {
		match(substr(text, pos + 1, 4000), /^([^"\\]|\\.)*/)
		s = substr(text, pos + 1, RLENGTH)
		pos += RLENGTH + 2
		return s
	}
	match(substr(text, pos, 40), /^[-+.0-9a-zA-Z]+/)
	s = substr(text, pos, RLENGTH)
	pos += RLENGTH
	return s
}

function csv_row(line,   n, i, c, quoted, s) {
	split("", cell)
	n = 1
	s = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"") quoted = !quoted
		else if (c == "," && !quoted) { cell[n++] = s; s = "" }
		else s = s c
	}
	cell[n] = s
	return n
}
function quotes(line) { return gsub(/"/, "", line) }
function get(name) { return name in column ? cell[column[name]] : "" }

function near(path, want) {
	compared++
	if (json[path] == "null" || json[path] - want > 1e-9 || want - json[path] > 1e-9) {
		print path ": the summary has " json[path] ", recounted " want
		differences++
	}
}
function percent(top, bottom) { return int((200 * top + bottom) / (2 * bottom)) }
function share(path, met, of,   p, z2, reach) {
	if (of == 0) return
	p = met / of
	z2 = Z * Z
	reach = Z * sqrt(p * (1 - p) / of + z2 / (4 * of * of))
	near(path ".rate", p)
	near(path ".percent", percent(met, of))
	near(path ".low", met == 0 ? 0 : (p + z2 / (2 * of) - reach) / (1 + z2 / of))
	near(path ".high", met == of ? 1 : (p + z2 / (2 * of) + reach) / (1 + z2 / of))
}

# Days since a day long ago, of an ISO day.
function days(iso,   y, m) {
	y = substr(iso, 1, 4)
	m = substr(iso, 6, 2) + 0
	if (m <= 2) { y--; m += 12 }
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m - 457) / 5) + substr(iso, 9, 2)
}

function count_outcome(   i, mark, name, seen) {
	if (get("status") != "complete") return
	valid++
	mark = get("tevredenheid")
	if (mark != "") { marks++; given[mark]++; sum += mark; squares += mark * mark }
	else if (get("tevredenheid/missing") != "") mark_missing++
	if (get("verder") != "") { further++; further_as[get("verder")]++ }
	for (i = 1; ("doel/" i "/bereikt") in column; i++) {
		name = "doel/" i "/bereikt"
		if (get(name) != "") {
			goals++
			reached[get(name)]++
			if (!seen) goal_records++
			seen = 1
			if (!((get("id"), get(name)) in had)) reached_records[get(name)]++
			had[get("id"), get(name)] = 1
		}
	}
	if (get("alles_bereikt") != "") { together++; together_as[get("alles_bereikt")]++ }
}

function same_outcomes(   i, at, name, variance, reach) {
	near("records.valid", valid)
	near("scales.0.answered", marks)
	near("scales.0.missing", mark_missing)
	near("scales.0.empty", valid - marks - mark_missing)
	near("scales.0.mean", sum / marks)
	near("scales.0.rounded", int((20 * sum + marks) / (2 * marks)) / 10)
	variance = (marks * squares - sum * sum) / (marks * (marks - 1))
	reach = Z * sqrt(variance / marks)
	near("scales.0.deviation", sqrt(variance))
	near("scales.0.low", sum / marks - reach)
	near("scales.0.high", sum / marks + reach)
	for (i = 0; i < 10; i++) {
		near("scales.0.values." i ".value", i + 1)
		near("scales.0.values." i ".count", given[i + 1] + 0)
		share("scales.0.values." i, given[i + 1] + 0, marks)
	}
	near("row_blocks.0.answered", goals)
	near("row_blocks.0.records", goal_records)
	for (i = 0; i < 4; i++) {
		at = "row_blocks.0.options." i
		name = json[at ".name"]
		near(at ".count", reached[name] + 0)
		near(at ".records", reached_records[name] + 0)
		share(at, reached[name] + 0, goals)
	}
	near("shares.0.met", further_as["geen_hulp"] + 0)
	share("shares.0", further_as["geen_hulp"] + 0, further)
	near("shares.1.met", reached["deels"] + reached["gehaald"])
	share("shares.1", reached["deels"] + reached["gehaald"], goals)
	near("shares.2.met", together_as["deels"] + together_as["gehaald"])
	share("shares.2", together_as["deels"] + together_as["gehaald"], together)
}

# One traject and one record of ash; the help's last day and 21 days after it.
function count_response(   key, end) {
	key = get("organisatie") "/" get("traject")
	if (files == 2) {
		if (get("status") == "complete" && get("einde") != "") ended[key] = get("einde")
		return
	}
	if (get("status") != "complete" || !(key in ended)) return
	end = days(ended[key]) + 21
	if ((from != "" && end < days(from)) || (to != "" && end > days(to))) return
	came++
	late += days(get("completed")) > end
	delay = days(get("completed")) - end + 21
	delays[delay]++
	delay_sum += delay
	if (came == 1 || delay > delay_most) delay_most = delay
}

function same_response(   key, due, end, k, seen, low, high) {
	for (key in ended) {
		end = days(ended[key]) + 21
		due += !((from != "" && end < days(from)) || (to != "" && end > days(to)))
	}
	near("response.0.due", due)
	near("response.0.came", came)
	near("response.0.late", late + 0)
	near("response.0.days_most", delay_most)
	near("response.0.days_mean", int((20 * delay_sum + came) / (2 * came)) / 10)
	low = high = "none"
	for (k = -400; k <= delay_most; k++) {
		seen += delays[k]
		if (low == "none" && seen >= int((came + 1) / 2)) low = k
		if (high == "none" && seen >= int(came / 2) + 1) high = k
	}
	near("response.0.days_median", (low + high) / 2)
	share("response.0", came, due)
}

FILENAME != last_file { last_file = FILENAME; files++; columns = 0 }
files == 1 { text = text $0 "\n"; next }
{
	row = row == "" ? $0 : row "\n" $0
	if (quotes(row) % 2) next
	csv_row(row)
	n = csv_row(row)
	row = ""
	if (!columns) {
		split("", column)
		columns = n
		for (i = 1; i <= n; i++) column[cell[i]] = i
		next
	}
	if (what == "response") count_response()
	else count_outcome()
}
END {
	pos = 1
	json_value("")
	if (what == "response") same_response()
	else same_outcomes()
	print compared " numbers compared, " differences + 0 " differ"
	exit differences > 0 || compared < 10
}
