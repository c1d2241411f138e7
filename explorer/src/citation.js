// The citation of a claim, as `claims cite` has it: the lines come with the data, and marks in them say where a claim's own words go.

import { data } from "./data.js";

/** Text in which nothing is a command of TeX. */
const SPECIAL = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const escaped = (text) => text.replace(/[&%$#_{}\\~^]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);

/** Text with what steers a terminal, reverses its direction or hides in it as its escape. */
const NAMED = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const shown = (text) => text.replace(new RegExp(data.citation.steering, "gu"), (sign) => NAMED[sign] ?? `\\u{${sign.codePointAt(0).toString(16)}}`);

const OWN = { apa: (text) => text, bibtex: escaped };

/** The citation in a form (`apa` or `bibtex`); nothing where the page does not know the form. */
export function citation(form, claim) {
  const pattern = data.citation[form];
  if (!pattern) return null;
  const statement = OWN[form](shown(claim.statement.replace(/\.+$/, "")));
  const words = [shown(claim.id), statement, pattern.sources[claim.source] ?? `Source: ${shown(claim.source)}.`];
  const { marks } = data.citation;
  return pattern.line.replace(new RegExp(`[${marks.join("")}]`, "gu"), (mark) => words[marks.indexOf(mark)]);
}
