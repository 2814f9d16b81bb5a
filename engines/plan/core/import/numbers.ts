const digits = "零一二三四五六七八九";
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/**
 * The value of a Chinese numeral below ten thousand (三, 两, 十二, 一百零五, 三千二百); undefined when the characters are
 * no numeral. 万 and 亿 belong to the unit, as plans write them.
 */
export function parseChineseQuantity(numeral: string): number | undefined {
  if (numeral === "半") return 0.5;
  let total = 0;
  let digit: number | undefined;
  for (const character of numeral) {
    const value = digits.indexOf(character === "两" ? "二" : character === "〇" ? "零" : character);
    if (value >= 0) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
      continue;
    }
    const place = places[character];
    if (place === undefined) return undefined;
    total += (digit ?? 1) * place;
    digit = undefined;
  }
  return total + (digit ?? 0);
}

/** The value of a figure with thousands separators: `12,000.5`. */
export function parseFigure(figure: string): number {
  return Number(figure.replace(/[,\s]/gu, ""));
}
