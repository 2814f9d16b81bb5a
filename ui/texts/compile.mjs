// Compiles the texts of the pages (ui/texts and systems/*/texts) into functions under generated/, which git ignores.
// Runs after every `npm install` and before every build. Needs no network: the format's plugin comes from npm.
import { existsSync, promises as fs, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileProject, writeOutput } from "@inlang/paraglide-js";
import * as messageFormat from "@inlang/plugin-message-format";
import { loadProjectInMemory, newProject } from "@inlang/sdk";

const root = new URL("../../", import.meta.url);
const locales = ["zh", "en"];
const pluginKey = "plugin.inlang.messageFormat";

/** The texts of one language: those of ui first, then each system's own. Two texts under one key are an error. */
function readTexts(locale) {
  const folders = [new URL("ui/texts/", root)];
  for (const system of readdirSync(new URL("systems/", root)).sort()) {
    folders.push(new URL(`systems/${system}/texts/`, root));
  }
  const texts = {};
  for (const folder of folders) {
    const file = new URL(`${locale}.json`, folder);
    if (!existsSync(file)) continue;
    for (const [key, value] of Object.entries(JSON.parse(readFileSync(file, "utf8")))) {
      if (key === "$schema") continue;
      if (key in texts) throw new Error(`${fileURLToPath(file)}: the text "${key}" is already defined elsewhere`);
      texts[key] = value;
    }
  }
  return texts;
}

/** A text that one language lacks would show its key on a page. */
function checkComplete(texts) {
  const [first, ...others] = locales;
  for (const other of others) {
    for (const [from, to] of [
      [first, other],
      [other, first],
    ]) {
      const lacking = Object.keys(texts[from]).filter((key) => !(key in texts[to]));
      if (lacking.length > 0) throw new Error(`texts without a "${to}" version: ${lacking.join(", ")}`);
    }
  }
}

/** Compiles all texts into `generated/`; declarations only where TypeScript is installed (not in production). */
export async function compileTexts() {
  const texts = Object.fromEntries(locales.map((locale) => [locale, readTexts(locale)]));
  checkComplete(texts);
  const project = await loadProjectInMemory({
    blob: await newProject({
      settings: {
        baseLocale: "zh",
        locales,
        telemetry: "off",
        modules: [],
        [pluginKey]: { pathPattern: "{locale}.json" },
      },
    }),
    providePlugins: [messageFormat.default],
  });
  try {
    await project.importFiles({
      pluginKey,
      files: locales.map((locale) => ({ locale, content: new TextEncoder().encode(JSON.stringify(texts[locale])) })),
    });
    const emitTsDeclarations = await import("typescript").then(
      () => true,
      () => false,
    );
    const output = await compileProject({
      project,
      compilerOptions: {
        strategy: ["globalVariable", "baseLocale"],
        outputStructure: "locale-modules",
        isServer: "false",
        emitReadme: false,
        emitTsDeclarations,
      },
    });
    await writeOutput({ directory: fileURLToPath(new URL("ui/texts/generated/", root)), output, fs });
  } finally {
    await project.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await compileTexts();
  // The compiler's engine leaves a timer of 30 seconds behind, which would hold the process.
  process.exit(0);
}
