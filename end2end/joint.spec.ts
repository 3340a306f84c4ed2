// A maker of chopsticks applies once for three things: one agency asks for something while another approves, the next begins by
// itself when both have approved, and what they issue is verified by anybody.

import { expect, test } from "./fixtures";
import { accessible, conclude, device, opened, submitted } from "./fixtures/desk";
import type { Conclusion } from "./fixtures/desk";
import { fillForm, picture, settled } from "./fixtures/hall";
import { jointly } from "./fixtures/jointly";
import { scanned } from "./fixtures/paper";
import type { Browser, Page } from "@playwright/test";

const HYGIENE = "广州市卫生健康委员会";
const FORESTRY = "广州市林业和园林局";
const MARKET = "广州市市场监督管理局";

/** What whoever inspected the workshop writes down. */
const inspected = { check: { result: "meets", on: "2026-03-02" } };

/** What somebody of the staff does at their own screen. */
async function at(browser: Browser, baseURL: string | undefined, login: string, does: (page: Page) => Promise<void>): Promise<void> {
  const page = await device(browser, { baseURL, wide: true }, login);
  await does(page);
  await page.context().close();
}

/** Somebody of the staff ends their task; other journeys do it with scripts. */
async function concluded(browser: Browser, baseURL: string | undefined, login: string, number: string, conclusion: Conclusion): Promise<void> {
  const page = await device(browser, { baseURL, scripts: false, wide: true }, login);
  await conclude(page, number, conclusion);
  await page.context().close();
}

/** Fills in and hands in all of it; tells the number of the whole. */
async function filedJointly(ana: Page): Promise<string> {
  const { item, answers } = jointly("chopstick-start", { stock: "wood" });
  await ana.goto(`/items/${item}`);
  await settled(ana, true);
  await expect(ana.locator(".holds")).toContainText("一次办 3 件事");
  await expect(ana.locator(".fewer b")).toHaveText(/少填 20 项、少交 4 份材料/);
  await accessible(ana);
  await ana.locator("main .act .button").first().click();
  await expect(ana).toHaveURL(/\/applications\/\d+$/);
  await settled(ana, true);
  await ana.locator("ol.steps a").first().click();

  // What decides which agencies have a part is asked first, and must be answered.
  await settled(ana, true);
  await ana.locator("main .act button.button").first().click();
  await expect(ana.locator(".errors")).toContainText("用什么做筷子");
  await accessible(ana);
  await fillForm(ana, answers, true);
  for (const input of await ana.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await ana.locator("main .act button.button").first().click();
  await expect(ana).toHaveURL(/\/check$/);
  await settled(ana, true);
  await expect(ana.locator("main")).toContainText("第 1 步，2 件同时办");
  await accessible(ana);
  const number = await submitted(ana);
  await settled(ana, true);
  await expect(ana.locator(".parts")).toContainText(MARKET);
  await accessible(ana);
  return number;
}

/** The number of the case of an item, read from its lane. */
async function caseOf(ana: Page, joint: string, agency: string): Promise<string> {
  await ana.goto(`/joint/${joint}`);
  await settled(ana, true);
  const lane = ana.locator("ol.lanes > li", { hasText: agency });
  const href = (await lane.getByRole("link").getAttribute("href")) ?? "";
  return href.replace("/cases/", "");
}

/** Asks the applicant for a document once more. */
async function asked(page: Page, number: string): Promise<void> {
  await opened(page, number);
  await page.getByRole("button", { name: "接手", exact: true }).click();
  const reason = page.locator("textarea[name='material:site-proof']");
  await expect(reason).toHaveCount(1);
  await settled(page, true);
  for (const fold of await page.locator("details", { has: reason }).all()) {
    await fold.evaluate((details) => details.setAttribute("open", ""));
  }
  await reason.fill("租赁合同缺第二页。");
  await page.getByRole("button", { name: "一并发出" }).click();
  await expect(page.locator("aside.do")).toContainText("等申请人补正");
}

test("one application, three agencies, three licences", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(420_000);
  const ana = await device(browser, { baseURL }, "agent-zhou");
  const joint = await filedJointly(ana);
  const hygiene = await caseOf(ana, joint, HYGIENE);
  const timber = await caseOf(ana, joint, FORESTRY);

  await at(browser, baseURL, "intake-health", (page) => asked(page, hygiene));
  await concluded(browser, baseURL, "intake-forestry", timber, { outcome: "accepted" });
  await concluded(browser, baseURL, "officer-forestry", timber, { outcome: "approved" });
  await concluded(browser, baseURL, "agency-lead-forestry", timber, { outcome: "approved" });

  // Only one of them stands, and says whom it waits for.
  await ana.goto(`/joint/${joint}`);
  await settled(ana, true);
  await expect(ana.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: /一次性卫生筷子加工企业开办（联办） ${joint}/
      - heading "${HYGIENE}等您补正 1 处" [level=1]
      - link "去补正：${HYGIENE}":
        - /url: /\\/applications\\/\\d+/
      - heading "3 件事办到哪了" [level=2]
      - list:
        - listitem:
          - heading "${HYGIENE} 等您" [level=3]
        - listitem:
          - heading /${FORESTRY} .+/ [level=3]
        - listitem:
          - heading "${MARKET} 还没开始" [level=3]
  `);
  await accessible(ana);

  // The lead agency sees the same from its side; whoever has a part sees who works beside it.
  await at(browser, baseURL, "agency-lead-market", async (page) => {
    await page.goto("/desk/joint");
    await settled(page, true);
    await page.locator(`a[href='/desk/joint/${joint}']`).click();
    await settled(page, true);
    await expect(page.locator("main")).toContainText("1 件等申请人；1 件等前置事项");
    await expect(page.locator("table.lanes tbody tr")).toHaveCount(3);
    await accessible(page);
    // What is sent to nobody is not sent, and what was written is still there.
    const form = page.locator("form", { has: page.locator("input[value=inform]") });
    await page.locator("details", { has: form }).locator("summary").click();
    for (const box of await form.locator("input[name='/items']").all()) await box.uncheck({ force: true });
    await form.locator("[name='/words']").fill("请于周五一起到场所看一看。");
    await form.locator("button").click();
    await expect(page.locator(".errors")).toBeVisible();
    await settled(page, true);
    await expect(form.locator("[name='/words']")).toHaveValue("请于周五一起到场所看一看。");
    await accessible(page);
    await form.locator("input[name='/items']").first().check({ force: true });
    await form.locator("button").click();
    await expect(page).toHaveURL(/done=inform/);
    await expect(page.locator("main")).toContainText("请于周五一起到场所看一看。");
  });

  // What is asked for is handed in once more.
  await ana.getByRole("link", { name: `去补正：${HYGIENE}` }).click();
  await ana.waitForURL(/\/applications\/\d+$/);
  await settled(ana, true);
  await ana.goto(`${ana.url()}/materials`);
  await settled(ana, true);
  await expect(ana.locator("main")).toContainText("租赁合同缺第二页。");
  await accessible(ana);
  await ana.locator("input[type=file]").first().setInputFiles(picture);
  await settled(ana, true);
  await ana.locator("main .act button.button").first().click();
  await submitted(ana);

  await concluded(browser, baseURL, "intake-health", hygiene, { outcome: "accepted" });
  await concluded(browser, baseURL, "officer-health", hygiene, { outcome: "approved", answers: inspected });
  await concluded(browser, baseURL, "agency-lead-health", hygiene, { outcome: "approved" });

  // Both have approved: the third began by itself.
  const registration = await caseOf(ana, joint, MARKET);
  await concluded(browser, baseURL, "intake-market", registration, { outcome: "accepted" });
  await concluded(browser, baseURL, "officer-market", registration, { outcome: "approved" });
  await concluded(browser, baseURL, "agency-lead-market", registration, { outcome: "approved" });

  // Three licences; with the code of its QR anybody sees what stands on one.
  await ana.goto("/me/licences");
  await settled(ana, true);
  for (const name of ["卫生许可证", "木材经营加工许可证", "营业执照"]) await expect(ana.locator(".licences")).toContainText(name);
  await accessible(ana);
  await ana.locator(".licences li", { hasText: "营业执照" }).getByRole("link").first().click();
  await settled(ana, true);
  await accessible(ana);
  await ana.emulateMedia({ media: "print" });
  const address = await scanned(ana.locator(".certificate svg.code").first());
  await ana.context().close();
  const visitor = await (await browser.newContext({ baseURL })).newPage();
  await visitor.goto(address);
  await settled(visitor, true);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("这份证照有效");
  await expect(visitor.locator("main")).toContainText("广州一厅通演示餐具有限公司");
  await visitor.context().close();
});
