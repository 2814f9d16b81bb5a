// @ts-check
// Prints what the front page loads: every script and style of its import graph, compressed as the server sends it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = new URL("./dist/", import.meta.url);
const frontPage = "pages/front.tsx";

/** @typedef {{ file: string, css?: string[], imports?: string[], isEntry?: boolean }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** @type {Set<string>} */
const files = new Set();
/** @param {string} key */
function include(key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const next of chunk.imports ?? []) include(next);
}
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.isEntry || key.endsWith(frontPage)) include(key);
}

const sizes = { js: { gzip: 0, brotli: 0 }, css: { gzip: 0, brotli: 0 } };
for (const file of files) {
  const content = readFileSync(new URL(file, dist));
  const kind = sizes[file.endsWith(".css") ? "css" : "js"];
  kind.gzip += gzipSync(content, { level: 9 }).length;
  kind.brotli += brotliCompressSync(content).length;
}
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
process.stdout.write(
  `front page (${fileURLToPath(dist).split("/").slice(-3, -1).join("/")}): JavaScript ${kilobytes(sizes.js.gzip)} gzip, ` +
    `${kilobytes(sizes.js.brotli)} brotli; CSS ${kilobytes(sizes.css.gzip)} gzip, ${kilobytes(sizes.css.brotli)} brotli\n`,
);
