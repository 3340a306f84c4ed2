// A case under way moves to a new version of its process: a dry run, a choice, the act, and the case goes to its end by the
// new version.

import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./fixtures/a11y";
import { answersOf, fillForm, picture, settled, signIn } from "./fixtures/hall";

const path = "/api/desk/processes/insurance-process";
const item = "DEMO-440100-FLEXIBLE-INSURANCE";

/** A page of somebody's own, as small as a phone. */
async function phone(browser: Browser, baseURL: string | undefined, login: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 360, height: 800 },
    isMobile: true,
    hasTouch: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  // What is not there within this time will not come.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto("/sign-in?next=/me");
  await signIn(page, login);
  return page;
}

/** Fails when axe finds anything on a page at a desk, or the page is wider than the phone. */
async function a11y(page: Page): Promise<void> {
  expect(await violations(page), `axe at ${page.url()}`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

/** Sends something that is refused by no one. */
async function send(page: Page, method: string, address: string, data: unknown): Promise<any> {
  const answer = await page.request.fetch(address, { method, data });
  expect(answer.ok(), `${method} ${address}: ${await answer.text()}`).toBe(true);
  return await answer.json();
}

const task = (id: string, name: string, role: string, kind: string): unknown => ({
  task: { id, name: { "zh-CN": name, en: id }, role, kind },
});

/** Publishes the next version, with these reviews, by two people. */
async function publish(editor: Page, reviewer: Page, reviews: [string, string][]): Promise<void> {
  const record = await send(editor, "GET", path, undefined);
  const definition = {
    id: "insurance-process",
    version: 1,
    title: { "zh-CN": "参保流程", en: "Insurance" },
    seq: [
      task("accept", "受理", "intake", "accept"),
      ...reviews.map(([id, name]) => task(id, name, "officer", "review")),
      task("decide", "决定", "agency_lead", "decide"),
      task("deliver", "送达", "intake", "deliver"),
    ],
  };
  const saved = await send(editor, "PUT", `${path}/draft`, { definition, revision: record.revision });
  for (const [place, [who, act]] of ([[editor, "submit"], [reviewer, "review"], [reviewer, "publish"]] as const).entries()) {
    await send(who, "POST", `${path}/draft/${act}`, { revision: saved.revision + place, approve: true });
  }
}

/** Files an application for the item. Tells the number of the case. */
async function filed(browser: Browser, baseURL: string | undefined): Promise<string> {
  const page = await phone(browser, baseURL, "citizen-huang");
  await page.goto(`/items/${item}`);
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await settled(page, true);
  await page.locator("ol.steps a").first().click();
  await fillForm(page, answersOf("flexible-employment-insurance"), true);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  const promise = page.locator("[name=_promise]");
  if ((await promise.count()) > 0) await promise.check();
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/receipt$/);
  const number = (await page.locator(".caseno").innerText()).replace(/\s/g, "");
  await page.context().close();
  return number;
}

/** Takes the open task up and ends it with an outcome, with an opinion where one is asked for. */
async function conclude(page: Page, number: string, outcome: string): Promise<void> {
  await page.goto(`/desk/cases/${number}`);
  await settled(page, true);
  await page.getByRole("button", { name: "接手" }).click();
  const button = page.locator(`button[name=outcome][value=${outcome}]`).first();
  await expect(button).toBeVisible();
  await settled(page, true);
  const form = page.locator("form", { has: button });
  for (const [part, text] of [
    ["facts", "材料齐全。"],
    ["opinion", "同意。"],
    ["article", "《社会保险法》第十条"],
  ]) {
    const field = form.locator(`[name='/opinion/${part}']`);
    if ((await field.count()) > 0) await field.fill(text);
  }
  await button.click();
  await page.waitForLoadState();
  await settled(page, true);
}

test("a case under way moves to a new version and goes to its end by it", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(240_000);
  const editor = await phone(browser, baseURL, "editor-demo");
  const reviewer = await phone(browser, baseURL, "reviewer-demo");
  const title = { "zh-CN": "参保流程", en: "Insurance" };
  await send(editor, "POST", "/api/desk/processes", { id: "insurance-process", title, from: { template: "promised" } });
  await publish(editor, reviewer, [["check", "核对"], ["weigh", "核定"]]);
  await send(editor, "PUT", `${path}/items/${item}`, {});

  const number = await filed(browser, baseURL);
  const intake = await phone(browser, baseURL, "intake-labour");
  await conclude(intake, number, "accepted");
  const officer = await phone(browser, baseURL, "officer-labour");
  await conclude(officer, number, "approved");
  await publish(editor, reviewer, [["check", "核对"], ["compare", "数据比对"], ["measure", "基数核定"]]);
  await editor.context().close();

  // From the process to the dry run, which moves nothing.
  await reviewer.goto("/desk/processes/insurance-process");
  await settled(reviewer, true);
  await reviewer.getByRole("link", { name: "把在办件转到别的版本" }).click();
  await expect(reviewer.getByRole("heading", { level: 1 })).toHaveText("在办件迁移");
  await settled(reviewer, true);
  const group = (name: string) => reviewer.locator(`section#${name}`);
  await expect(group("needs_choice")).toContainText(number);
  await expect(group("needs_choice")).toContainText("“核定”新版没有");
  await expect(reviewer.getByRole("button", { name: /^确认/ })).toHaveCount(0);
  await a11y(reviewer);

  // What stands for what is gone.
  await reviewer.getByLabel("“核定”由哪个环节接着办").selectOption({ label: "基数核定" });
  await reviewer.getByRole("button", { name: "按这样选，再试算" }).click();
  await expect(group("fits")).toContainText(number);
  await expect(group("fits")).toContainText("“数据比对”");
  await settled(reviewer, true);

  await reviewer.locator("details summary", { hasText: "把可以转的 1 件转到 v2" }).click();
  await expect(reviewer.locator("main")).toContainText("要么全转，要么一件不转");
  await a11y(reviewer);
  await reviewer.getByLabel("为什么转").fill("核定改为按基数。");
  await reviewer.getByRole("button", { name: "确认，转这 1 件" }).click();
  await expect(reviewer.getByRole("status")).toHaveText("1 件已转到 v2。");
  await a11y(reviewer);
  await reviewer.context().close();

  // The case says so, and goes on by the new version to its end.
  await officer.goto(`/desk/cases/${number}`);
  await settled(officer, true);
  await expect(officer.locator("main")).toContainText("改按新版流程办理");
  await expect(officer.locator("main")).toContainText("核定改为按基数。");
  await conclude(officer, number, "approved");
  await officer.context().close();
  const lead = await phone(browser, baseURL, "agency-lead-labour");
  await conclude(lead, number, "approved");
  await lead.context().close();
  await conclude(intake, number, "delivered");
  await expect(intake.locator("main")).toContainText("办结");
  await intake.context().close();
});
