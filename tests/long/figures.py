"""Files with margins that are known, and what summary must say of them.

    figures.py make SCENARIO SEED OUT.csv
    figures.py check RECORDS.csv SUMMARY.json|csv|text|html [NAME=VALUE...]

It shares nothing with the program but the rules as they were published: the
records are made here, and counted here with exact fractions, from the file that
was made and not from what the program exports.  The status is 1 when a number
differs; the last line says how many were compared.
"""
import csv
import html
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from fractions import Fraction

U = "c1 c2 c3a c3b c3c c3d c4a c4b c4c c5d c6".split()
R = "c5a c5b c5c".split()
MEASURES = {"uitvoering": U, "uitkomst": R}
LABELS = {"uitvoering": "Behandelgetrouwheid", "uitkomst": "Doelbereiking"}
PAPER = {c: c[1:] for c in U + R}
TARGET = Fraction(80, 100)
Z = 1.959963984540054
BLOCKS = {
    "gezinstype": "alleenstaand tweeouder samengesteld anders".split(),
    "problematiek": ("externaliserend internaliserend fase delinquentie "
                     "psychiatrie_j opvoeding echtscheiding mishandeling "
                     "psychiatrie_o multiproblem anders").split(),
    "werkdoelen": ("uitzoeken escalatie veiligheid systematisch thuiswonen "
                   "echtscheiding basisroutines anders").split(),
    "advies": ("ambulant_spec ambulant_ggz wijkteam beschermtafel "
               "uithuisplaatsing geen anders").split(),
}
# Those that both versions have.
OLD = {
    "gezinstype": "alleenstaand tweeouder samengesteld anders".split(),
    "problematiek": "fase delinquentie opvoeding echtscheiding".split(),
    "werkdoelen": "uitzoeken escalatie veiligheid systematisch".split(),
    "advies": "wijkteam anders".split(),
}

# Forms per organisation in the monitor over 2022.
YEAR_2022 = [72, 89, 58, 10, 25, 135, 185, 80, 4, 73, 50, 86, 81, 45, 102,
             197, 55]


# --- making

class Maker:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.rows = []

    def add(self, org="Noord", team="Oost", worker="w1",
            completed="2025-05-05", ended=None, version="3.0",
            scores=None, status="complete", met=0.9, scored=0.97,
            changed=None):
        draw = self.draw
        row = {
            "traject": "T%06d" % (len(self.rows) + 1),
            "organisatie": org, "team": team, "medewerker": worker,
            "status": status, "version": version,
            "completed": completed if status == "complete" else "",
            "ended": ended or completed, "changed": changed or "",
        }
        if scores is None:
            scores = {}
            for item in U + R:
                if draw.random() < scored:
                    scores[item] = "1" if draw.random() < met else "0"
                elif draw.random() < 0.5:
                    scores[item] = "-"
        for item in U + R:
            value = scores.get(item, "")
            row[item] = "" if value == "-" else value
            row[item + "/missing"] = "niet_gescoord" if value == "-" else ""
        names = OLD if version == "2.0" else BLOCKS
        for block in BLOCKS:
            unknown = draw.random() < 0.04
            row[block + "/missing"] = "onbekend" if unknown else ""
            if block == "gezinstype":
                row[block] = "" if unknown else draw.choice(names[block])
                continue
            chosen = [o for o in names[block]
                      if o != "geen" and draw.random() < 0.3]
            if not chosen:
                chosen = [names[block][0]]
            for option in BLOCKS[block]:
                row[block + "/" + option] = (
                    "" if unknown or option not in names[block]
                    else "1" if option in chosen else "0")
        self.rows.append(row)

    def some(self, count, orgs=("Noord",), first=2021, last=2025, **how):
        for i in range(count):
            org = self.draw.choice(orgs)
            year = self.draw.randint(first, last)
            month = self.draw.randint(1, 12)
            day = self.draw.randint(1, 28)
            completed = "%d-%02d-%02d" % (year, month, day)
            ended = "%d-%02d-%02d" % (year, month, max(1, day - 3))
            self.add(org=org, team=self.draw.choice(["Oost", "West", ""]),
                     worker=self.draw.choice(["w1", "w2", ""]),
                     completed=completed, ended=ended,
                     version="2.0" if year < 2023 else "3.0", **how)


def all_scores(u, r, items=14):
    scores = {c: "1" if i < u else "0" for i, c in enumerate(U)}
    scores.update({c: "1" if i < r else "0" for i, c in enumerate(R)})
    return scores


def make_boundary(m):
    days = ["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02",
            "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02",
            "2024-02-29", "2025-02-28", "2025-03-31", "2025-04-01"]
    for i, day in enumerate(days * 3):
        m.add(completed=day, ended=days[(i + 5) % len(days)],
              worker="w%d" % (i % 2))
    for moment in ["2024-12-31T23:59:59", "2025-01-01T00:00:00",
                   "2025-12-31T23:59:59", "2026-01-01T00:00:00"]:
        m.add(status="draft", completed="2025-01-01", changed=moment)


def make_ties(m):
    # Of 200 an odd number met is a half; of 8 too; 4 of 5 is the target.
    for i in range(200):
        scores = all_scores(11, 3)
        for k, item in enumerate(U + R):
            scores[item] = "1" if i < 200 - (2 * k + 1) else "0"
        m.add(scores=scores, org="Honderd", completed="2025-03-03")
    for i in range(8):
        scores = {c: "1" if i < 5 else "0" for c in U + R}
        m.add(scores=scores, org="Acht", completed="2025-04-04")
    for i in range(5):
        m.add(scores={c: "1" if i < 4 else "0" for c in U + R},
              org="Vijf", completed="2025-05-05")
    # Means of records that are exactly a half: 8 of 8 and 5 of 8.
    for i in range(40):
        scores = {c: "1" for c in U[:8] + R}
        if i % 2:
            for c in U[:3]:
                scores[c] = "0"
        m.add(scores=scores, org="Gemiddeld", completed="2025-06-06")


def make_few(m):
    # One organisation under the threshold, one exactly at it.
    m.some(3, orgs=("Klein",), first=2025)
    m.some(5, orgs=("Precies",), first=2025)
    m.some(40, orgs=("Noord",), first=2025)
    m.some(30, orgs=("Zuid",), first=2025)


def make_invalid(m):
    for i in range(12):
        m.add(scores={"c1": "1", "c2": "0"}, org=("A", "B")[i % 2])


def make_nothing(m):
    for i in range(5):
        m.add(scores={c: "-" for c in U + R} if i % 2 else {})


def make_one(m):
    m.add()


def make_margins(m, sizes):
    for number, size in enumerate(sizes):
        for i in range(size):
            m.add(org="Org %02d" % (number + 1),
                  team="Team %d" % (i % 2), worker="w%d" % (i % 3),
                  completed="2022-%02d-%02d" % (i % 12 + 1, i % 28 + 1),
                  version="2.0", scored=1)


def sizes_2025(draw):
    """25 sizes that make 1763, of which only the sum was published."""
    cuts = sorted(draw.sample(range(1, 1763), 24))
    return [b - a for a, b in zip([0] + cuts, cuts + [1763])]


def make(scenario, seed, path):
    m = Maker("%s %s" % (scenario, seed))
    if scenario == "margins2022":
        make_margins(m, YEAR_2022)
    elif scenario == "margins2025":
        make_margins(m, sizes_2025(m.draw))
    elif scenario.isdigit():
        orgs = ["Org-%d" % i for i in range(1, 6)]
        m.some(int(scenario), orgs=orgs)
        for i in range(int(scenario) // 40):
            m.add(status="draft", org=orgs[0],
                  changed="2025-%02d-10T10:00:00" % (i % 12 + 1))
    else:
        globals()["make_" + scenario](m)
    with open(path, "w", newline="") as out:
        writer = csv.DictWriter(out, list(m.rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(m.rows)


# --- counting

def half_up(x):
    """A fraction in per cent, a half rounded up."""
    return math.floor(100 * x + Fraction(1, 2))


def wilson(met, of):
    p, z2 = met / of, Z * Z
    middle = p + z2 / (2 * of)
    reach = Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    whole = 1 + z2 / of
    return (0.0 if met == 0 else (middle - reach) / whole,
            1.0 if met == of else (middle + reach) / whole)


def verdict(low, high):
    if low >= 0.8:
        return "haalt"
    return "onder" if high < 0.8 else "onzeker"


def share(met, of, target=False):
    if of == 0:
        return {"n": of, "met": met}
    rate = Fraction(met, of)
    low, high = wilson(met, of)
    result = {"n": of, "met": met, "rate": float(rate),
              "percent": half_up(rate), "low": low, "high": high}
    if target:
        result["reached"] = rate >= TARGET
        result["verdict"] = verdict(low, high)
    return result


def mean(scores):
    n = len(scores)
    if n == 0:
        return {"n": 0}
    # In units of 1/27720, the common multiple of 1 .. 11: whole numbers.
    whole = [int(x * 27720) for x in scores]
    value = Fraction(sum(whole), 27720 * n)
    result = {"n": n, "rate": float(value), "percent": half_up(value),
              "reached": value >= TARGET}
    if n >= 2:
        s2 = Fraction(n * sum(x * x for x in whole) - sum(whole) ** 2,
                      27720 ** 2 * n * (n - 1))
        reach = Z * math.sqrt(float(s2) / n)
        result["low"] = max(0.0, float(value) - reach)
        result["high"] = min(1.0, float(value) + reach)
        result["verdict"] = verdict(result["low"], result["high"])
    return result


def score(row, items):
    values = [row[c] for c in items if row[c] != ""]
    return values.count("1"), len(values)


def counts(row):
    u, u_scored = score(row, U)
    _, r_scored = score(row, R)
    return u >= 1 and u_scored >= 8 and r_scored >= 2


def add_rows(found, place, rows):
    """The figures of some records that count."""
    by, group = place
    for m, items in MEASURES.items():
        pairs = [score(row, items) for row in rows]
        found["measure", by, group, m] = mean(
            [Fraction(met, of) for met, of in pairs if of])
        for item in items:
            values = [row[item] for row in rows]
            found["item", by, group, item] = share(
                values.count("1"), values.count("1") + values.count("0"), True)
    positive = sum(score(row, R)[0] >= 2 for row in rows)
    found["positive", by, group, "uitkomst"] = share(positive, len(rows))
    if by:
        found["valid", by, group, ""] = {"n": len(rows)}


def add_whole(found, valid):
    """What is only said of the whole selection."""
    for m, items in MEASURES.items():
        pairs = [score(row, items) for row in valid]
        found["pooled", "", "", m] = share(
            sum(p[0] for p in pairs), sum(p[1] for p in pairs))
    undecided = 0
    steps = defaultdict(lambda: [0, 0])
    for row in valid:
        met, of = score(row, R)
        undecided += met < 2 <= met + 3 - of
        k = score(row, U)[0]
        for key in (k, "below" if k < 6 else "from"):
            steps[key][0] += met >= 2
            steps[key][1] += 1
    found["undecided", "", "", "uitkomst"] = {"n": undecided}
    for k in range(12):
        found["step", "", "", "uitvoering/%d" % k] = share(*steps[k])
    found["steps_below", "", "", "uitvoering"] = share(*steps["below"])
    found["steps_from", "", "", "uitvoering"] = share(*steps["from"])
    for block, options in BLOCKS.items():
        if block == "gezinstype":
            given = [[row[block]] for row in valid if row[block]]
        else:
            given = [[o for o in options if row[block + "/" + o] == "1"]
                     for row in valid
                     if any(row[block + "/" + o] for o in options)]
        found["block", "", "", block] = {"n": len(given)}
        for option in options:
            found["option", "", "", block + "/" + option] = share(
                sum(option in chosen for chosen in given), len(given))


def count(rows, choice):
    """Every figure of this selection: (figure, by, group, name): numbers."""
    day = "ended" if choice.get("by") == "ended" else "completed"
    first, last = choice.get("from", "0"), choice.get("to", "9")
    names = [n for n in ("organisatie", "team", "medewerker") if n in choice]
    group_by = ("medewerker" if "team" in names else
                "team" if "organisatie" in names else "organisatie")
    rows = [r for r in rows if all(r[n] == choice[n] for n in names)]
    drafts = [r for r in rows if r["status"] == "draft"
              and first <= r["changed"][:10] <= last]
    complete = [r for r in rows if r["status"] == "complete"]
    inside = [r for r in complete if first <= r[day][:10] <= last]
    valid = [r for r in inside if counts(r)]
    found = {}
    add_rows(found, ("", ""), valid)
    add_whole(found, valid)
    for name, number in (("complete", len(inside)), ("valid", len(valid)),
                         ("invalid", len(inside) - len(valid)),
                         ("draft", len(drafts))):
        found["records", "", "", name] = {"n": number}
    for group in {r[group_by] for r in inside + drafts}:
        mine = [r for r in inside if r[group_by] == group]
        good = [r for r in mine if counts(r)]
        add_rows(found, (group_by, group), good)
        for name, number in (
                ("complete", len(mine)), ("invalid", len(mine) - len(good)),
                ("draft", sum(r[group_by] == group for r in drafts))):
            found["records", group_by, group, name] = {"n": number}
    split(found, "year", [r for r in complete if counts(r)],
          lambda r: r[day][:4])
    split(found, "version", [r for r in complete if counts(r)],
          lambda r: r[day][:4] + "@" + r["version"])
    split(found, "month", valid, lambda r: r[day][:7])
    return found


def split(found, by, rows, key):
    parts = defaultdict(list)
    for row in rows:
        parts[key(row)].append(row)
    for value, mine in parts.items():
        add_rows(found, (by, value), mine)


# --- comparing

class Checker:
    def __init__(self, found, threshold):
        self.found = found
        self.threshold = threshold
        self.compared = self.wrong = 0
        self.seen = set()

    def differ(self, *words):
        self.wrong += 1
        if self.wrong <= 20:
            print(*words)

    def same(self, key, what, said, want):
        self.compared += 1
        if isinstance(want, float) and said is not None:
            good = abs(float(said) - want) < 5e-7
        elif isinstance(want, bool):
            good = said == want
        elif want is None:
            good = said is None
        else:
            good = said is not None and said == want
        if not good:
            self.differ(key, what, "said", said, "counted", want)

    def figure(self, key, said, suppressed=False):
        """Every number of one figure; said has None for an empty one."""
        if key not in self.found:
            self.differ(key, "is not there")
            return
        self.seen.add(key)
        want = self.found[key]
        if suppressed:
            self.hidden(key, said)
            return
        for what, number in said.items():
            self.same(key, what, number, want.get(what))
        n = said.get("n")
        if self.threshold and n is not None and 0 < n < self.threshold \
                and key[0] not in ("undecided", "step"):
            self.differ(key, "shows", n, "under", self.threshold)

    def hidden(self, key, said):
        self.compared += 1
        if not self.threshold:
            self.differ(key, "is hidden without a threshold")
        for what, number in said.items():
            if number is not None:
                self.differ(key, what, "shows", number, "though hidden")

    def end(self, kinds, rows):
        """Is all of these kinds told, of rows of tables as well?"""
        for key in self.found:
            if key[0] in kinds and key not in self.seen \
                    and (rows or not key[1]):
                self.differ(key, "is not told")
        print("%d numbers compared, %d differ" % (self.compared, self.wrong))
        return 1 if self.wrong or not self.compared else 0


KINDS = {"records", "measure", "pooled", "item", "positive", "undecided",
         "block", "option", "valid", "step", "steps_below", "steps_from"}


def number(text, kind=int):
    return kind(text) if text != "" else None


def check_csv(c, text):
    for row in csv.DictReader(text.splitlines()):
        figure = row["figure"]
        if figure not in KINDS | {"complete", "invalid", "draft"}:
            continue
        key = (figure, row["by"], row["group"], row["name"])
        if figure in ("complete", "invalid", "draft"):
            key = ("records", row["by"], row["group"], figure)
        said = {"n": number(row["n"])}
        if figure not in ("records", "undecided", "block", "valid",
                          "complete", "invalid", "draft"):
            if figure != "measure":
                said["met"] = number(row["met"])
            for what in ("rate", "low", "high"):
                if figure == "pooled" and what != "rate":
                    continue
                said[what] = number(row[what], float)
            said["percent"] = number(row["percent"])
        if figure in ("measure", "item"):
            said["reached"] = {"1": True, "0": False}.get(row["reached"])
            said["verdict"] = row["verdict"] or None
        c.figure(key, said, row["suppressed"] == "1")
    return KINDS


def from_json(c, key, node, n, met=None, target=False, rate="rate"):
    said = {"n": node[n]}
    if met:
        said["met"] = node[met]
    for what in ("low", "high", "percent"):
        if what in node:
            said[what] = node[what]
    if rate in node:
        said["rate"] = node[rate]
    if target and "reached" in node:
        said["reached"], said["verdict"] = node["reached"], node["verdict"]
    c.figure(key, said, node.get("suppressed", False))


def check_json_rows(c, rows, by):
    for row in rows:
        value = str(row.get("value", row.get("year", row.get("month"))))
        if by == "version":
            value += "@" + row["version"]
        place = row.get("by", by), value
        hidden = row.get("suppressed", False)
        c.figure(("valid",) + place + ("",), {"n": row["valid"]}, hidden)
        for name in ("complete", "invalid", "draft"):
            if name in row:
                c.figure(("records",) + place + (name,), {"n": row[name]})
        for m in MEASURES:
            from_json(c, ("measure",) + place + (m,), row[m], "records",
                      target=True, rate="mean")
            for item in row[m]["items"]:
                from_json(c, ("item",) + place + (item["name"],), item,
                          "scored", "met", True)
        from_json(c, ("positive",) + place + ("uitkomst",), row["positive"],
                  "records", "met")


def check_json(c, text):
    d = json.loads(text)
    for name in ("complete", "valid", "invalid", "draft"):
        value = d["records"][name]
        c.figure(("records", "", "", name), {"n": value}, value is None)
    for m in d["measures"]:
        from_json(c, ("measure", "", "", m["name"]), m, "records",
                  target=True, rate="mean")
        c.figure(("pooled", "", "", m["name"]),
                 {"n": m["pooled_scored"], "met": m["pooled_met"],
                  "rate": m["pooled"], "percent": m["pooled_percent"]},
                 m.get("suppressed", False))
        for item in m["items"]:
            from_json(c, ("item", "", "", item["name"]), item, "scored",
                      "met", True)
    p = d["positive"]
    from_json(c, ("positive", "", "", "uitkomst"), p, "records", "met")
    c.figure(("undecided", "", "", "uitkomst"), {"n": p["undecided"]},
             p.get("suppressed", False))
    for step in p["by"]["steps"]:
        if "met" in step:
            from_json(c, ("step", "", "", "uitvoering/%d" % step["met"]),
                      step, "records", "positive")
    from_json(c, ("steps_below", "", "", "uitvoering"), p["by"]["below"],
              "records", "positive")
    from_json(c, ("steps_from", "", "", "uitvoering"), p["by"]["from_on"],
              "records", "positive")
    for block in d["blocks"]:
        hidden = block.get("suppressed", False)
        c.figure(("block", "", "", block["field"]), {"n": block["answered"]},
                 hidden)
        for option in block["options"]:
            key = ("option", "", "", block["field"] + "/" + option["name"])
            said = {"met": option["count"], "rate": option["rate"],
                    "percent": option["percent"], "low": option["low"],
                    "high": option["high"]}
            c.figure(key, said, option.get("suppressed", False))
    check_json_rows(c, d["groups"], None)
    check_json_rows(c, d["trend"], "year")
    check_json_rows(c, d["trend_versions"], "version")
    check_json_rows(c, d["months"], "month")
    return KINDS


def whole(x):
    return int(x * 100 + 0.5)


def shown_range(want):
    return "%d-%d" % (whole(want["low"]), whole(want["high"])) \
        if "low" in want else None


def tokens(line):
    return [t for t in re.split(r"\s{2,}", line.strip()) if t]


def check_text(c, text):
    """Rows of the tables, by the words that they begin with."""
    lines = text.splitlines()
    where = {}
    for i, line in enumerate(lines):
        if line and not line.startswith(" "):
            where.setdefault(line.split(",")[0], i)
    for m, items in MEASURES.items():
        mine = {row[0]: row for row in rows_below(lines, where[LABELS[m]])}
        check_text_row(c, ("measure", "", "", m),
                       mine["Gemiddelde per formulier"][1:])
        check_text_row(c, ("pooled", "", "", m),
                       mine["Alle scores samen"][1:], False)
        for item in items:
            check_text_row(c, ("item", "", "", item), mine[PAPER[item]][2:])
    check_text_blocks(c, lines)
    for by, title in (("organisatie", "Per organisatie"),
                      ("team", "Per team"), ("medewerker", "Per medewerker"),
                      ("year", "Per jaar (hele bestand)")):
        if title in where:
            check_text_groups(c, by, rows_below(lines, where[title]))
    for row in rows_below(lines, where.get(
            "Positieve uitkomst naar het aantal behaald van "
            "Behandelgetrouwheid", len(lines) - 1)):
        if row[0].isdigit():
            key = ("step", "", "", "uitvoering/" + row[0])
            check_text_row(c, key, row[1:], verdicts=False)
    return {"measure", "pooled", "item", "block", "option"} \
        if not c.threshold else set()


def rows_below(lines, at):
    rows = []
    at += 1
    while at < len(lines) and lines[at].startswith("  "):
        rows.append(tokens(lines[at]))
        at += 1
    return rows


def check_text_blocks(c, lines):
    """They stand in the order of the form, and so do their options."""
    heads = [i for i, line in enumerate(lines)
             if re.match(r"  <?\d+ ingevuld", line)]
    for at, (block, options) in zip(heads, BLOCKS.items()):
        answered = re.match(r"  (<?\d+)", lines[at]).group(1)
        key = ("block", "", "", block)
        hidden = answered.startswith("<")
        c.figure(key, {"n": None if hidden else int(answered)}, hidden)
        rows = rows_below(lines, at)[1:]
        for option, row in zip(options, rows):
            key = ("option", "", "", block + "/" + option)
            want = c.found[key]
            c.seen.add(key)
            if row[1].startswith("<"):
                c.hidden(key, {})
                continue
            c.compared += 2
            expected = [str(want["met"]), str(want.get("percent", "-"))]
            if row[1:3] != expected:
                c.differ(key, "text says", row, "counted", expected)


def check_text_groups(c, by, rows):
    others = "telt niet" in rows[0]
    for row in rows[1:]:
        group = "" if row[0] == "-" else row[0]
        valid = c.found["valid", by, group, ""]["n"]
        if any(cell.startswith("<") for cell in row):
            c.hidden((by, group), {})
            continue
        expected = [row[0], str(valid)]
        if others:
            expected += [str(c.found["records", by, group, name]["n"])
                         for name in ("invalid", "draft")]
        for m in MEASURES:
            want = c.found["measure", by, group, m]
            if want["n"] != valid:
                expected.append(str(want["n"]))
            expected.append(str(want.get("percent", "-")))
            if "low" in want:
                expected.append(shown_range(want))
        c.compared += len(expected)
        if row != expected:
            c.differ(by, "text says", row, "counted", expected)


def check_text_row(c, key, said, interval=True, verdicts=True):
    want = c.found[key]
    c.seen.add(key)
    if said[0].startswith("<"):
        c.hidden(key, {})
        return
    expected = [str(want["n"])]
    expected.append(str(want["percent"]) if "percent" in want else "-")
    if interval and "low" in want:
        expected.append(shown_range(want))
        if verdicts:
            expected.append(want["verdict"])
    c.compared += len(expected)
    if said[:len(expected)] != expected:
        c.differ(key, "text says", said, "counted", expected)


def cells(row):
    row = re.sub(r"<svg.*?</svg>", "", row)
    row = re.sub(r"<th.*?</th>", "", row)
    return [html.unescape(re.sub(r"<[^>]*>", "", x)).replace("\xa0", " ")
            for x in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]


def html_expected(want, counted):
    percent = str(want["percent"]) if "percent" in want else "–"
    low_high = shown_range(want)
    return [percent, low_high.replace("-", "–") if low_high else "", counted]


def check_html(c, text):
    kinds = {"measure": "measure", "item": "item", "option": "option",
             "positive": "positive"}
    pattern = r'<tr data-kind="([^"]*)" data-name="([^"]*)">(.*?)</tr>'
    for kind, name, row in re.findall(pattern, text, re.S):
        if kind not in kinds:
            continue
        name = "uitkomst" if kind == "positive" else html.unescape(name)
        key = (kinds[kind], "", "", name)
        if key not in c.found:
            continue
        want = c.found[key]
        c.seen.add(key)
        said = [x for x in cells(row)]
        if any("<" in x for x in said):
            c.hidden(key, {})
            continue
        if kind == "measure":
            counted = "n = %d" % want["n"]
        elif kind == "option":
            counted = "%d" % want["met"]
        else:
            counted = "%d / %d" % (want["met"], want["n"])
        expected = html_expected(want, counted)
        c.compared += 3
        said = [x for x in said if x != ""]
        expected = [x for x in expected if x != ""]
        if said[:len(expected)] != expected:
            c.differ(key, "page says", said, "counted", expected)
    if not c.threshold:
        check_html_groups(c, re.findall(pattern, text, re.S))
    return {"measure", "item", "option", "positive"} \
        if not c.threshold else set()


def check_html_groups(c, rows):
    """Organisations and years: a row for each measure, in whatever order."""
    said, want = Counter(), Counter()
    for kind, name, row in rows:
        if kind in ("group", "valid"):
            found = [x for x in cells(row) if x != ""]
            said[(kind, html.unescape(name), tuple(found))] += 1
    groups = {k[1:3] for k in c.found
              if k[0] == "valid" and k[1] not in ("version", "month")}
    others = any(v["n"] for k, v in c.found.items() if k[0] == "records"
                 and k[1] and k[3] in ("invalid", "draft"))
    for by, group in groups:
        for m in MEASURES:
            figure = c.found["measure", by, group, m]
            row = [x for x in html_expected(figure, "%d" % figure["n"]) if x]
            want[("group", group, tuple(row))] += 1
        if by != "year":
            row = ["%d" % c.found["valid", by, group, ""]["n"]]
            if others:
                row += ["%d" % c.found["records", by, group, name]["n"]
                        for name in ("invalid", "draft")]
            want[("valid", group, tuple(row))] += 1
    # The word of the verdict stands last, and is held elsewhere.
    cut = Counter()
    for (kind, name, row), number in said.items():
        if kind == "group" and row and not re.match(r"[\d–]", row[-1]):
            row = row[:-1]
        cut[(kind, name, row)] += number
    c.compared += sum(want.values())
    for row in (cut - want) + (want - cut):
        c.differ(row, "page says", cut[row], "counted", want[row])


def check(records, said, options):
    choice = dict(option.split("=", 1) for option in options)
    with open(records, newline="") as file:
        rows = list(csv.DictReader(file))
    threshold = int(choice.pop("suppress", 0))
    if "year" in choice:
        year = choice.pop("year")
        choice["from"], choice["to"] = year + "-01-01", year + "-12-31"
    c = Checker(count(rows, choice), threshold)
    with open(said, newline="") as file:
        text = file.read()
    how = {"json": check_json, "csv": check_csv, "html": check_html}
    kinds = how.get(said.rsplit(".", 1)[-1], check_text)(c, text)
    if threshold:
        # Of a version to share rows may be left out.
        kinds = set()
    return c.end(kinds, how.get(said.rsplit(".", 1)[-1]) in
                 (check_json, check_csv))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*sys.argv[2:5])
        sys.exit(0)
    sys.exit(check(sys.argv[2], sys.argv[3], sys.argv[4:]))
