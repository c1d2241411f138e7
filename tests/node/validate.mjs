// Validates JSON values with Ajv: node validate.mjs SCHEMA_FOLDER < values.ndjson
// Each line of the input is {"schema": NAME, "value": ...}; each line of the output is null (accepted) or the reasons for the refusal.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

const SUFFIX = ".schema.json";

function compiled(folder) {
  const ajv = new Ajv2020({ strict: true, strictTypes: true, strictTuples: true, strictRequired: true });
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  const schema = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return new Map(files.map((name) => [name.slice(0, -SUFFIX.length), ajv.compile(schema(name))]));
}

function reasons(validators, { schema, value }) {
  const validate = validators.get(schema);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  return validate(value) ? null : validate.errors.map((error) => `${error.instancePath}: ${error.message}`).join("; ");
}

const validators = compiled(process.argv[2]);
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${JSON.stringify(reasons(validators, JSON.parse(line)))}\n`).join(""));
