// The window: a walk-in from finding the item to the slip, by the keyboard alone; and a caller of the hotline (12345), whose
// application becomes theirs.

import { expect, test } from "./fixtures";
import { conclude, opened } from "./fixtures/desk";
import { answersOf, fillForm, password, picture, settled, signIn } from "./fixtures/hall";
import { scanned } from "./fixtures/paper";
import type { Locator, Page } from "@playwright/test";

// Clerks sit at a screen, whatever else the journeys use.
test.use({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 2 });

/** Goes there by Tab and nothing else. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`nobody comes to ${target.toString()} by Tab`);
}

/** Comes to it by Tab and presses Enter. */
async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Writes into a field that was come to by Tab. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, page.locator(`[name='${name}']`));
  await page.keyboard.type(text);
}

/** Fills in what was begun, with a picture for each document that has none, and reads the letter. */
async function filledIn(page: Page, answers: unknown): Promise<void> {
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await settled(page, true);
  await enter(page, page.locator("ol.steps a").first());
  await expect(page.locator("main")).toContainText("窗口代办");
  await fillForm(page, answers, true);
}

/** Files the letter that is open by the keyboard. Tells the number. */
async function submitted(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/check$/);
  await tabTo(page, page.locator("[name=_promise]"));
  await page.keyboard.press("Space");
  await enter(page, page.locator("main form .act button.button").first());
  await expect(page).toHaveURL(/\/receipt$/);
  return (await page.locator(".caseno").innerText()).replace(/\s/g, "");
}

test("a walk-in from search to scan to printed slip, without a mouse", async ({ page, a11y }) => {
  await page.goto("/sign-in?next=/desk/window");
  await signIn(page, "intake-civil");
  await expect(page).toHaveURL(/\/desk\/window$/);
  await expect(page.locator("#window-q")).toBeFocused();
  await a11y();
  await page.keyboard.type("老年人优待证");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await enter(page, page.locator("main a[href*='DEMO-440100-SENIOR-CARD']").first());
  await expect(page).toHaveURL(/item=/);
  await a11y();
  await write(page, "/applicant/name", "陈大妈");
  await write(page, "/applicant/identity_number", "440199199001015002");
  await page.keyboard.press("Enter");
  const answers = answersOf("senior-card") as { applicant: object };
  const applicant = { ...answers.applicant, name: "陈大妈", identity_number: "440199199001015002" };
  await filledIn(page, { ...answers, applicant });

  // The two sides of a card are scanned the wrong way round, and put in order.
  const card = page.locator("[name='file:identity-card']");
  await card.setInputFiles([
    { ...picture, name: "反面.png" },
    { ...picture, name: "正面.png" },
  ]);
  await enter(page, page.locator("button[name=_stay]").first());
  const pages = page.locator(".field", { has: card }).locator(".files .name");
  await expect(pages).toHaveText(["反面.png", "正面.png"]);
  await a11y();
  await enter(page, page.getByRole("button", { name: "上移：正面.png" }));
  await expect(pages).toHaveText(["正面.png", "反面.png"]);
  await settled(page, true);
  for (const material of ["photograph", "residence-proof"]) {
    await page.locator(`[name='file:${material}']`).setInputFiles(picture);
  }
  await enter(page, page.locator("main .act button.button").first());

  // What is signed is paper.
  await expect(page).toHaveURL(/\/check$/);
  await a11y();
  const letter = page.url();
  await enter(page, page.getByRole("link", { name: "打印申请表请申请人签字" }));
  await expect(page).toHaveURL(/\/print$/);
  await expect(page.locator("main")).toContainText("陈大妈");
  await a11y();
  await page.goto(letter);
  const number = await submitted(page);
  await a11y();
  const next = page.locator("main .act a[href='/desk/window']");
  await expect(next, "the next applicant is one key away").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk\/window$/);

  // The paper that was brought is taken in and handed back.
  await page.goto(`/desk/cases/${number}/originals`);
  await write(page, "/sheets", "2");
  await write(page, "/person", "陈大妈");
  await write(page, "/last_four", "5002");
  await page.keyboard.press("Enter");
  const line = page.locator("table.items tbody tr");
  await expect(line).toContainText("陈大妈（5002）");
  await expect(line).toContainText("在窗口");
  const back = page.locator("form", { has: page.locator("button[name=line]") });
  await tabTo(page, back.locator("[name='/person']"));
  await page.keyboard.type("陈小妹");
  await tabTo(page, back.locator("[name='/last_four']"));
  await page.keyboard.type("004x");
  await enter(page, back.locator("button[name=line]"));
  await expect(line).toContainText("陈小妹（004X）");
  await a11y();

  await conclude(page, number, { outcome: "accepted" });
  await page.goto(`/desk/cases/${number}/slips`);
  await a11y();
  await enter(page, page.locator("button[name=kind][value=acceptance]"));
  await expect(page).toHaveURL(/\/slips\/\d+$/);
  await a11y();
  const sheet = page.locator(".slip-sheet");
  await expect(sheet).toMatchAriaSnapshot(`
    - article:
      - paragraph: 广州市民政局
      - heading "受理通知书" [level=2]
      - paragraph: /办件编号 ${number} 编号：受〔\\d+〕\\d+号/
      - paragraph: 陈大妈：
      - paragraph: /你（单位）于.+日提出的“老年人优待证申领”申请（办件编号${number}）/
      - paragraph: /本机关将在.+日前作出决定/
      - paragraph: 收到的材料如下：
      - table:
        - rowgroup:
          - row "收到的材料 电子文件（份）"
        - rowgroup:
          - row "老人的身份证 2"
      - paragraph: 办理进度可以凭办件编号查询，或者扫描本通知书上的二维码。
      - img "办件进度查询二维码"
      - paragraph: 扫码查办件进度
      - paragraph: 没有手机，可以凭办件编号到窗口或者拨打 12345 查询。
      - paragraph: 广州市民政局
      - paragraph:
        - time
      - paragraph: （盖章处）
      - paragraph: 演示文书，没有法律效力
  `);
  await page.emulateMedia({ media: "print" });
  await expect(sheet.locator(".seal-square")).toBeVisible();
  await expect(page.locator(".act").first()).toBeHidden();
  expect(await scanned(sheet.locator("svg.code"))).toMatch(new RegExp(`/track\\?number=${number}$`));
});

test("a caller of the hotline: what they say is written down, filed for them, and theirs by a code", async ({ page, browser, baseURL, a11y }) => {
  const said = "想在荔湾开个小吃店，店面已经租好，请帮我办营业执照。";
  await page.goto("/sign-in?next=/desk/window");
  await signIn(page, "intake-market");
  await page.goto("/desk/window?item=DEMO-440100-SOLE-TRADER");
  await tabTo(page, page.locator("[name=channel]:checked"));
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[name=channel][value=hotline]")).toBeChecked();
  await write(page, "/applicant/name", "周小巧");
  await write(page, "/applicant/identity_number", "440199198607065026");
  await write(page, "/said", said);
  await enter(page, page.locator("form[method=post] button.main"));
  // Nobody calls without a number.
  await expect(page.locator("[name='/applicant/phone']")).toHaveAttribute("aria-invalid", "true");
  await a11y();
  await write(page, "/applicant/phone", "13800138002");
  await enter(page, page.locator("form[method=post] button.main"));
  const answers = answersOf("sole-trader-registration") as { applicant: object };
  const applicant = { ...answers.applicant, name: "周小巧", identity_number: "440199198607065026" };
  await filledIn(page, { ...answers, applicant });
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await enter(page, page.locator("main .act button.button").first());
  await expect(page.locator("main")).toContainText("来电的已当场复述确认");
  const number = await submitted(page);

  // The desk knows how it came.
  await opened(page, number);
  const came = page.locator(".case-head .came");
  await expect(came).toContainText("来电办理（12345）");
  await expect(came).toContainText("钱小窗");
  await expect(came).toContainText("13800138002");
  await expect(came).toContainText(said);
  await a11y();
  await page.goBack();
  await enter(page, page.getByRole("link", { name: "给申请人认领码" }));
  await enter(page, page.getByRole("button", { name: "生成认领码" }));
  const code = await page.locator(".caseno").innerText();
  expect(code).toMatch(/^\d{4} \d{4} \d{4}$/);
  await a11y();
  await conclude(page, number, { outcome: "accepted" });

  // At home the caller registers, with the code, and finds all of it.
  const phone = { viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true };
  const context = await browser.newContext({ baseURL, locale: "zh-CN", timezoneId: "Asia/Shanghai", ...phone });
  const home = await context.newPage();
  await home.goto("/register");
  for (const [name, text] of [
    ["/name", "周小巧"],
    ["/identity_number", "440199198607065026"],
    ["/window_code", code],
    ["/login", "zhou-xiaoqiao"],
    ["/password", password],
  ]) {
    await home.locator(`[name='${name}']`).fill(text);
  }
  await home.locator("main form button.button").first().click();
  await expect(home).toHaveURL(/\/me$/);
  await home.goto("/me/messages");
  await expect(home.locator("main")).toContainText("广州市市场监督管理局受理了您的申请");
  await home.goto(`/cases/${number}`);
  await expect(home.locator("main")).not.toContainText(said);
  await context.close();
});
