// The citation of a claim, as `claims cite` has it: the lines come with the data, and marks in them say where a claim's own words go.

import { data } from "./data.js";

/** Text in which nothing is a command of TeX. */
const SPECIAL = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const escaped = (text) => text.replace(/[&%$#_{}\\~^]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);

const OWN = { apa: (text) => text, bibtex: escaped };

/** The citation in a form (`apa` or `bibtex`); nothing where the page does not know the form. */
export function citation(form, claim) {
  const pattern = data.citation[form];
  if (!pattern) return null;
  const statement = OWN[form](claim.statement.replace(/\.+$/, ""));
  const words = [claim.id, statement, pattern.sources[claim.source] ?? `Source: ${claim.source}.`];
  return data.citation.marks.reduce((line, mark, place) => line.replaceAll(mark, () => words[place]), pattern.line);
}
