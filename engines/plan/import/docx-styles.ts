import { SaxesParser, type SaxesTagPlain } from "saxes";

export interface DocxStyle {
  /** Outline level, 1 for the outermost. */
  readonly outline: number | undefined;
  readonly list: { readonly id: string; readonly level: number } | undefined;
}

function eachTag(xml: string, onOpen: (tag: SaxesTagPlain) => void, onClose: (name: string) => void): void {
  if (xml === "") return;
  const parser = new SaxesParser();
  parser.on("opentag", onOpen);
  parser.on("closetag", (tag) => onClose(tag.name));
  parser.on("error", () => undefined);
  parser.write(xml).close();
}

/** Outline levels and list numbers that the styles of a Word document give, by style id, inherited ones included. */
export function readStyles(xml: string): ReadonlyMap<string, DocxStyle> {
  interface Open {
    id: string;
    basedOn: string | undefined;
    outline: number | undefined;
    numId: string | undefined;
    level: number;
  }
  const raw = new Map<string, Open>();
  let style: Open | undefined;
  eachTag(
    xml,
    ({ name, attributes }) => {
      const value = attributes["w:val"];
      if (name === "w:style") {
        style = {
          id: attributes["w:styleId"] ?? "",
          basedOn: undefined,
          outline: undefined,
          numId: undefined,
          level: 0,
        };
        raw.set(style.id, style);
      } else if (!style || value === undefined) return;
      else if (name === "w:basedOn") style.basedOn = value;
      else if (name === "w:outlineLvl") style.outline = Number(value) + 1;
      else if (name === "w:numId") style.numId = value;
      else if (name === "w:ilvl") style.level = Number(value);
      else if (name === "w:name" && /^heading \d$/iu.test(value)) style.outline ??= Number(value.slice(-1));
    },
    (name) => {
      if (name === "w:style") style = undefined;
    },
  );
  const styles = new Map<string, DocxStyle>();
  for (const [id, own] of raw) {
    let { outline, numId, level } = own;
    // Styles inherit; a circle in damaged files ends after twenty steps.
    for (let base = own.basedOn, steps = 0; base !== undefined && steps < 20; steps += 1) {
      const parent = raw.get(base);
      outline ??= parent?.outline;
      if (numId === undefined && parent?.numId !== undefined) ({ numId, level } = parent);
      base = parent?.basedOn;
    }
    styles.set(id, { outline, list: numId === undefined ? undefined : { id: numId, level } });
  }
  return styles;
}

interface ListLevel {
  start: number;
  format: string;
  text: string;
}

type ListLevels = Map<number, ListLevel>;

/** Counts the numbered lists of a Word document, so that 第一章 is there even when Word only prints it. */
export function readNumbering(xml: string): { next(id: string, level: number): string } {
  const definitions = readListDefinitions(xml);
  const counters = new Map<ListLevels, number[]>();
  return {
    next(id, depth) {
      const definition = definitions.get(id);
      if (!definition) return "";
      const counts = counters.get(definition) ?? [];
      counters.set(definition, counts);
      counts[depth] = (counts[depth] ?? (definition.get(depth)?.start ?? 1) - 1) + 1;
      counts.length = depth + 1;
      return printLabel(definition, counts, depth);
    },
  };
}

/** The levels of each list, by the number that paragraphs refer to. */
function readListDefinitions(xml: string): ReadonlyMap<string, ListLevels> {
  const abstract = new Map<string, ListLevels>();
  const byNumber = new Map<string, string>();
  let levels: ListLevels | undefined;
  let level: ListLevel | undefined;
  let numId = "";
  const readers: Readonly<Record<string, (tag: SaxesTagPlain, value: string) => void>> = {
    "w:abstractNum": ({ attributes }) => {
      levels = new Map();
      abstract.set(attributes["w:abstractNumId"] ?? "", levels);
    },
    "w:lvl": ({ attributes }) => {
      level = { start: 1, format: "decimal", text: "" };
      levels?.set(Number(attributes["w:ilvl"]), level);
    },
    "w:start": (_, value) => {
      if (level) level.start = Number(value);
    },
    "w:numFmt": (_, value) => {
      if (level) level.format = value;
    },
    "w:lvlText": (_, value) => {
      if (level) level.text = value;
    },
    "w:num": ({ attributes }) => {
      numId = attributes["w:numId"] ?? "";
    },
    "w:abstractNumId": (_, value) => byNumber.set(numId, value),
  };
  eachTag(
    xml,
    (tag) => readers[tag.name]?.(tag, tag.attributes["w:val"] ?? ""),
    (name) => {
      if (name === "w:lvl") level = undefined;
      if (name === "w:abstractNum") levels = undefined;
    },
  );
  return new Map([...byNumber].map(([id, list]) => [id, abstract.get(list) ?? new Map<number, ListLevel>()]));
}

function printLabel(definition: ReadonlyMap<number, ListLevel>, counts: readonly number[], depth: number): string {
  const own = definition.get(depth);
  if (!own || own.format === "bullet" || own.format === "none" || own.text === "") return "";
  const label = own.text.replace(/%([1-9])/gu, (_, digit: string) => {
    const index = Number(digit) - 1;
    const level = definition.get(index);
    return printNumber(counts[index] ?? level?.start ?? 1, level?.format ?? "decimal");
  });
  return /[、.．)）]$/u.test(label) ? label : `${label} `;
}

const digits = "零一二三四五六七八九";

function printNumber(value: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese/iu.test(format) && value < 100) {
    const tens = Math.floor(value / 10);
    const ones = value % 10;
    const lead = tens === 0 ? "" : `${tens === 1 ? "" : digits[tens]}十`;
    return lead + (ones === 0 && tens > 0 ? "" : (digits[ones] ?? ""));
  }
  if (/decimalEnclosedCircle/iu.test(format) && value <= 20) return String.fromCharCode(0x2460 + value - 1);
  if (/upperLetter/u.test(format)) return String.fromCharCode(64 + value);
  if (/lowerLetter/u.test(format)) return String.fromCharCode(96 + value);
  return String(value);
}
