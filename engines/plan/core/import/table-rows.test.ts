import { describe, expect, it } from "vitest";
import { findYearColumns, readTableRow } from "./table-rows.ts";

const read = (row: string, years = [2020, 2025, 2030]) => {
  const { quantities, deadlines } = readTableRow(row, years, 2021);
  const [quantity] = quantities;
  return quantity && [quantity.object, quantity.comparator, quantity.value, quantity.unit, deadlines[0]?.date];
};

describe("a table of indicators", () => {
  it.each([
    ["指标\t2020年\t2025年\t2030年\t属性", [2020, 2025, 2030]],
    ["序号 指标 2020年（实际） 2025年（目标） 属性", [2020, 2025]],
    ["森林覆盖率（%）\t37.2\t38.5\t40\t约束性", undefined],
  ])("years of %s", (row, years) => expect(findYearColumns(row)).toEqual(years));

  it.each([
    ["森林覆盖率（%）\t37.2\t38.5\t40\t约束性", ["森林覆盖率", "=", 40, "%", "2030-12-31"]],
    ["3 湿地保护率 % 51 ≥55 ≥60 预期性", ["湿地保护率", ">=", 60, "%", "2030-12-31"]],
    ["能耗降低 35% 40% [45%] 约束性", ["能耗降低", "=", 45, "%", "2030-12-31"]],
    ["粮食产量 万吨 1,200 1,250 1,300以上 约束性", ["粮食产量", ">=", 1300, "万吨", "2030-12-31"]],
  ])("the last figure of %s", (row, promise) => expect(read(row)).toEqual(promise));

  it.each(["人均预期寿命（岁） 78 完成上级下达任务 预期性", "合计 1 2 3 4 约束性"])("nothing of %s", (row) =>
    expect(read(row)).toBeUndefined(),
  );

  it("tells where the figure stands in the row", () => {
    const row = "森林覆盖率（%）\t37.2\t38.5\t40\t约束性";
    const [quantity] = readTableRow(row, [2020, 2025, 2030], 2021).quantities;
    expect(row.slice(quantity?.start, quantity?.end)).toBe("40");
  });

  it("promises nothing by figures of the past", () => {
    expect(readTableRow("产值 1 2 约束性", [2015, 2020], 2021).quantities).toEqual([]);
  });
});
