// Validates each line of a file with Ajv's compiled schema: node validate_ajv.mjs SCHEMA FILE
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
const BLOCK = 1 << 20;
const NEWLINE = 10;
const strict = new TextDecoder("utf-8", { fatal: true });
let valid = 0;
let invalid = 0;

function isValid(line) {
  try {
    return validate(JSON.parse(line));
  } catch {
    return false;
  }
}

function judge(lines) {
  for (const line of lines) {
    if (isValid(line)) valid += 1;
    else invalid += 1;
  }
}

// Whole lines: decoded at once, and one by one only if there is a byte that is not UTF-8.
function judgeBytes(bytes) {
  if (bytes.length === 0) return;
  try {
    judge(strict.decode(bytes).split("\n"));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    for (let start = 0; start <= bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      try {
        judge([strict.decode(bytes.subarray(start, end))]);
      } catch {
        invalid += 1;
      }
      start = end + 1;
    }
  }
}

const file = openSync(process.argv[3], "r");
const block = Buffer.allocUnsafe(BLOCK);
let rest = Buffer.alloc(0);
for (let length; (length = readSync(file, block)) > 0; ) {
  const bytes = Buffer.concat([rest, block.subarray(0, length)]);
  const end = bytes.lastIndexOf(NEWLINE);
  if (end >= 0) judgeBytes(bytes.subarray(0, end));
  rest = bytes.subarray(end + 1);
}
judgeBytes(rest);
closeSync(file);
console.log(valid, invalid);
