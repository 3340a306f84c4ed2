// A form from the designer to the officer: made with a rule and a table, reviewed and published by a second person, filled in
// on a phone with and without scripts, read at the desk.

import type { Browser, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { accessible, device, submitted } from "./fixtures/desk";
import { settled } from "./fixtures/hall";

const form = "stall-notice";
const item = "DEMO-440100-ENTERPRISE-STANDARD";

/** Types a property of what is selected, and leaves it. */
async function property(page: Page, label: string, value: string): Promise<void> {
  const input = page.locator(".props").getByLabel(label, { exact: true });
  await input.fill(value);
  await input.press("Tab");
}

/** Adds a question by the palette, and gives it its names. */
async function add(page: Page, kind: string, chinese: string, english: string): Promise<void> {
  await page.locator(".palette").getByRole("button", { name: kind, exact: true }).click();
  await property(page, "标题", chinese);
  await property(page, "英文标题", english);
  await expect(page.locator(".ptree button[aria-current]")).toContainText(chinese);
}

const saved = (page: Page): Locator => page.locator(".top .saved");

test("a form is designed, reviewed, filled in and read", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(300_000);
  const designer = await device(browser, { baseURL, wide: true }, "editor-demo");
  await designer.goto("/desk/forms");
  await settled(designer, true);
  await designer.locator("details.begin summary").click();
  await accessible(designer);
  await designer.locator("[name='/id']").fill(form);
  await designer.locator("[name='/title']").fill("摊位备案");
  await designer.locator("[name='/title/en']").fill("Notice of a stall");
  await designer.getByRole("button", { name: "新建", exact: true }).click();
  await expect(designer).toHaveURL(new RegExp(`/desk/forms/${form}$`));
  await designer.goto(`/desk/forms/${form}/edit`);
  await settled(designer, true);
  await expect(designer.locator(".editor")).toBeVisible();

  // A question, one that comes with its answer, and a table.
  await designer.locator(".ptree .pg").first().click();
  await property(designer, "标题", "摊位");
  await property(designer, "英文标题", "The stall");
  await add(designer, "是否", "有雇员吗？", "Any staff?");
  await designer.locator(".props").getByLabel("要不要填").selectOption("required");
  await add(designer, "一行文字", "雇员姓名", "Name of the staff");
  await designer.getByRole("button", { name: "加一条规则" }).click();
  await expect(designer.locator(".rule .sentence")).toContainText("有雇员吗");
  await expect(designer.locator(".rule .sentence")).toContainText("显示");
  await add(designer, "表格（主从表）", "卖什么", "What is sold");
  await add(designer, "一行文字", "品名", "Goods");
  const phone = designer.frameLocator(".ph");
  await expect(phone.getByText("有雇员吗？")).toBeVisible();
  await expect(phone.getByLabel("雇员姓名")).toBeHidden();
  await phone.getByLabel("是", { exact: true }).check();
  await expect(phone.getByLabel("雇员姓名")).toBeVisible();

  await accessible(designer);

  // Back and forth, by keys; moved by keys.
  await designer.locator(".ptree button", { hasText: "卖什么" }).click();
  await designer.keyboard.press("Alt+ArrowUp");
  await expect(designer.locator(".ptree ol ol > li > button .ell")).toContainText(["有雇员吗？", "卖什么", "雇员姓名"]);
  await designer.keyboard.press("Control+z");
  await expect(designer.locator(".ptree ol ol > li > button .ell").nth(1)).toHaveText("雇员姓名");
  await expect(saved(designer)).toContainText("已保存", { timeout: 15_000 });

  // A second person reads what is new and approves it; then it is published, and used for an item.
  await designer.getByRole("button", { name: "送复核" }).click();
  await expect(designer).toHaveURL(new RegExp(`/desk/forms/${form}$`));
  const reviewer = await device(browser, { baseURL, wide: true }, "reviewer-demo");
  await reviewer.goto(`/desk/forms/${form}/diff`);
  await settled(reviewer, true);
  await expect(reviewer.locator("main")).toContainText("雇员姓名");
  await accessible(reviewer);
  await reviewer.getByRole("button", { name: "通过" }).click();
  await expect(reviewer.getByRole("status")).toContainText("通过了");
  await designer.reload();
  await designer.getByRole("button", { name: "发布", exact: true }).click();
  await expect(designer.getByRole("status")).toContainText("发布了");
  await designer.locator("[name='/item']").fill(item);
  await designer.getByRole("button", { name: "用这张表单" }).click();
  await expect(designer.getByRole("status")).toContainText("以后办这个事项");
  await settled(designer, true);
  await accessible(designer);

  const live = await citizen(browser, baseURL, "citizen-huang", true);
  const plain = await citizen(browser, baseURL, "citizen-wang", false);

  // The officer reads what was answered, in the order in which it was asked.
  for (const number of [live, plain]) {
    const officer = await device(browser, { baseURL, wide: true }, "intake-market");
    await officer.goto(`/desk/cases/${number}`);
    await settled(officer, true);
    await expect(officer.locator(".ans")).toContainText("何小工");
    await expect(officer.locator(".ans")).toContainText("糖水");
    await officer.context().close();
  }
});

/** Fills the form in on a phone and files it. Tells the number of the case. */
async function citizen(browser: Browser, baseURL: string | undefined, login: string, scripts: boolean): Promise<string> {
  const page = await device(browser, { baseURL, scripts }, login);
  const next = page.locator("main .act button.button").first();
  await page.goto(`/items/${item}`);
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await page.locator("ol.steps a").first().click();
  await settled(page, scripts);

  // What the rule hides is not asked before its answer; without scripts the page comes back with it.
  const name = page.getByLabel("雇员姓名");
  await expect(name).toBeHidden();
  await page.getByRole("radio", { name: "是" }).check();
  if (scripts) {
    await expect(name).toBeVisible();
  } else {
    await next.click();
    await page.locator("ol.steps a, .which a").first().click();
    if (!(await name.isVisible())) await page.locator("ol.steps a").first().click();
  }
  await name.fill("何小工");
  const cell = page.locator("[name^='/'][name*='/0/']").first();
  await cell.fill("糖水");
  await next.click();
  for (let step = 0; step < 6 && !page.url().endsWith("/check"); step += 1) {
    await settled(page, scripts);
    await next.click();
    await page.waitForLoadState();
  }
  const number = await submitted(page);
  await page.context().close();
  return number;
}

test("two who edit at once lose nothing", async ({ browser, baseURL }) => {
  const first = await device(browser, { baseURL, wide: true }, "editor-demo");
  await first.goto("/desk/forms");
  await first.locator("details.begin summary").click();
  await first.locator("[name='/id']").fill("two-hands");
  await first.locator("[name='/title']").fill("两个人改的表");
  await first.locator("[name='/title/en']").fill("A form of two hands");
  await first.locator("[name=from][value=form]").check();
  await first.locator("[name=template]").selectOption("flexible-employment-insurance/1");
  await first.getByRole("button", { name: "新建", exact: true }).click();
  const second = await device(browser, { baseURL, wide: true }, "editor-demo");
  for (const page of [first, second]) {
    await page.goto("/desk/forms/two-hands/edit");
    await settled(page, true);
    await page.locator(".ptree .pg").first().click();
  }

  // Each changes something else: the second is told, and both are kept.
  await property(first, "标题", "谁参保");
  await expect(saved(first)).toContainText("已保存");
  await property(second, "英文标题", "Who is insured");
  await expect(second.getByRole("alert")).toContainText("刚刚先保存了");
  await accessible(second);
  await second.getByRole("button", { name: "合并两边的改动" }).click();
  await expect(second.locator(".ptree .pg").first()).toContainText("谁参保");
  await expect(second.locator(".props").getByLabel("英文标题", { exact: true })).toHaveValue("Who is insured");
  await expect(saved(second)).toContainText("已保存");

  // Both change the same: who comes later is asked.
  await property(first, "提问", "谁要参保？");
  await expect(first.getByRole("alert")).toBeVisible();
  await first.getByRole("button", { name: "合并两边的改动" }).click();
  await expect(saved(first)).toContainText("已保存");
  await property(second, "提问", "给谁参保？");
  await expect(second.getByRole("alert")).toBeVisible();
  await second.getByRole("button", { name: "合并两边的改动" }).click();
  const theirs = second.getByRole("alert").getByRole("button", { name: "谁要参保？" });
  await expect(theirs).toBeVisible();
  await theirs.click();
  await expect(theirs).toHaveAttribute("aria-pressed", "true");
  await second.getByRole("alert").getByRole("button", { name: "就这样" }).click();
  await expect(second.locator(".canvas h2")).toHaveText("谁要参保？");
  await expect(saved(second)).toContainText("已保存");
});

test("nothing that is typed is lost, and a form begins with templates", async ({ browser, baseURL }) => {
  const page = await device(browser, { baseURL, wide: true }, "editor-demo");
  const title = page.locator(".ptree .pg").first();
  await page.goto("/desk/forms");
  await page.locator("details.begin summary").click();
  await page.locator("[name='/id']").fill("of-templates");
  await page.locator("[name='/title']").fill("拼出来的表");
  await page.locator("[name='/title/en']").fill("A form of templates");
  await page.locator("[name=from][value=templates]").check();
  for (const template of ["applicant", "opinions"]) await page.locator(`[name=templates][value=${template}]`).check();
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.goto("/desk/forms/of-templates/edit");
  await settled(page, true);
  await expect(page.locator(".ptree .pg .ell")).toHaveText(["申请人", "审查审批"]);
  await title.click();
  await page.locator(".palette").getByRole("button", { name: "领证页", exact: true }).click();
  await expect(page.locator(".ptree .pg .ell")).toHaveText(["申请人", "怎样领证", "审查审批"]);
  await accessible(page);

  // Typed and not left: Control and S takes it along, and so does a reload.
  await title.click();
  const chinese = page.locator(".props").getByLabel("标题", { exact: true });
  await chinese.fill("谁申请");
  await page.keyboard.press("Control+s");
  await expect(title).toContainText("谁申请");
  await expect(chinese).toBeFocused();
  await chinese.fill("谁来申请");
  await page.reload();
  await settled(page, true);
  await expect(title).toContainText("谁来申请");
  await expect(saved(page)).toContainText("已保存");

  // Without a network it stays on the computer, and is saved when there is one again.
  await page.context().setOffline(true);
  await property(page, "提问", "您是谁？");
  await expect(saved(page)).toContainText("没有网络");
  await page.context().setOffline(false);
  await expect(saved(page)).toContainText("已保存");

  // What was typed as JSON waits, and comes together with what was changed meanwhile.
  const json = page.getByRole("button", { name: "JSON", exact: true });
  await json.click();
  const text = page.locator("#definition-json");
  await text.fill((await text.inputValue()).replace("谁来申请", "申请的人"));
  await page.getByRole("button", { name: "回到画布" }).click();
  await property(page, "为什么问", "核对身份。");
  await json.click();
  await page.getByRole("button", { name: "用这份定义" }).click();
  await expect(title).toContainText("申请的人");
  await expect(page.locator(".canvas .sub")).toHaveText("核对身份。");
});
