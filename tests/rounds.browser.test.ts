import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/**
 * The main path of a reporting round in the browser: the office opens it, a city's bureau fills in its report through
 * a reload and a lost connection, the province returns and accepts it, the office closes while somebody still types.
 * MIDREACH_SCREENSHOTS names a folder for pictures of every step.
 */

/** The people of the story; a unit acts for its organisation. */
const accounts = [
  { userName: "office", roles: ["office"], organisation: null },
  { userName: "yueyang", roles: ["unit"], organisation: "430600-transport" },
  { userName: "hunan", roles: ["unit"], organisation: "430000-transport" },
] as const;
let stage: Staged;
const person = (name: string) => stage.person(name);
const picture = (page: Page, name: string) => stage.picture(page, name);

beforeAll(async () => {
  stage = await stagePeople(accounts);
  // The pages may have to be built first.
}, 480_000);

afterAll(() => stage?.close());

const progressField = (page: Page) => page.getByRole("textbox", { name: "工作进展" });
const unitPath = () => `/rounds/1/units/430600-transport`;
const reportPath = () => `${unitPath()}/4.1.2.8c`;

test("the office drafts a round, sees whom it would ask, and opens it", async () => {
  const page = person("office");
  await visit(page, "/rounds");
  await page.getByText("新建填报轮次").click();
  await page.getByLabel("标题").fill("2025 年度实施情况填报");
  await page.getByLabel("期间起").fill("2025-01-01");
  await page.getByLabel("期间止").fill("2025-12-31");
  await page.getByLabel("截止日期").fill("2027-01-31");
  await page.getByLabel("填报要求").fill("请按职责分工如实填报,数据注明来源。");
  await page.getByLabel("篇章").click();
  await page.getByLabel("篇章").fill("4");
  await page.getByTitle(/^第4章/).click();
  await page.keyboard.press("Escape");
  await page.getByText(/将向 \d+ 个单位下发 \d+ 项任务/).waitFor();
  await picture(page, "01-round-form");
  await page.getByRole("button", { name: "保存为草稿" }).click();
  await page.getByRole("button", { name: "下发填报" }).waitFor();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "下发填报" }).click();
  await page.getByRole("heading", { name: /^各单位进度/ }).waitFor();
  await picture(page, "02-round-open");
});

test("the bureau finds what it owes, and what it types survives a reload and a lost connection", async () => {
  const page = person("yueyang");
  await visit(page, "/work");
  await page.getByRole("link", { name: /项任务待填报/ }).click();
  await page.getByRole("heading", { name: "岳阳市交通运输局" }).waitFor();
  await picture(page, "03-unit-list");
  await visit(page, reportPath());
  await page.getByLabel("正常推进").check();
  await progressField(page).fill("港区二期工程按计划推进。");
  // Before the pause is over, the page is loaded anew.
  await page.reload();
  await expect.poll(() => progressField(page).inputValue()).toBe("港区二期工程按计划推进。");
  await page.getByText(/已保存/).waitFor();
  await page.context().setOffline(true);
  await progressField(page).fill("港区二期工程按计划推进,完成投资过半。");
  await page.getByText("内容已保存在本机").waitFor();
  await picture(page, "04-offline");
  await page.context().setOffline(false);
  await page.getByText(/\d\d:\d\d 已保存/).waitFor({ timeout: 20_000 });
  await page.reload();
  await expect.poll(() => progressField(page).inputValue()).toBe("港区二期工程按计划推进,完成投资过半。");
});

test("a second window does not overwrite the first: both versions are shown", async () => {
  const page = person("yueyang");
  const second = await page.context().newPage();
  await visit(second, reportPath());
  await progressField(second).fill("另一窗口的文字。");
  await second.getByText(/\d\d:\d\d 已保存/).waitFor();
  await progressField(page).fill("港区二期工程按计划推进,完成投资过半,十月交工。");
  await page.getByRole("button", { name: "保留我的" }).waitFor();
  await picture(page, "05-conflict");
  await page.getByRole("button", { name: "保留我的" }).click();
  await page.getByText(/\d\d:\d\d 已保存/).waitFor();
  await second.close();
});

test("it adds evidence and submits; the province returns and then accepts", async () => {
  const unit = person("yueyang");
  await unit.locator("input[type=file]").setInputFiles({
    name: "交工验收证书.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7 fictional"),
  });
  await unit.getByRole("link", { name: "交工验收证书.pdf" }).waitFor();
  await unit.getByRole("button", { name: "提交", exact: true }).click();
  await unit.getByRole("button", { name: "撤回" }).waitFor();
  const province = person("hunan");
  await visit(province, "/work");
  await province.getByRole("link", { name: "1 项填报待审核" }).click();
  await province.getByRole("heading", { name: "岳阳市交通运输局" }).waitFor();
  await visit(province, reportPath());
  await province.getByLabel("退回原因").fill("请补充完成投资数额。");
  await picture(province, "06-review");
  await province.getByRole("button", { name: "退回", exact: true }).click();
  await province.getByText("退回原因:请补充完成投资数额。").first().waitFor();
  await visit(unit, reportPath());
  await progressField(unit).fill("港区二期工程按计划推进,完成投资 6.2 亿元。");
  await unit.getByRole("button", { name: "提交", exact: true }).click();
  await unit.getByRole("button", { name: "撤回" }).waitFor();
  await visit(province, reportPath());
  await province.getByRole("button", { name: "审核通过" }).click();
  await province.getByText("已通过").first().waitFor();
  await picture(province, "07-accepted");
});

test("the office supervises, confirms a closing, and closes while somebody types", async () => {
  const office = person("office");
  const unit = person("yueyang");
  await visit(unit, reportPath());
  await unit.getByText("申请销号", { exact: true }).click();
  await unit.getByLabel("完成情况").fill("已通过交工验收。");
  await unit.getByRole("button", { name: "提出申请" }).click();
  await unit.getByText("待确认").first().waitFor();
  await visit(office, "/closures");
  await picture(office, "08-closures");
  await office.getByRole("button", { name: "确认销号" }).click();
  await office.getByText("已销号").waitFor();
  await visit(office, "/supervisions?unit=430600-transport&round=1");
  await office.getByLabel("事由").fill("逾期未填报");
  await office.getByLabel("要求").fill("请在期限内补报。");
  await office.getByLabel("答复期限").fill("2027-01-20");
  await office.getByRole("button", { name: "发出通知" }).click();
  await office.getByRole("heading", { name: "逾期未填报" }).waitFor();
  await picture(office, "09-supervisions");
  const late = `${unitPath()}/4.1.1.5a`;
  await visit(unit, late);
  await progressField(unit).fill("正在填写");
  await unit.getByText(/\d\d:\d\d 已保存/).waitFor();
  await visit(office, "/rounds/1");
  office.once("dialog", (dialog) => void dialog.accept());
  await office.getByRole("button", { name: "关闭本轮" }).click();
  await office.getByText("已关闭").first().waitFor();
  await progressField(unit).fill("正在填写,又写了几句");
  await unit.getByText("您的内容已保留为草稿,但不计入本轮").waitFor();
  await picture(unit, "10-closed-while-typing");
  await unit.reload();
  await unit.getByText("正在填写,又写了几句").waitFor();
  await unit.getByText("关闭时计入的内容").waitFor();
});

test("every page stands in both languages, on a phone too, without a fault", async () => {
  const office = person("office");
  const pages = ["/work", "/rounds", "/rounds/1", unitPath(), reportPath(), "/assignments", "/assignments/4.1.2.8c"];
  for (const language of ["zh", "en"]) {
    for (const path of [...pages, "/supervisions", "/closures"]) {
      await visit(office, `${path}?lang=${language}`);
      await picture(office, `${language}${path.replaceAll("/", "-")}`);
      expect(await office.locator("main").innerText(), path).not.toMatch(/undefined|\[object/);
    }
  }
  await office.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/rounds/1", unitPath(), reportPath()]) {
    await visit(office, `${path}?lang=zh`);
    await picture(office, `phone${path.replaceAll("/", "-")}`);
    const wider = await office.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, path).toBeLessThanOrEqual(0);
  }
});

test("nothing went wrong that was not meant to", () => {
  // Being offline, a conflict and a closed round are part of the story.
  const meant = /ERR_INTERNET_DISCONNECTED|409|status of 409/;
  for (const [name, { faults }] of Object.entries(stage.people)) {
    expect(
      faults.filter((fault) => !meant.test(fault)),
      name,
    ).toEqual([]);
  }
});
