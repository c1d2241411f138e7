// Makes the template of the explorer page: bundles script and style, and puts them into the markup with their hashes for the browser.
// `node build.mjs` writes it to where the export embeds it; `node build.mjs FILE` writes it to a file.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    absWorkingDir: here("."),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    target: ["chrome123", "firefox120", "safari17.5"],
    logLevel: "error",
  });
  return outputFiles[0].text.trim();
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const [style, head, bundle] = await Promise.all(["src/style.css", "src/head.js", "src/main.jsx"].map(bundled));
for (const text of [style, head, bundle]) {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error("a text of the page would end its element");
}
const parts = { style, head, bundle, "style-hash": hash(style), "script-hashes": `${hash(head)} ${hash(bundle)}` };
const markup = await readFile(here("template.html"), "utf8");
const page = markup.replace(/\{\{([a-z-]+)\}\}/g, (_, name) => {
  if (!(name in parts)) throw new Error(`the markup asks for ${name}, which there is not`);
  return parts[name];
});
await writeFile(process.argv[2] ?? here("../src/export/explorer/template.html"), page);
