import type { Text } from "@midreach/kernel/contracts";
import { findPeriod, isIsoDate } from "@midreach/kernel/time";
import type { Cell } from "../../workbook/workbook.ts";

/** What is wrong with a row or a cell, in both languages: offices read it in their own. */
export interface SeriesFault {
  /** `Sheet1!C5`, or `C5 value` of a CSV file. */
  readonly where: string;
  readonly what: Text;
  readonly fix?: Text | undefined;
}

type Complaint = Omit<SeriesFault, "where">;
/** A cell's meaning, or what keeps it from having one. */
export type Reading<Value> = { readonly value: Value } | { readonly fault: Complaint };

const say = (zh: string, en: string): Text => ({ zh, en });
const bad = (zh: string, en: string, fix?: Text): { readonly fault: Complaint } => ({
  fault: { what: say(zh, en), ...(fix ? { fix } : {}) },
});

/** The text of a cell; formulas and spreadsheet errors are never taken for what they show. */
export function readText(cell: Cell | undefined, limit = 500): Reading<string> {
  if (!cell) return { value: "" };
  if (cell.kind === "formula") {
    return bad("是公式", "holds a formula", say("请粘贴数值本身", "paste the value itself"));
  }
  if (cell.kind === "error") {
    return bad("是表格软件的错误值", "holds an error of the spreadsheet", say("请填写数值", "write the value"));
  }
  const text = String(cell.value).normalize("NFC").trim();
  if (text.length > limit) {
    return bad(`有${text.length}个字符,最多${limit}个`, `has ${text.length} characters, at most ${limit} are taken`);
  }
  if (/\p{Surrogate}|\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/gu, ""))) {
    return bad("含有不可显示的字符", "holds a character that is no text");
  }
  return { value: text };
}

const numberPattern = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/iu;

/** A number: digits of either width, thousands separated by commas or not at all. Nothing else is guessed. */
export function readNumber(cell: Cell | undefined): Reading<number> {
  if (cell?.kind === "number") return { value: cell.value };
  const text = readText(cell);
  if ("fault" in text) return text;
  if (text.value === "")
    return bad("为空", "is empty", say("没有数据时请删去整行", "delete the row if there is no figure"));
  const plain = text.value.normalize("NFKC").replaceAll("\u2212", "-").replaceAll(/\s/gu, "");
  const value = Number(plain.replaceAll(",", ""));
  if (cell?.kind === "text" && numberPattern.test(plain) && Number.isFinite(value)) return { value };
  return bad(
    `“${text.value}”不是数字`,
    `"${text.value}" is no number`,
    say("只写数字,单位写在单位一列", "write the number alone; the unit has its own column"),
  );
}

const two = (digits: string | undefined): string => (digits ?? "").padStart(2, "0");

/** `2016年3月5日`, `2016/3/5`, `2016.3`, `2016` as ISO 8601; undefined for what looks otherwise. */
function toIso(text: string): string | undefined {
  const plain = text.normalize("NFKC").replaceAll(/\s/gu, "");
  const parts = /^(\d{4})(?:年|$)$|^(\d{4})[-/.年](\d{1,2})月?$|^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(
    plain,
  );
  if (!parts) return undefined;
  const [, year, monthYear, month, dayYear, dayMonth, day] = parts;
  if (year) return year;
  return monthYear ? `${monthYear}-${two(month)}` : `${dayYear}-${two(dayMonth)}-${two(day)}`;
}

const periodForm = say(
  "写作 2014、2016-03 或 2016-03-15;季度写季末月份",
  "write 2014, 2016-03 or 2016-03-15; a quarter by its last month",
);

/** A period: a year, a month or a day. A spreadsheet's date on the first of a month may mean either and is refused. */
export function readPeriod(cell: Cell | undefined): Reading<{ readonly text: string; readonly end: string }> {
  if (cell?.kind === "date" && cell.value.endsWith("-01")) {
    return bad(
      `被表格软件改成了日期 ${cell.value},不知是整月还是这一天`,
      `was turned into the date ${cell.value} by the spreadsheet: the month or the day?`,
      say(
        `以文本格式写作 ${cell.value.slice(0, 7)} 或 ${cell.value}`,
        `write ${cell.value.slice(0, 7)} or ${cell.value} as a text`,
      ),
    );
  }
  const text = readText(cell, 40);
  if ("fault" in text) return text;
  if (text.value === "") return bad("为空", "is empty", periodForm);
  const period = toIso(text.value);
  const found = period === undefined ? undefined : findPeriod(period);
  if (period === undefined || !found)
    return bad(`“${text.value}”读不成时期`, `"${text.value}" is no period`, periodForm);
  return { value: { text: period, end: found.to } };
}

/** The day of a publication. */
export function readDay(cell: Cell | undefined): Reading<string> {
  const text = readText(cell, 40);
  if ("fault" in text) return text;
  const form = say("写作 2016-03-15", "write 2016-03-15");
  if (text.value === "") return bad("为空", "is empty", form);
  const day = toIso(text.value);
  return day && isIsoDate(day) ? { value: day } : bad(`“${text.value}”不是日期`, `"${text.value}" is no date`, form);
}

/**
 * The day of publication as the file states it. Where it says nothing the figure counts as known from the day of the
 * import, which is assumed: it never counts as known earlier than it can be shown to have been.
 */
export function readPublication(
  cell: Cell | undefined,
  today: string,
): Reading<{ readonly day: string; readonly basis: "stated" | "assumed" }> {
  if (cell === undefined || (cell.kind === "text" && cell.value.trim() === "")) {
    return { value: { day: today, basis: "assumed" } };
  }
  const day = readDay(cell);
  return "fault" in day ? day : { value: { day: day.value, basis: "stated" } };
}

/** An address of the web; empty is null. */
export function readUrl(cell: Cell | undefined): Reading<string | null> {
  const text = readText(cell, 2000);
  if ("fault" in text) return text;
  if (text.value === "") return { value: null };
  // Sources of the region pack leave the scheme out, so that form is taken too; `javascript:` is not.
  const isAddress = /^(https?:\/\/)?[\w-]+(\.[\w-]+)+(:\d+)?(\/\S*)?$/iu.test(text.value);
  return isAddress ? { value: text.value } : bad(`“${text.value}”不是网址`, `"${text.value}" is no web address`);
}
