import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/**
 * The way of a draft to publication in the browser: the office asks the units, a unit comments (through a reload), the
 * office answers and closes, the publisher approves and publishes; somebody without account comments, the office
 * accepts. MIDREACH_SCREENSHOTS names a folder for pictures of every step.
 */

const accounts = [
  { userName: "office", roles: ["office"], organisation: null },
  { userName: "publisher", roles: ["publisher"], organisation: null },
  { userName: "yueyang", roles: ["unit"], organisation: "430600-transport" },
] as const;
let stage: Staged;
const person = (name: string) => stage.person(name);
const picture = (page: Page, name: string) => stage.picture(page, `judging-${name}`);

beforeAll(async () => {
  stage = await stagePeople(accounts, ["reader"]);
  for (const { userName } of accounts) person(userName).on("dialog", (dialog) => void dialog.accept());
});

afterAll(() => stage?.close());

let draft = "";

test("the office asks the units about a draft", async () => {
  const page = person("office");
  const made = await stage.send(page, "POST", "/api/evaluations", { asOf: "2020-12-31", knownBy: "2022-12-31" });
  draft = made.evaluation.id;
  await visit(page, `/evaluations/${draft}`);
  await page.getByText("征求各单位意见").click();
  await page.getByLabel("截止日期").fill("2099-12-31");
  await page.getByLabel("说明").fill("请核对本单位的评估结果");
  await page.getByRole("button", { name: "开始征求意见" }).click();
  await page.getByText("征求意见尚未结束").waitFor();
  await picture(page, "evaluation-open");
});

test("a unit comments; what it typed survives a reload", async () => {
  const page = person("yueyang");
  await visit(page, "/consultations");
  await page.getByRole("link", { name: /截止/ }).click();
  const first = page.locator("main li.mr-panel").first();
  await first.getByText("提意见").click();
  await first.getByRole("textbox", { name: "意见" }).fill("数据应以年报为准");
  await page.reload();
  const again = page.locator("main li.mr-panel").first();
  await expect.poll(() => again.getByRole("textbox", { name: "意见" }).inputValue()).toBe("数据应以年报为准");
  await again.getByLabel("有异议").check();
  await again.getByRole("button", { name: "提交意见" }).click();
  await again.getByText("尚未答复").waitFor();
  await picture(page, "unit");
});

test("the office answers and closes, the publisher approves and publishes", async () => {
  const office = person("office");
  await visit(office, "/consultations");
  await office.getByRole("link", { name: /截止/ }).click();
  await office.locator("summary", { hasText: "答复" }).click();
  await office.getByLabel("不采纳", { exact: true }).check();
  await office.getByLabel(/须说明理由/).fill("年报晚于评估日");
  await office.getByRole("button", { name: "答复" }).click();
  await office.getByText("年报晚于评估日").first().waitFor();
  await office.getByRole("button", { name: "结束征求意见" }).click();
  await office.getByText("已结束").waitFor();
  await picture(office, "office");
  const page = person("publisher");
  await visit(page, `/evaluations/${draft}`);
  await page.locator("summary", { hasText: "审定" }).click();
  await page.getByLabel("审定意见").fill("同意发布");
  await page.getByRole("button", { name: "审定" }).click();
  await page.getByText(/publisher于.*审定/).waitFor();
  await page.getByRole("button", { name: "发布" }).click();
  await page.getByText("已发布", { exact: true }).waitFor();
  await page.getByLabel("与哪次评估比较").selectOption({ index: 1 });
  await page.getByText("变化原因").waitFor();
  await picture(page, "evaluation-published");
});

test("somebody without account comments, and everybody reads it once the office has accepted it", async () => {
  const reader = person("reader");
  await visit(reader, "/commitments/4.1.2.8c");
  await reader.getByText("发表意见").click();
  await reader.getByLabel("称呼(可不填)").fill("读者");
  await reader.getByLabel("意见", { exact: true }).fill("希望看到更多数据。");
  await reader.getByRole("button", { name: "提交" }).click();
  await reader.getByText("已收到").waitFor();
  const office = person("office");
  await visit(office, "/public-comments");
  await office.getByText("希望看到更多数据。").waitFor();
  await picture(office, "moderation");
  await office.getByRole("button", { name: "通过并公开" }).click();
  await office.getByText("没有意见。").waitFor();
  await visit(reader, "/commitments/4.1.2.8c");
  await reader.getByText("希望看到更多数据。").waitFor();
  await picture(reader, "commitment");
});

test("the ranking and a scorecard show what they rest on, in both languages", async () => {
  const page = person("reader");
  await visit(page, "/performance");
  await page.getByText("建议稿,未经任何机关采纳", { exact: false }).first().waitFor();
  await picture(page, "ranking");
  await page.locator("main").getByRole("link", { name: "湖南省" }).click();
  await page.getByText("逐条计算").waitFor();
  await picture(page, "scorecard");
  await visit(page, "/performance?kind=city&lang=en");
  await page.getByText("no official assessment", { exact: false }).waitFor();
  await picture(page, "ranking-en");
  await visit(page, "/performance/city/420100?lang=en");
  await page.getByText("Line by line").waitFor();
  await picture(page, "scorecard-en");
  await visit(page, `/evaluations/${draft}?lang=en`);
  await picture(page, "evaluation-en");
  expect(
    Object.entries(stage.people).flatMap(([name, { faults }]) => faults.map((fault) => `${name}: ${fault}`)),
  ).toEqual([]);
});
