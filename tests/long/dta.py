"""What pandas finds in a .dta file, as lines of text: for every number
NAME VALID SUM DECLARED SYSTEM, as the other readers say it; and
rows N, label NAME TEXT, code NAME VALUE TEXT, day NAME ISO (the first)."""
import sys
import pandas
from pandas.io.stata import StataMissingValue, StataReader

with StataReader(sys.argv[1], convert_dates=False, convert_categoricals=False,
                 convert_missing=True) as reader:
    table = reader.read()
    labels, codes = reader.variable_labels(), reader.value_labels()
    sets = dict(zip(reader.varlist, reader.lbllist))
    formats = dict(zip(reader.varlist, reader.fmtlist))
print("rows", len(table))
for name in table.columns:
    print("label", name, labels[name])
    for value, text in sorted(codes.get(sets[name], {}).items(), key=str):
        print("code", name, value, text)
    cells = list(table[name])
    if any(isinstance(x, str) for x in cells):
        continue
    valid = [x for x in cells if not isinstance(x, StataMissingValue) and not pandas.isna(x)]
    if formats[name].startswith("%td") and valid:
        print("day", name, (pandas.Timestamp(1960, 1, 1) + pandas.Timedelta(days=valid[0])).date().isoformat())
        continue
    marks = [x.string for x in cells if isinstance(x, StataMissingValue)]
    declared = sum(len(m) > 1 for m in marks)
    print(name, len(valid), format(sum(valid), ".15g"), declared, len(cells) - len(valid) - declared)
