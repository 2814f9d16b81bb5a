import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/**
 * Events of projects and judgements in the browser: a unit reports them through a reload, the office sees them beside
 * what is known, accepts them and is told that a new evaluation is due; then it opens the closed round again.
 * MIDREACH_SCREENSHOTS names a folder for pictures of every step.
 */

const dates = { periodFrom: "2025-01-01", periodTo: "2025-12-31", due: "2099-01-31" };
const science = "/rounds/1/units/420100-science/3.1.2.2a";
const transport = "/rounds/1/units/420000-transport/3.2.2.2d";
let staged: Staged;

beforeAll(async () => {
  staged = await stagePeople([
    { userName: "office", roles: ["office"], organisation: null },
    { userName: "science", roles: ["unit"], organisation: "420100-science" },
    { userName: "transport", roles: ["unit"], organisation: "420000-transport" },
  ]);
  const office = staged.person("office");
  const scope = { commitments: ["3.1.2.2a", "3.2.2.2d"] };
  const { round } = await staged.send(office, "POST", "/api/rounds", { title: "2025 年度填报", ...dates, scope });
  await staged.send(office, "POST", `/api/rounds/${round.id}/open`);
  // The pages may have to be built first.
}, 480_000);

afterAll(() => staged?.close());

test("every commitment has one lead, and pages say which ones a rule proposes", async () => {
  const page = staged.person("office");
  await visit(page, "/assignments");
  await staged.picture(page, "49-assignments");
  await page.getByText(/^712项承诺中,712项有唯一的牵头单位/).waitFor();
  await page.getByRole("button", { name: "只看规则建议牵头的" }).click();
  await page.getByText("牵头单位由规则建议", { exact: true }).first().waitFor();
  await staged.picture(page, "50-assignments-by-rule");
});

test("a unit reports an event of a project; what it types survives a reload", async () => {
  const page = staged.person("science");
  await visit(page, science);
  await page.getByLabel("正常推进").check();
  await page.getByRole("textbox", { name: "工作进展" }).fill("试点任务已经验收。");
  await page.getByRole("button", { name: /填报节点$/ }).click();
  await page.getByRole("combobox", { name: /事件/ }).selectOption({ label: "全部建成" });
  await page.getByRole("textbox", { name: /日期/ }).fill("2025-06");
  await page.getByRole("textbox", { name: /依据的文件/ }).fill("验收文件第7号");
  await page.reload();
  expect(await page.getByRole("textbox", { name: /依据的文件/ }).inputValue()).toBe("验收文件第7号");
  await page.getByText(/已保存/).waitFor();
  await staged.picture(page, "51-report-milestone");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByRole("button", { name: "撤回" }).waitFor();
});

test("a unit judges a task that nothing measures", async () => {
  const page = staged.person("transport");
  await visit(page, transport);
  await page.getByLabel("正常推进").check();
  await page.getByRole("textbox", { name: "工作进展" }).fill("联络机制已经运行。");
  await page.getByLabel("评定意见").fill("机制运行正常。");
  await page.getByLabel("依据的文件或记录").fill("会议纪要");
  await page.getByText(/已保存/).waitFor();
  await staged.picture(page, "52-report-assessment");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByRole("button", { name: "撤回" }).waitFor();
});

test("the office sees both beside what is known, accepts, and is told that an evaluation is due", async () => {
  const page = staged.person("office");
  for (const path of [science, transport]) {
    await visit(page, path);
    await page.getByRole("button", { name: "审核通过" }).waitFor();
    if (path === science) await staged.picture(page, "53-review-milestone");
    await page.getByRole("button", { name: "审核通过" }).click();
    await page.getByRole("button", { name: "审核通过" }).waitFor({ state: "detached" });
  }
  await visit(page, "/work");
  await page.getByRole("link", { name: /应重新评估/ }).click();
  await page.getByText(/新增数据0个、项目节点1个、评定1项/).waitFor();
  await staged.picture(page, "54-evaluation-due");
});

test("a closed round is opened again with a reason and a new due date", async () => {
  const page = staged.person("office");
  await visit(page, "/rounds/1");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "关闭本轮" }).click();
  await page.getByText("重新开放", { exact: true }).first().click();
  await page.getByLabel("重新开放的原因").fill("两个单位断网");
  await page.getByLabel("新的截止日期").fill("2099-02-28");
  await staged.picture(page, "55-reopen");
  await page.getByRole("button", { name: "重新开放" }).click();
  await page.getByText(/两个单位断网/).waitFor();
  await page.getByRole("button", { name: "关闭本轮" }).waitFor();
});
