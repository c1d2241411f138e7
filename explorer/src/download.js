// The selection as files: CSV with the columns of claims_wide, and the claims as records.

import { data, nameOf, partiesAs, quotesOf } from "./data.js";
import { earliest, latest } from "./dates.js";

const source = (claim) => data.source.get(claim.source);
const roles = (role) => (claim) => partiesAs(claim, role);
const names = (role) => (claim) => partiesAs(claim, role).map(nameOf);

/** Columns that are not the field of their name. */
const COLUMNS = {
  speaker_name: (claim) => nameOf(claim.speaker),
  speaker_kind: (claim) => data.actor.get(claim.speaker)?.kind,
  via_name: (claim) => claim.via && nameOf(claim.via),
  outlet: (claim) => source(claim)?.outlet,
  source_title: (claim) => source(claim)?.title,
  url: (claim) => source(claim)?.url,
  published_on: (claim) => source(claim)?.published_on,
  occasion_title: (claim) => data.occasion.get(claim.occasion)?.title,
  providers: roles("provider"),
  recipients: roles("recipient"),
  adversaries: roles("adversary"),
  provider_names: names("provider"),
  recipient_names: names("recipient"),
  adversary_names: names("adversary"),
  stated_on_earliest: (claim) => earliest(claim.stated_on),
  stated_on_latest: (claim) => latest(claim.stated_on),
  quote: (claim) => quotesOf(claim).join(" … "),
};

function cell(value) {
  const text = Array.isArray(value) ? value.join(";") : String(value ?? "");
  return /[,"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(claims) {
  const row = (claim) => data.columns.map((column) => cell(COLUMNS[column] ? COLUMNS[column](claim) : claim[column])).join(",");
  return [data.columns.join(","), ...claims.map(row)].map((line) => `${line}\n`).join("");
}

export const json = (claims) => (claims.length ? `[\n${claims.map((claim) => JSON.stringify(claim)).join(",\n")}\n]\n` : "[]\n");

/** Hands a text to the reader as a file. */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Copies a text, also where the page has no right to the clipboard, as a file opened from a disk; whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "off-screen";
    document.body.append(area);
    area.select();
    const worked = document.execCommand("copy");
    area.remove();
    return worked;
  }
}
