"""A package with very many rows, made of a real one, and what becomes of it.

  million.py PROGRAM UNPACKED DATA ROWS

UNPACKED is the directory of a package that DATA has taken.  Every row has an
id, a revision and a traject of its own.  Prints the status, the seconds and the
most memory that the program used, in MB, and what it said.
"""
import csv
import hashlib
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile

program, source, data, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
dice = random.Random(1)
files = {}
for folder, _, names in os.walk(source):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            files[os.path.relpath(path, source)] = file.read()

lines = list(csv.reader(io.StringIO(files["data/ash.csv"].decode())))
head, body = lines[0], lines[1:]
identity, revision, traject, organisatie = map(head.index, ("id", "revision", "traject", "organisatie"))


def uuid():
    text = f"{dice.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-8{text[17:20]}-{text[20:]}"


rows, cases, revisions = io.StringIO(), io.StringIO(), io.StringIO()
writer = csv.writer(rows, lineterminator="\n")
writer.writerow(head)
cases.write("traject,organisatie\n")
revisions.write("id,revision,parent\n")
for _ in range(count):
    row = list(dice.choice(body))
    row[identity], row[revision], row[traject] = uuid(), uuid(), f"T-{dice.getrandbits(80):020x}"
    writer.writerow(row)
    cases.write(f"{row[traject]},{row[organisatie]}\n")
    revisions.write(f"{row[identity]},{row[revision]},\n")
files["data/ash.csv"] = rows.getvalue().encode()
files["data/trajecten.list.csv"] = cases.getvalue().encode()
files["data/ash.revisions.csv"] = revisions.getvalue().encode()
del rows, cases, revisions


def seal(part):
    if isinstance(part, dict):
        if "hash" in part:
            content = files[part["path"]]
            part["bytes"], part["hash"] = len(content), "sha256:" + hashlib.sha256(content).hexdigest()
            if "rows" in part:
                part["rows"] = content.count(b"\n") - 1
        part = part.values()
    for one in part if not isinstance(part, (str, int, float, bool, type(None))) else ():
        seal(one)


described = json.loads(files.pop("datapackage.json"))
seal(described)
with zipfile.ZipFile("many.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
    package.writestr("datapackage.json", json.dumps(described))
    for name in sorted(files):
        package.writestr(name, files[name])

start = time.monotonic()
done = subprocess.run([program, "-d", data, "import", "many.zip", "--add-names"], stdin=subprocess.DEVNULL,
                      capture_output=True, text=True, check=False)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(done.returncode, int(time.monotonic() - start), most)
print(done.stderr)
