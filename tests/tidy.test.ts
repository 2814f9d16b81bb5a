import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  listDefaultExports,
  listLongFunctions,
  listUndocumentedExports,
  listUntranslated,
  parseSource,
} from "./source-rules.ts";
import { listProjectFiles, readProjectFile, root } from "./tree.ts";

/** The house rules that no linter has. Each test lists every offender at once. */

const files = listProjectFiles();
const code = files.filter((file) => /\.([cm]?[jt]s|tsx)$/.test(file));
const sources = code.map((file) => parseSource(file, readProjectFile(file)));
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith("tests/");

describe("size", () => {
  test("no file of code has more than 400 lines", () => {
    const long = code
      .map((file) => ({ file, lines: readProjectFile(file).trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  test("no function has more than 70 lines", () => {
    // A test file's describe block is a chapter, not a function.
    const long = sources.filter(({ fileName }) => !isTest(fileName)).flatMap((source) => listLongFunctions(source, 70));
    expect(long).toEqual([]);
  });
});

describe("words", () => {
  test("what is to be done later names an issue", () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/; // the rule itself
    const open = code.flatMap((file) =>
      readProjectFile(file)
        .split("\n")
        .flatMap((line, index) =>
          marks.test(line) && !line.includes("// the rule itself") ? [`${file}:${index + 1}`] : [],
        ),
    );
    expect(open).toEqual([]);
  });

  test("every exported function and class says what it does", () => {
    const bare = sources
      .filter(({ fileName }) => !isTest(fileName) && fileName.endsWith(".ts") && !fileName.endsWith(".config.ts"))
      .flatMap(listUndocumentedExports);
    expect(bare).toEqual([]);
  });

  test("a page has no sentence of its own: all words come from the texts", () => {
    const pages = sources.filter(
      ({ fileName }) => fileName.endsWith(".tsx") && !isTest(fileName) && /^(ui|systems|apps\/web)\//.test(fileName),
    );
    expect(pages.flatMap(listUntranslated)).toEqual([]);
  });

  test("nothing names the machine or the place where it was made", () => {
    const machine = /(?<![\w.])\/(work|root|home|tmp)\/(?!\.)|registry\.npmjs|localhost:\d{4,5}\/npm|"resolved": "http/; // the rule itself
    const text = files.filter((file) => !/\.(png|ico|woff2|geojson|gz|br)$/.test(file));
    const named = text.flatMap((file) =>
      readProjectFile(file)
        .split("\n")
        .flatMap((line, index) =>
          machine.test(line) && !line.includes("// the rule itself")
            ? [`${file}:${index + 1} ${line.trim().slice(0, 80)}`]
            : [],
        ),
    );
    expect(named).toEqual([]);
  });

  test("nothing about a region is in code", () => {
    const region =
      /yangtze|changjiang|hubei|hunan|jiangxi|wuhan|changsha|nanchang|yueyang|poyang|dongting|长江|武汉|长沙|南昌|湖北|湖南|江西|岳阳|鄱阳|洞庭/i;
    // Lists of all provinces and great regions of the country serve every plan of the country.
    const ofTheCountry = ["engines/plan/core/import/gazetteer.ts", "engines/plan/import/world-places.ts"];
    // Tests take their samples where they find them; what runs may not know the region.
    const named = code
      .filter((file) => !isTest(file) && !file.startsWith("bench/") && !ofTheCountry.includes(file))
      .flatMap((file) =>
        readProjectFile(file)
          .split("\n")
          .flatMap((line, index) =>
            region.test(stripComment(line)) ? [`${file}:${index + 1} ${line.trim().slice(0, 80)}`] : [],
          ),
      );
    expect(named).toEqual([]);
  });
});

describe("rooms", () => {
  const engines = [...new Set(files.filter((file) => file.startsWith("engines/")).map((file) => file.split("/")[1]))];

  test.each(engines)("engine %s has a README with an example that is run", (engine) => {
    const readme = `engines/${engine}/README.md`;
    expect(existsSync(join(root, readme)), `${readme} is missing`).toBe(true);
    expect(readProjectFile(readme)).toMatch(/```ts\n/);
    const runs = code.some(
      (file) => file.startsWith(`engines/${engine}/`) && isTest(file) && readProjectFile(file).includes("README.md"),
    );
    expect(runs, `no test of engines/${engine} runs the example of its README.md`).toBe(true);
  });

  test("no default export but in pages and configuration files", () => {
    const allowed = /((^|fixtures\/)[^/]+\/pages\/|^systems\/[^/]+\/pages\/|^apps\/web\/src\/pages\/|\.config\.ts$)/;
    const found = sources.filter(({ fileName }) => !allowed.test(fileName)).flatMap(listDefaultExports);
    expect(found).toEqual([]);
  });

  test("import.meta.glob, which the boundary rules cannot see, is used by the web app only", () => {
    const found = code.filter((file) => readProjectFile(file).includes("import.meta.glob") && !isTest(file));
    expect(found.filter((file) => !file.startsWith("apps/web/"))).toEqual([]);
  });

  test("no room is a catch-all", () => {
    expect(files.filter((file) => /(^|\/)(utils?|libs?|helpers?|common|misc)(\/|\.[jt]sx?$)/.test(file))).toEqual([]);
  });
});

describe("tables", () => {
  const migrations = files.filter((file) => /\/migrations\/.*\.sql$/.test(file));

  test("migrations are numbered, no number twice", () => {
    const folderOf = (file: string) => file.slice(0, file.lastIndexOf("/"));
    for (const folder of new Set(migrations.map(folderOf))) {
      const list = migrations.filter((file) => folderOf(file) === folder);
      // Each part of a room has a block of ten numbers, so that two people can add one at the same time.
      const numbers = list.map((file) => Number(/\/(\d{3})-[a-z0-9-]+\.sql$/.exec(file)?.[1]));
      expect(numbers.filter(Number.isNaN), folder).toEqual([]);
      expect(new Set(numbers).size, folder).toBe(numbers.length);
    }
  });

  test("a large table is partitioned by time and its key begins with the column it would be distributed by", () => {
    const large = migrations.flatMap((file) => listLargeTables(file, readProjectFile(file)));
    expect(large.length).toBeGreaterThan(0);
    for (const { where, column, statement, text } of large) {
      expect(statement, where).toMatch(/partition\s+by\s+range\s*\(/i);
      const key = /primary\s+key\s*\(\s*"?(\w+)"?/i.exec(statement)?.[1];
      expect(key, `${where}: first column of the primary key`).toBe(column);
      const table = /create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)/i.exec(statement)?.[1];
      expect(text, `${where}: a default partition`).toMatch(new RegExp(`partition\\s+of\\s+${table}\\s+default`, "i"));
    }
  });

  test("every partitioned table says by which column it would be distributed", () => {
    for (const file of migrations) {
      const text = readProjectFile(file);
      const partitioned = text.match(/partition\s+by\s+range/gi)?.length ?? 0;
      expect(listLargeTables(file, text).length, file).toBe(partitioned);
    }
  });
});

function listLargeTables(file: string, text: string) {
  const mark = /--\s*large: distributed by (\w+)[^\n]*\n(?:--[^\n]*\n)*\s*(create\s+table[\s\S]*?;)/gi;
  // A comment inside a statement may hold the semicolon that ends statements.
  const plain = text.replaceAll(/^[ \t]+--.*$|,[ \t]*--.*$/gm, (comment) => (comment.startsWith(",") ? "," : ""));
  return [...plain.matchAll(mark)].map((match) => ({
    where: `${file}: ${match[2]?.split("\n")[0]}`,
    column: match[1],
    statement: match[2] ?? "",
    text,
  }));
}

/** A comment may cite an example; code may not know one. */
function stripComment(line: string): string {
  return /^\s*(\*|\/\/|\/\*|#|--)/.test(line) ? "" : line.replace(/\s\/\/ .*$/, "");
}
