// What another reader finds in a .sav file, as lines of text:
//   node sav.js FILE [counts]     of all records, or of those that count
//
//   rows N
//   NAME valid N sum S missing M system K   of every number
const { SavBufferReader } = require('sav-reader');
const fs = require('fs');

(async () => {
  const sav = new SavBufferReader(fs.readFileSync(process.argv[2]));
  await sav.open();
  const all = await sav.readAllRows();
  const rows = process.argv[3] ? all.filter((row) => row.counts === 1) : all;
  console.log(`rows ${rows.length}`);
  for (const v of sav.meta.sysvars) {
    if (v.type !== 0) continue;
    const declared = [].concat(v.missing ?? []).flatMap((m) => (typeof m === 'object' && m !== null ? [m] : [m]));
    const isMissing = (x) => declared.some((m) => (typeof m === 'object' ? x >= m.min && x <= m.max : x === m));
    let valid = 0, sum = 0, missing = 0, system = 0;
    for (const row of rows) {
      const x = row[v.name] ?? row[v.__longName];
      if (x === null || x === undefined || x === -Number.MAX_VALUE) system++;
      else if (isMissing(x)) missing++;
      else { valid++; sum += x; }
    }
    console.log(`${v.name} valid ${valid} sum ${sum} missing ${missing} system ${system}`);
  }
})();
