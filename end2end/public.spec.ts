// What is published and asked of the public: found by one search, asked for where it is not published, answered where one is asked; and an
// item that says what holds in one's own situation.

import { expect, test } from "./fixtures";
import { accessible, conclude, device, submitted } from "./fixtures/desk";
import { answersOf, fillForm, picture, settled, signIn } from "./fixtures/hall";
import type { Page } from "@playwright/test";

const REQUEST = "/items/DEMO-440100-DISCLOSURE-REQUEST";
const ID_CARD = "/items/DEMO-440100-ID-CARD";

/** Nothing wider than the phone, nothing that axe finds. */
async function sound(page: Page): Promise<void> {
  await settled(page, true);
  await accessible(page);
}

/** The part of what was found under this heading. */
const found = (page: Page, kind: string) =>
  page.locator("main section", { has: page.getByRole("heading", { level: 2, name: kind, exact: true }) });

test("one search finds a service, a policy, a notice and an answer", async ({ page }) => {
  await page.goto("/disclosure");
  await page.getByRole("link", { name: "全站搜索" }).first().click();
  await expect(page).toHaveURL(/\/search$/);
  await sound(page);
  const box = page.getByRole("searchbox");
  await box.fill("居住证");
  await box.press("Enter");
  await expect(found(page, "事项").getByRole("link", { name: "居住证申领" }).first()).toBeVisible();
  await expect(found(page, "政策文件").getByRole("link", { name: "居住证暂行条例" })).toBeVisible();
  const reply = found(page, "公开的答复").getByRole("link", { name: /租房没有备案/ });
  await expect(reply).toBeVisible();
  await sound(page);
  await reply.click();
  await expect(page).toHaveURL(/\/enquiries\/\d+$/);
  await expect(page.locator(".answer")).toContainText("房屋租赁合同可以作住所证明");
  await sound(page);

  await page.goto("/search");
  await page.getByRole("searchbox").fill("国庆节放假");
  await page.getByRole("searchbox").press("Enter");
  await found(page, "通知公告").getByRole("link", { name: /国庆节办理安排/ }).click();
  await expect(page).toHaveURL(/\/notices\/national-day-2026$/);
  await sound(page);
});

test("from the catalogue of documents to a request, which is put off by twenty days and no more", async ({ page, browser, baseURL }, testInfo) => {
  testInfo.setTimeout(300_000);
  await page.goto("/disclosure");
  await sound(page);
  await page.locator("details", { hasText: "主题" }).locator("summary").click();
  await page.getByRole("link", { name: /^统计信息/ }).click();
  await expect(page).toHaveURL(/subject=statistics/);
  await page.getByRole("link", { name: /各窗口排队和办理用时统计/ }).click();
  await expect(page.locator("main")).toContainText("依申请公开");
  const number = (await page.locator("dl.list").innerText()).match(/\d{4}-\d{6}/)?.[0] ?? "none";
  await sound(page);
  await page.getByRole("link", { name: "申请公开这份信息" }).click();
  await expect(page).toHaveURL((url) => url.pathname === REQUEST && url.search !== "");
  await expect(page.locator("main")).toContainText("20 个工作日");
  await expect(page.locator("main")).toContainText("不收钱");
  await sound(page);

  // Who signs in comes back to the request that was begun, and finds the document named in the form.
  await page.locator("main .act .button").first().click();
  await signIn(page, "admin-demo");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  const application = page.url();
  await page.goto(`${application}/request`);
  await settled(page, true);
  await expect(page.locator("[name='/request/index_number']")).toHaveValue(number);
  await expect(page.locator("[name='/request/title']")).toHaveValue(/各窗口排队和办理用时统计/);
  await sound(page);
  await page.goto(`${application}/applicant`);
  const { applicant, delivery } = answersOf("disclosure-request") as Record<string, unknown>;
  await fillForm(page, { applicant, delivery }, true);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page.locator("main")).toContainText(number);
  const filedAs = await submitted(page);

  const counter = await device(browser, { baseURL, wide: true }, "intake-centre");
  await conclude(counter, filedAs, { outcome: "accepted" });
  await counter.context().close();
  const lead = await device(browser, { baseURL }, "agency-lead-centre");
  await lead.goto(`/desk/cases/${filedAs}`);
  await settled(lead, true);
  const longer = lead.locator("details", { has: lead.locator("[name=command][value=extend]") });
  await longer.locator("summary").first().click();
  await expect(longer).toContainText("最多 20 个");
  await expect(longer).toContainText("《政府信息公开条例》第三十三条");
  await accessible(lead);
  await longer.locator("[name='/days']").fill("21");
  await longer.locator("[name=reason]").fill("要逐月核对。");
  await longer.locator("button").last().click();
  await expect(lead.getByRole("alert")).toContainText("20");
  await longer.locator("[name='/days']").fill("20");
  await longer.locator("button").last().click();
  await expect(lead.locator("main")).toContainText("延长办理期限 20 个工作日");
  await lead.context().close();

  // The applicant is told, with the new day.
  await page.goto(`/cases/${filedAs}`);
  await expect(page.locator("main")).toContainText("延长办理期限 20 个工作日");
  await expect(page.locator("main")).toContainText("要逐月核对。");
  await sound(page);
});

test("a draft is read and one's opinion is given, without a name", async ({ page, browser, baseURL }) => {
  await page.goto("/surveys");
  await sound(page);
  await page.getByRole("link", { name: /延时服务和周末值班/ }).click();
  await expect(page.locator("main")).toContainText("不问姓名");
  await sound(page);
  // Nothing at all is no opinion.
  await page.getByRole("button", { name: "提交意见" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByText("七点就够", { exact: true }).click();
  await page.getByText("社保、医保", { exact: true }).click();
  await page.getByText("不动产登记", { exact: true }).click();
  await page.locator("[name='/answers/2/words']").fill("周日也开半天吧。");
  await sound(page);
  await page.getByRole("button", { name: "提交意见" }).click();
  await expect(page.getByRole("status")).toContainText("收到了，谢谢");
  await sound(page);

  const editor = await device(browser, { baseURL, wide: true }, "editor-demo");
  await editor.goto("/desk/surveys");
  await editor.getByRole("link", { name: /延时服务和周末值班/ }).first().click();
  await expect(editor.locator("main")).toContainText("周日也开半天吧。");
  await editor.context().close();

  // One that is over tells what became of what was said.
  await page.goto("/surveys?list=over");
  await page.getByRole("link", { name: /“一件事”办理办法/ }).click();
  await expect(page.locator(".answer")).toContainText("采纳情况");
  await sound(page);
});

test("an item tells what holds in one's situation, and its form begins with it", async ({ page }) => {
  await page.goto(ID_CARD);
  await expect(page.locator(".facts.across")).toContainText("看情况");
  await page.locator("#situation").getByRole("link", { name: "到期了，或者快到期" }).click();
  await expect(page).toHaveURL(/ground%2Fkind=expired/);
  const own = page.locator(".own-facts");
  await expect(own).toContainText("20 元");
  await expect(own).toContainText("领新证时交回旧证");
  await expect(page.locator("main")).toContainText("到期的身份证");
  await expect(page.locator("main")).not.toContainText("拍下损坏");
  await page.locator("#situation").getByRole("link", { name: "丢了", exact: true }).click();
  await expect(own).toContainText("40 元");
  await expect(own).toContainText("申请补领就登记挂失");
  await page.locator("#situation").getByRole("link", { name: "到期了，或者快到期" }).click();
  await page.locator("#situation").getByRole("link", { name: "邮寄给我" }).click();
  await expect(own).toContainText("邮寄到您填的地址");
  await sound(page);

  await page.locator("main .act .button").first().click();
  await signIn(page, "supervisor-demo");
  await expect(page.locator(".own-facts")).toContainText("20 元");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  const application = page.url();
  await page.goto(`${application}/ground`);
  await settled(page, true);
  await expect(page.locator("[name='/ground/kind'][value=expired]")).toBeChecked();
  await page.goto(`${application}/delivery`);
  await settled(page, true);
  await expect(page.locator("[name='/delivery/method'][value=post]")).toBeChecked();
  await sound(page);
});
