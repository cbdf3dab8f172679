// node package.js DIRECTORY   a package that was unpacked, by two validators
// Prints "NAME N" for every resource and its rows, then "good" or "bad: WHY".
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { Package, validate } = require('datapackage');
const data = require('frictionless.js');
const directory = process.argv[2];
const file = path.join(directory, 'datapackage.json');

async function main() {
  const descriptor = JSON.parse(fs.readFileSync(file));
  const { valid, errors } = await validate(descriptor);
  if (!valid) throw new Error(errors[0].message);
  const pack = await Package.load(file);
  for (const resource of pack.resources) {
    const rows = await resource.read({ relations: true });
    await resource.checkRelations();
    const { bytes, hash } = resource.descriptor;
    const text = fs.readFileSync(path.join(directory, resource.descriptor.path));
    const sum = crypto.createHash('sha256').update(text).digest('hex');
    if (rows.length !== resource.descriptor.rows) throw new Error(`${resource.name}: rows`);
    if (text.length !== bytes) throw new Error(`${resource.name}: bytes`);
    if (hash !== `sha256:${sum}`) throw new Error(`${resource.name}: hash`);
    console.log(`${resource.name} ${rows.length}`);
  }
  const dataset = await data.Dataset.load(directory);
  if (dataset.resources.length !== pack.resources.length) throw new Error('frictionless.js: resources');
  for (const one of dataset.resources) {
    const reader = await one.rows({ keyed: true });
    let n = 0;
    for await (const row of reader) n += row ? 1 : 0;
    if (n !== one.descriptor.rows) throw new Error(`frictionless.js: ${one.descriptor.name} ${n}`);
  }
  console.log('good');
}

main().catch((e) => console.log(`bad: ${(e.errors && e.errors[0] ? e.errors[0].message : e.message).split('\n')[0]}`));
