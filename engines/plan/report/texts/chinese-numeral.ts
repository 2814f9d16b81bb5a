const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A whole number from 0 to 99 in Chinese numerals, as chapters are counted; others stay in digits. */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99) return String(value);
  if (value < 10) return digits[value] ?? "";
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? digits[tens] : ""}十${ones > 0 ? digits[ones] : ""}`;
}
