// The hall as a place: to a counter by keys alone, an item played, elder mode from the first page to an item, and axe on each.

import { expect, test } from "./fixtures";

const senior = "/items/DEMO-440100-SENIOR-CARD";

test("by keys alone from the first page to a counter, and close up to it", async ({ page, a11y }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "走进大厅" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/hall$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("政务服务大厅");
  await a11y();

  // The drawing can be passed by; its counters follow each other by number.
  await page.locator(".skip-scene").focus();
  await page.keyboard.press("Tab");
  await expect(page.locator(".hit").first()).toBeFocused();
  await expect(page.locator(".hit").first()).toHaveAccessibleName(/^1 号窗口/);
  for (let step = 0; step < 9; step++) await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveAccessibleName(/^10 号窗口，广州市市场监督管理局/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/to=10/);
  await expect(page.locator(".iso .pa")).toHaveCount(1);
  await expect(page.locator(".go-there")).toContainText("从正门进，直走");
  await a11y();

  await page.getByRole("link", { name: "看这个窗口" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("广州市市场监督管理局");
  await expect(page.getByRole("link", { name: /个体工商户设立登记/ })).toBeVisible();
  await a11y();
});

test("up the lift, without steps, and nothing wider than the phone", async ({ page }) => {
  await page.goto("/hall/1?to=204");
  await expect(page.locator(".go-there h2")).toHaveText("请坐电梯到 2 层，去 204 号窗口。");
  await page.getByRole("link", { name: "走无障碍的路" }).click();
  await expect(page.locator(".go-there")).toContainText("从无障碍门进");
  await page.getByRole("link", { name: "到 2 层接着走" }).click();
  await expect(page.locator(".go-there")).toContainText("出电梯");
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBe(0);
});

test("an item is played from its page to its end", async ({ page, a11y }) => {
  await page.goto(senior);
  await page.getByRole("link", { name: "走一遍办事流程" }).click();
  await expect(page.locator(".walk-step")).toContainText("第 1 步");
  await a11y();
  let last = 1;
  for (; await page.locator("a[rel=next]").count(); last++) {
    await page.locator("a[rel=next]").click();
    await expect(page.locator(".walk-step")).toContainText(`第 ${last + 1} 步`);
  }
  expect(last).toBeGreaterThanOrEqual(4);
  await expect(page.locator(".reply")).toContainText("走完了");
  await page.getByRole("link", { name: "回到这件事" }).click();
  await expect(page).toHaveURL(new RegExp(`${senior}$`));
});

test("the hall in the dark and in English holds", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, locale: "en", colorScheme: "dark", viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto("/hall/2?to=204");
  await expect(page.locator(".go-there h2")).toHaveText("Please go to counter 204.");
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBe(0);
  await context.close();
});

test("in elder mode from the first page over a question to an item, with a person one tap away", async ({ page, a11y }) => {
  await page.goto("/");
  await page.locator("details.menu").first().locator("summary").click();
  await page.getByRole("button", { name: "长辈版" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-elder", "");
  const person = page.locator(".help").getByRole("link", { name: "打 12345 问人" });
  await expect(person).toHaveAttribute("href", "tel:12345");
  await expect(page.locator(".bigs li")).toHaveCount(5);
  await a11y();

  await page.getByRole("link", { name: "问小厅" }).click();
  await page.getByRole("searchbox").fill("老年证怎么办");
  await page.getByRole("button", { name: "问", exact: true }).click();
  await expect(person).toBeVisible();
  await page.getByRole("link", { name: /老年人优待证申领/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("老年人优待证");
  await expect(person).toBeVisible();
  await a11y();
});

test("speech is offered where the browser has it, says what is on the page when it is asked to, and never before", async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    class Said {
      onend: (() => void) | null = null;
      constructor(readonly text: string) {}
    }
    const voice = { speaking: false, pending: false, cancel: () => {}, speak: (part: Said) => said.push(part.text) };
    Object.defineProperty(window, "speechSynthesis", { value: voice });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Said });
    class Heard {
      onresult: ((event: unknown) => void) | null = null;
      onend: (() => void) | null = null;
      start() {
        this.onresult?.({ results: [[{ transcript: "老年证" }]] });
        this.onend?.();
      }
    }
    Object.defineProperty(window, "SpeechRecognition", { value: Heard });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.goto("/ask");
  const aloud = page.getByRole("button", { name: "朗读" });
  await expect(aloud).toBeVisible();
  expect(await said()).toEqual([]);
  await aloud.click();
  expect((await said()).length).toBeGreaterThan(0);
  await page.getByRole("button", { name: "说出来" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("老年证");
  await expect(page).toHaveURL(/\/ask$/);
});
