"""Eight files of one team, edited at random, merged in random orders.

  merge.py PROGRAM SEED ORDERS

The property: whatever the order, the content is the same, as a set; and the
list of conflicts that a try prints is the one that can be reckoned from the
two files by themselves.  Prints "ok" or "not ok" lines, which merge.sh counts.
"""
import csv
import io
import os
import random
import re
import sqlite3
import subprocess
import sys
from uuid import UUID

program, seed, orders = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(seed)
FORMS = ["traject", "ash", "nji-doelen", "nji-jeugdige"]
SCORES = ["c1", "c2", "c3a", "c3b", "c3c", "c3d", "c4a", "c4b", "c5a", "c5b"]
clock = [0]


def run(*arguments, data=None, now="2026-12-31T12:00:00"):
    environment = dict(os.environ, SPOEDPEIL_NOW=now, SPOEDPEIL_DATA="")
    return subprocess.run([program, "--lang", "en", "-d", data, *arguments], env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def tell(good, title):
    print("ok" if good else "not ok", title)


def rows(data, form):
    done = run("export", "--all", "--form", form, data=data)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def content(data):
    """All that is complete or withdrawn, as a set."""
    return {form + repr(sorted((k, v) for k, v in row.items() if v))
            for form in FORMS for row in rows(data, form) if row["status"] != "draft"}


def heads(data):
    """The trajecten, as lists show them."""
    with sqlite3.connect(f"file:{data}?mode=ro", uri=True) as db:
        return set(db.execute("""SELECT t.code, o.text, coalesce(m.text, ''), coalesce(w.text, ''),
            coalesce(t.started, ''), coalesce(t.ended, '') FROM traject t
            JOIN name o ON o.id = t.organisatie LEFT JOIN name m ON m.id = t.team
            LEFT JOIN name w ON w.id = t.medewerker WHERE t.code NOT LIKE 'DRAFT%'"""))


def put(data, form, wanted, now):
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in wanted for name in row))
    writer = csv.DictWriter(text, names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(wanted)
    with open("rows.csv", "w", encoding="utf-8") as out:
        out.write(text.getvalue())
    return run("import", "rows.csv", "--form", form, "--add-names", data=data, now=now)


def moment():
    """Mostly later than all before, sometimes the very same."""
    if dice.random() < 0.8:
        clock[0] += 1
    return f"2026-12-{1 + clock[0] // 1440:02d}T{clock[0] // 60 % 24:02d}:{clock[0] % 60:02d}:00"


def case(code):
    return {"traject": code, "organisatie": "De Brug", "team": "Rood", "medewerker": "A. Jansen",
            "aanmelding": "2025-03-01T10:00", "start": "2025-03-01T20:00", "einde": "2025-03-29",
            "crisis": "ja", "voorziening": "ja", "jeugdige/1/kenmerk": "J1",
            "jeugdige/1/geboortedatum": "2012-03-04", "jeugdige/1/zelf": "ja"}


def measurement(code):
    row = {"traject": code, "organisatie": "De Brug", "gezinstype": "alleenstaand",
           "problematiek/opvoeding": "1", "werkdoelen/uitzoeken": "1", "advies/wijkteam": "1"}
    row.update((name, "1") for name in SCORES)
    return row


def goals(code, texts):
    row = {"traject": code, "organisatie": "De Brug", "jeugdige": "J1", "datum": "2025-03-02"}
    row.update((f"doel/{i + 1}/tekst", text) for i, text in enumerate(texts))
    return row


def edit(row, form):
    """Another answer in it: a value, a reason of missing, a row, a remark."""
    row = {k: v for k, v in row.items() if k != "changed"}
    if form == "nji-doelen":
        row["doel/1/tekst"] = dice.choice(["slapen", "eten", "naar school"])
        row["doel/2/tekst"] = dice.choice(["", "rust", "buiten spelen"])
    elif form == "traject":
        row["team"] = dice.choice(["Rood", "Blauw"])
        row["voorziening"] = dice.choice(["ja", "nee"])
    else:
        what = dice.randrange(4)
        if what == 0:
            row["gezinstype"] = dice.choice(["alleenstaand", "tweeouder", "samengesteld"])
        elif what == 1:
            name = dice.choice(SCORES)
            row[name], row[name + "/missing"] = dice.choice([("1", ""), ("0", ""), ("", "niet_gescoord")])
        elif what == 2:
            row["remark/c1"] = dice.choice(["goed", "niet goed", "twijfel"])
        else:
            row["medewerker"] = dice.choice(["A. Jansen", "B. de Wit"])
    return row


def one_step(data, others):
    """Something that a worker does."""
    now = moment()
    what = dice.random()
    form = dice.choice(["ash", "ash", "nji-doelen", "traject"])
    complete = [r for r in rows(data, form) if r["status"] in ("complete", "verified")]
    if what < 0.55 and complete:
        put(data, form, [edit(dice.choice(complete), form)], now)
    elif what < 0.65 and complete and form != "traject":
        run("data", "withdraw", dice.choice(complete)["id"], "--reason", "dubbel", data=data, now=now)
    elif what < 0.85:
        # New, sometimes where others make one as well.
        code = dice.choice(["SAMEN-1", "SAMEN-2", f"EIGEN-{dice.randrange(10**6)}"])
        put(data, "ash", [edit(measurement(code), "ash")], now)
    elif what < 0.9:
        put(data, "ash", [{**measurement(f"DRAFT-{dice.randrange(10**6)}"), "status": "draft"}], now)
    else:
        # A worker who got the file of another in between.
        run("import", dice.choice(others), "--prefer", dice.choice(["ours", "theirs", "newer"]), data=data, now=now)


def copy(source, target):
    for end in ("", "-wal", "-shm"):
        if os.path.exists(target + end):
            os.unlink(target + end)
    with sqlite3.connect(source) as a, sqlite3.connect(target) as b:
        a.backup(b)
    os.chmod(target, 0o600)


def known(data):
    """By record, all revisions that the file knows, made there or not."""
    found = {}
    with sqlite3.connect(f"file:{data}?mode=ro", uri=True) as db:
        tables = {i: t for i, t in db.execute("SELECT id, table_name FROM form")} if has_column(db, "form", "table_name") \
            else {i: f"{n}_{v}".replace("-", "_").replace(".", "_") for i, n, v in db.execute("SELECT id, name, version FROM form")}
        for table in ("revision", "known_revision"):
            for form, record, uuid in db.execute(f"SELECT form, record, uuid FROM {table}"):
                for (name,) in db.execute(f"SELECT uuid FROM {tables[form]} WHERE id = ?", (record,)):
                    found.setdefault(as_text(name), set()).add(as_text(uuid))
    return found


def as_text(uuid):
    """Most tables have the bytes of an id."""
    return str(UUID(bytes=uuid)) if isinstance(uuid, bytes) else uuid


def has_column(db, table, name):
    return any(column[1] == name for column in db.execute(f"PRAGMA table_info({table})"))


HEAD = ("id", "form", "traject", "organisatie", "ended", "revision", "changed", "counts", "jeugdige", "informant")


def field_of(column):
    """As a conflict names it: options and reasons of missing are their question."""
    if column.split("/")[0] in ("remark", "reason"):
        return column
    parts = column.removesuffix("/missing").split("/")
    return "/".join(parts[:3]) if len(parts) > 2 and parts[1].isdigit() else parts[0]


def differing(ours, theirs):
    return {field_of(name) for name in set(ours) | set(theirs)
            if name not in HEAD and (ours.get(name) or "") != (theirs.get(name) or "")}


def expected(ours, theirs):
    """What two people changed, and where two filled in the same form."""
    we, they = known(ours), known(theirs)
    here = {r["id"]: r for form in FORMS for r in rows(ours, form) if r["status"] != "draft"}
    there = {r["id"]: r for form in FORMS for r in rows(theirs, form) if r["status"] != "draft"}
    conflicts, gone = {}, set()
    for record in here.keys() & there.keys():
        a, b = here[record], there[record]
        if a["revision"] == b["revision"] or a["revision"] in they[record] or b["revision"] in we[record]:
            if a["revision"] in they[record] and a["revision"] != b["revision"] and b["status"] == "withdrawn":
                gone.add(record)
            continue
        fields = differing(a, b)
        if a["form"] == "traject":
            fields = {f for f in fields if f not in ("code", "team", "medewerker")} | (fields & {"team", "medewerker"})
        if fields:
            conflicts[record] = fields
    place = lambda r: (r["form"], r["traject"], r["jeugdige"], r["informant"])
    taken = {place(r): r for r in here.values() if r["status"] != "withdrawn" and r["id"] not in gone}
    for record, row in there.items():
        if record in here or row["status"] == "withdrawn" or place(row) not in taken:
            continue
        conflicts[record] = None
    return conflicts


def said(ours, theirs):
    done = run("import", theirs, "--dry-run", "--add-names", data=ours)
    conflicts, last = {}, None
    for line in done.stderr.splitlines():
        edits = re.match(r".*: \S+ of traject \S+ \(([0-9a-f-]{36})\) was changed here and there", line)
        place = re.match(r".*: \S+ of traject \S+ is there twice", line)
        shown = re.match(r"    (\S+) ", line)
        if edits:
            last = edits.group(1)
            conflicts[last] = set()
        elif place:
            last = None
            conflicts.setdefault("places", []).append(1)
        elif shown and last and shown.group(1) != "last":
            conflicts[last].add(shown.group(1))
    return done, conflicts


# --- the files
run("import", "/dev/null", data="base.db")
put("base.db", "traject", [case(f"T-{i}") for i in range(8)], "2026-11-30T12:00:00")
# Some of them verified, which they are until somebody changes them.
put("base.db", "ash", [{**measurement(f"T-{i}"), "status": "verified" if i < 3 else "complete"} for i in range(8)],
    "2026-11-30T12:00:00")
put("base.db", "nji-doelen", [goals(f"T-{i}", ["slapen", "rust"]) for i in range(4)], "2026-11-30T12:00:00")
# Names that all have, so that nobody stops at them.
put("base.db", "ash", [{**measurement("NAMEN"), "team": "Blauw", "medewerker": "B. de Wit"}], "2026-11-30T12:00:00")
tell(len(content("base.db")) == 21, "a file to begin with")
workers = [f"w{i}.db" for i in range(1, 9)]
for worker in workers:
    copy("base.db", worker)
for step in range(10):
    for worker in workers:
        if dice.random() < 0.8:
            one_step(worker, [w for w in workers if w != worker])
drafts = sum(r["status"] == "draft" for w in workers for r in rows(w, "ash"))
print(f"# seed {seed}: {sum(len(content(w)) for w in workers)} records in eight files, {drafts} drafts")

# --- the conflicts
wrong = found = 0
for ours in workers:
    for theirs in workers:
        if ours == theirs:
            continue
        before = content(ours)
        wanted = expected(ours, theirs)
        done, conflicts = said(ours, theirs)
        places = len(conflicts.pop("places", []))
        edits = {k: v for k, v in wanted.items() if v is not None}
        found += len(wanted)
        good = conflicts == edits and places == len(wanted) - len(edits) \
            and done.returncode == (3 if wanted else 0) and content(ours) == before
        if not good:
            wrong += 1
            if wrong < 4:
                print(f"# {ours} {theirs}: status {done.returncode}, places {places} of {len(wanted) - len(edits)}")
                for record in sorted(set(edits) | set(conflicts)):
                    if edits.get(record) != conflicts.get(record):
                        print(f"#   {record}: wanted {edits.get(record)}, said {conflicts.get(record)}")
tell(wrong == 0, f"every conflict is told, and no other: {found} in 56 pairs")
tell(found > 50, "there are conflicts")

# --- the orders
first = None
for number in range(orders):
    order = workers[:]
    dice.shuffle(order)
    target = "merged.db"
    for end in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(target + end):
            os.unlink(target + end)
    way = number % 3
    if way == 1:
        # Onto one of the eight.
        copy(order.pop(), target)
    elif way == 2:
        # By way of a file in between.
        for half, name in ((order[:4], "left.db"), (order[4:], "right.db")):
            if os.path.exists(name):
                os.unlink(name)
            for worker in half:
                run("import", worker, "--prefer", "newer", "--add-names", data=name)
        order = ["left.db", "right.db"]
    for worker in order + dice.sample(order, 2):
        done = run("import", worker, "--prefer", "newer", "--add-names", data=target)
        if done.returncode != 0:
            tell(False, f"{worker} goes in: {done.stderr.splitlines()[:2]}")
    now = content(target) | {repr(head) for head in heads(target)}
    if first is None:
        first = now
        tell(len(now) > 20, f"a merged file, of {len(now)} records")
    tell(now == first, f"order {number + 1}: {' '.join(order)}")
    if now != first:
        for line in sorted(now ^ first)[:4]:
            head = line if line.startswith("(") else dict(re.findall(r"\('(id|status|revision|changed|traject|gezinstype|medewerker)', '([^']*)'\)", line))
            print("#", "more" if line in now else "less", head)
    tell(run("data", "check", data=target).returncode == 0, "... and it is whole")
# Another time, into each of the eight: all have the same in the end.
for worker in workers[:3]:
    copy(worker, "own.db")
    run("import", target, "--prefer", "newer", "--add-names", data="own.db")
    tell(content("own.db") | {repr(head) for head in heads("own.db")} == first, f"back into {worker}, which is then the same")
