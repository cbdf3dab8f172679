#!/bin/sh
# report WORK JSON BENCH: the tables of what was measured; bench.sh runs it.
set -eu
work=$1 json=$2 bench=$3
results=$work/results

# In the order of $work/about.
echo
awk '
	{ key = $1; sub(/^[^ ]* ?/, ""); v[key] = $0 }
	END {
		printf "%s, on %s, %s processors, %s; load %s before, %s after\n", \
			v["program"], v["processor"], v["processors"], \
			v["system"], v["load_before"], v["load_after"]
		if (v["load_before"] > 0.5)
			print "Something else was running: these are not the ratios of this machine alone."
	}' "$work/about"
echo
echo "Bars: each is a ratio of two medians of this run; least and most beside it"
echo
awk -v results="$results" -v json="$work/bars.json" '
	BEGIN {
		while ((getline line < results) > 0) {
			split(line, p, " ")
			median[p[1]] = p[2]; least[p[1]] = p[3]; most[p[1]] = p[4]
		}
		printf "%-52s %9s %19s %9s %9s\n", "", "got", "spread", "must", "aim"
	}
	/^#/ || NF == 0 { next }
	{
		split($0, f, ";")
		if (!(f[2] in median) || !(f[3] in median)) {
			printf "%-52s %9s\n", f[1], "skipped"
			next
		}
		u = median[f[3]]; lu = least[f[3]]; mu = most[f[3]]
		if (f[3] == "none") { u = lu = mu = 1 }
		got = median[f[2]] / u
		low = least[f[2]] / mu
		high = most[f[2]] / (lu > 0 ? lu : u)
		must = f[4] == "<" ? got <= f[5] : got >= f[5]
		aim = f[4] == "<" ? got <= f[6] : got >= f[6]
		printf "%-52s %9.4g %9.3g..%-8.3g %9s %9s  %s\n", f[1], got, low, high, \
			(f[4] == "<" ? "<= " : ">= ") f[5], (f[4] == "<" ? "<= " : ">= ") f[6], \
			aim ? "aim" : must ? "must" : "NOT REACHED"
		printf "%s\n    {\"bar\": \"%s\", \"of\": \"%s\", \"over\": \"%s\", \"got\": %.6g, \"least\": %.6g, \"most\": %.6g, \"sense\": \"%s\", \"must\": %s, \"aim\": %s, \"reached\": \"%s\"}", \
			(written++ ? "," : ""), f[1], f[2], f[3], got, low, high, \
			(f[4] == "<" ? "<=" : ">="), f[5], f[6], \
			(aim ? "aim" : must ? "must" : "no") >json
	}
	END {
		if ("disk_tail" in median)
			printf "\nThe disk alone, syncing as much with such pauses, p99 / median: %.3g (%.3g..%.3g)\n", \
				median["disk_tail"], least["disk_tail"], most["disk_tail"]
	}' "$bench/bars"

echo
echo "Growth: medians, in milliseconds unless it says otherwise"
echo
awk -v results="$results" '
	function row(title, prefix, suffix, scale,    i, key) {
		printf "%-44s", title
		for (i = 1; i <= 4; i++) {
			key = prefix "_" size[i] suffix
			if (key in median) printf " %10.4g", median[key] * scale
			else printf " %10s", "-"
		}
		# From 18k to 180k: ten times as many records.
		a = median[prefix "_18k" suffix]; b = median[prefix "_180k" suffix]
		if (a > 0 && b > 0)
			printf "   x %-6.3g %s", b / a, b / a < 2 ? "flat" : b / a < 5 ? "less than linear" : "linear"
		printf "\n"
	}
	BEGIN {
		while ((getline line < results) > 0) { split(line, p, " "); median[p[1]] = p[2] }
		split("1800 18k 180k 1800k", size, " ")
		printf "%-44s %10s %10s %10s %10s   18k -> 180k\n", "records", "1,800", "18,000", "180,000", "1,800,000"
		row("start to the first picture", "first", "_seen", 1)
		row("start to the first screen, complete", "first", "", 1)
		row("a key in the list", "list", "", 1)
		row("search as you type, what a key shows at once", "search", "", 1)
		row("opening a traject", "open", "", 1)
		row("opening a record", "record", "", 1)
		row("an answer in a form, saved", "form", "", 1)
		row("completing a record, durable", "commit", "", 0.001)
		row("what is to be done, on the screen", "todo", "", 1)
		row("the summary on the screen", "summary_screen", "", 1)
		row("completed elsewhere, painted here", "seen", "", 1)
		row("the summary, counting", "figures", "", 0.001)
		row("the summary of one organisation, counting", "figures", "_filter", 0.001)
		row("the command summary", "summary", "", 1)
		row("import of one form", "import", "", 1)
		row("export of one form", "export", "", 1)
		row("backup", "backup", "", 1)
		row("bytes per imported record", "size", "", 1)
		row("summary, memory at most (kB)", "summary", "_kb", 1)
		row("import, memory at most (kB)", "import", "_kb", 1)
		row("export, memory at most (kB)", "export", "_kb", 1)
	}'

echo
echo "Beside others"
echo
awk -v results="$results" '
	function beside(title, suffix, idle,    i, k) {
		printf "%-34s", title
		for (i = 1; i <= 5; i++) {
			k = (idle ? key[i] : name[i]) suffix
			printf " %10s", suffix == 0 ? name[i] : (k in v) ? sprintf("%.4g", v[k]) : "-"
		}
		printf "\n"
	}
	BEGIN {
		while ((getline line < results) > 0) { split(line, p, " "); v[p[1]] = p[2] }
		split("spoedpeil nano htop dialog calcurse", name, " ")
		split("idle nano htop dialog calcurse", key, " ")
		v["spoedpeil_program_kb"] = v["program_kb"]
		if ("first_180k" in v) {
			v["spoedpeil_first"] = v["first_180k"]
			v["spoedpeil_first_seen"] = v["first_180k_seen"]
		}
		if ("list_180k" in v) {
			v["spoedpeil_key"] = v["list_180k"]
			v["spoedpeil_key_p99"] = v["list_180k_p99"]
			v["spoedpeil_key_bytes"] = v["list_180k_bytes"]
		}
		beside("", 0)
		beside("first picture (ms)", "_first_seen")
		beside("first screen, complete (ms)", "_first")
		beside("a move (ms)", "_key")
		beside("a move, p99 (ms)", "_key_p99")
		beside("a move, bytes, p99", "_key_bytes")
		beside("resident while it waits (kB)", "_kb", 1)
		beside("the program (kB)", "_program_kb")
		beside("threads", "_threads", 1)
		beside("wake-ups while it waits", "_woken", 1)
		printf "\nThe summary of 18,000 records, from the CSV (ms): mawk %s, python3 %s, miller (criteria only) %s; recutils, 1,800, their number: %s\n", \
			v["mawk"] + 0 ? v["mawk"] : "-", v["python"] + 0 ? v["python"] : "-", v["miller"] + 0 ? v["miller"] : "-", v["recutils_1800"] + 0 ? v["recutils_1800"] : "-"
		printf "18,000 records as lines of JSON (ms): spoedpeil, from the file, %s; python3, from the CSV, %s\n", \
			v["jsonl"] + 0 ? v["jsonl"] : "-", v["python_jsonl"] + 0 ? v["python_jsonl"] : "-"
	}'

# To be read by other programs too: a line is KEY NOW KEPT MOVED, in per cent.
awk -v results="$results" '
	BEGIN { while ((getline line < results) > 0) { split(line, p, " "); v[p[1]] = p[2] } }
	/^#/ || NF < 2 { next }
	($1 in v) { print $1, v[$1], $2, 100 * (v[$1] / $2 - 1) }' "$bench/instructions" >"$work/moved"
echo
awk '{
	printf "%s: %.4g million, kept %.4g million, %+.1f %%%s\n", $1, $2 / 1e6, $3 / 1e6, $4, \
		($4 > 5 || $4 < -5) ? "  MOVED more than 5 %" : ""
}' "$work/moved"

if [ -s "$work/missing" ]; then
	printf '\nNot here, and left out:'
	tr '\n' ' ' <"$work/missing" | sed 's/^/ /'
	echo
fi
echo
echo "Commands"
sed 's/^/  /' "$work/commands"

# What a number is of, by its name.
awk -v work="$work" '
	function unit(key) {
		if (key ~ /_kb$/) return "kB"
		if (key ~ /bytes/ || key ~ /^size_/) return "bytes"
		if (key ~ /^instructions_/) return "instructions"
		if (key ~ /_rate$/) return "records per second"
		if (key ~ /_(share|over_one|tail)$/) return "ratio"
		if (key ~ /_(threads|woken|saved)$/ || key ~ /records/ || key ~ /^(syncs|one|none)$/) return "number"
		if (key == "figures_ms") return "milliseconds"
		if (key ~ /^(figures|refresh|commit|append|pause|eight)(_|$)/) return "microseconds"
		return "milliseconds"
	}
	function text(s) { gsub(/\\/, "\\\\\\\\", s); gsub(/"/, "\\\"", s); gsub(/\t/, " ", s); return "\"" s "\"" }
	function lines(name,    line, n) {
		while ((getline line < (work "/" name)) > 0)
			printf "%s\n    %s", (n++ ? "," : ""), text(line)
	}
	BEGIN {
		printf "{\n  \"about\": {"
		while ((getline line < (work "/about")) > 0) {
			key = line; sub(/ .*/, "", key); sub(/^[^ ]* ?/, "", line)
			printf "%s\n    \"%s\": %s", (written++ ? "," : ""), key, (line ~ /^[0-9.]+$/ ? line + 0 : text(line))
		}
		printf "\n  },\n  \"bars\": ["
		while ((getline line < (work "/bars.json")) > 0) print line
		printf "  ],\n  \"instructions\": ["
		while ((getline line < (work "/moved")) > 0) {
			split(line, p, " ")
			printf "%s\n    {\"name\": \"%s\", \"now\": %s, \"kept\": %s, \"moved_percent\": %.2f}", (moved++ ? "," : ""), p[1], p[2], p[3], p[4]
		}
		printf "\n  ],\n  \"results\": {"
		while ((getline line < (work "/results")) > 0) {
			split(line, p, " ")
			if (!(p[1] in at)) order[++n] = p[1]
			at[p[1]] = sprintf("{\"median\": %s, \"least\": %s, \"most\": %s, \"unit\": \"%s\"}", p[2], p[3], p[4], unit(p[1]))
		}
		for (i = 1; i <= n; i++) printf "%s\n    \"%s\": %s", (i > 1 ? "," : ""), order[i], at[order[i]]
		printf "\n  },\n  \"missing\": ["
		lines("missing")
		printf "\n  ],\n  \"commands\": ["
		lines("commands")
		printf "\n  ]\n}\n"
	}' >"$json"
