// node schema.js records SCHEMA FILE...   lines of JSON by the schema of records
// node schema.js forms SCHEMA FILE...     YAML by the schema of form files
// Prints "NAME N good, M bad" for each file.
const fs = require('fs');
const path = require('path');
const yaml = require('js-yaml');
const addFormats = require('ajv-formats').default;
const [, , kind, schemaFile, ...files] = process.argv;
const schema = JSON.parse(fs.readFileSync(schemaFile));
const Ajv = (kind === 'records' ? require('ajv/dist/2020') : require('ajv')).default;
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
addFormats(ajv);
const validate = ajv.compile(schema);

for (const file of files) {
  const text = fs.readFileSync(file, 'utf8');
  let things;
  try {
    things = kind === 'records' ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [yaml.load(text)];
  } catch (e) {
    console.log(`${path.basename(file)} unreadable`);
    continue;
  }
  const bad = things.filter((thing) => !validate(thing));
  console.log(`${path.basename(file)} ${things.length - bad.length} good, ${bad.length} bad`);
  if (bad.length && process.env.WHY) validate(bad[0]), console.error(file, ajv.errorsText(validate.errors));
}
