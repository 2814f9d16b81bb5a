import { styleText } from "node:util";
import stringWidth from "string-width";

type Format = Parameters<typeof styleText>[0];

/** Where commands write: aligned columns, colours only where somebody looks. */
export interface Paper {
  readonly language: "zh" | "en";
  paint(format: Format, text: string): string;
  line(text?: string): void;
  /** Columns as wide as their widest cell; Chinese characters take two. The last column is not padded. */
  table(rows: readonly (readonly string[])[]): void;
}

/** The language of answers: the one wanted, else the terminal's, English where that is neither. */
export function findLanguage(wanted?: string): Paper["language"] {
  if (wanted === "zh" || wanted === "en") return wanted;
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  return locale.startsWith("zh") ? "zh" : "en";
}

/** Paper on a stream. Colours need a terminal and the absence of `NO_COLOR`. */
export function createPaper(stream: NodeJS.WriteStream, language: Paper["language"], color: boolean): Paper {
  const line = (text = "") => {
    stream.write(`${text}\n`);
  };
  return {
    language,
    paint: (format, text) => (color ? styleText(format, text, { validateStream: false }) : text),
    line,
    table(rows) {
      const widths: number[] = [];
      for (const row of rows) {
        row.forEach((cell, column) => {
          widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
        });
      }
      for (const row of rows) {
        const cells = row.map((cell, column) =>
          column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - stringWidth(cell)),
        );
        line(cells.join("  ").trimEnd());
      }
    },
  };
}
