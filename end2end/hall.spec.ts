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
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("问一问");
  await page.getByRole("searchbox").fill("老年证怎么办");
  await page.getByRole("button", { name: "问", exact: true }).click();
  await expect(person).toBeVisible();
  await page.getByRole("link", { name: /老年人优待证申领/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("老年人优待证");
  await expect(person).toBeVisible();
  await a11y();
});

test("speech is offered where the browser has it: the whole page aloud, a question by voice, nothing before it is asked for, nothing in silence", async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    class Said {
      onend: (() => void) | null = null;
      constructor(readonly text: string) {}
    }
    const cancel = () => (said.length = 0);
    const voice = { cancel, getVoices: () => [], speak: (part: Said) => said.push(part.text) };
    Object.defineProperty(window, "speechSynthesis", { value: voice });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Said });
    // What is heard: nothing, then a word, then the microphone is refused.
    const heard = [() => null, () => "老年证", () => ({ error: "not-allowed" })];
    class Heard {
      onresult: ((event: unknown) => void) | null = null;
      onerror: ((event: unknown) => void) | null = null;
      onend: (() => void) | null = null;
      start() {
        const next = heard.shift()?.() ?? null;
        if (typeof next === "string") this.onresult?.({ results: [[{ transcript: next }]] });
        else if (next) this.onerror?.(next);
        this.onend?.();
      }
    }
    Object.defineProperty(window, "SpeechRecognition", { value: Heard });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.goto(`/ask?text=${encodeURIComponent("老年证怎么办")}`);
  const aloud = page.getByRole("button", { name: "朗读", exact: true });
  await expect(aloud).toBeVisible();
  expect(await said()).toEqual([]);
  await aloud.click();
  // What is said of the answers first, then the answers themselves, each once.
  const first = (await page.locator("main [data-read]").first().innerText()).trim();
  const answer = (await page.locator("ol.results h2").first().innerText()).trim();
  const spoken = await said();
  expect(spoken[0]).toBe(first);
  expect(spoken.some((text) => text.includes(answer))).toBe(true);
  expect(new Set(spoken).size).toBe(spoken.length);
  const stop = page.getByRole("button", { name: "停止朗读" });
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(aloud).toBeVisible();
  expect(await said()).toEqual([]);
  // Another page begins in silence.
  await aloud.click();
  await page.evaluate(() => history.pushState(null, "", "#there"));
  await page.goBack();
  await expect(aloud).toBeVisible();
  expect(await said()).toEqual([]);

  // Before the first time it is said who hears; then what came of it, whatever that is.
  const speak = page.getByRole("button", { name: "说出来" });
  const status = page.locator("main .heard");
  const box = page.getByRole("searchbox");
  await speak.click();
  await expect(status).toContainText("把声音传给它的公司");
  await expect(box).toHaveValue("");
  await speak.click();
  await expect(status).toContainText("没听到");
  await speak.click();
  await expect(box).toHaveValue("老年证");
  await expect(status).toBeEmpty();
  await speak.click();
  await expect(status).toContainText("不让用话筒");
  await expect(box).toHaveValue("老年证");
});
