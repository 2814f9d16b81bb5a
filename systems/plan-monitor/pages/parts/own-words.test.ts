import { describe, expect, test } from "vitest";
import { findCopiedRun } from "./own-words.ts";

describe("a restatement that copies its source", () => {
  const source = "到2030年,全县集中供水率达到98%以上,新建水厂3座。";

  test("a long run is found, whatever its punctuation", () => {
    expect(findCopiedRun("全县集中供水率达到98%以上新建水厂", source)).toBe("全县集中供水率达到98以上新建水厂");
    const english = "The county will build three new water works by the end of 2030.";
    expect(findCopiedRun("It will build three new water works by the end", english)).toBe(
      "will build three new water works by the end",
    );
  });

  test("a name or a figure is no copy", () => {
    expect(findCopiedRun("集中供水率不低于98%,2030年底前", source)).toBeNull();
    expect(findCopiedRun("", source)).toBeNull();
  });
});
