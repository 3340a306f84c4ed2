// What one types is kept: past a reload, on another device, without a network. What is wrong is led to.

import { expect, test } from "./fixtures";
import { answersOf, fillForm, picture, settled, signIn } from "./fixtures/hall";
import type { Page } from "@playwright/test";

/** Begins an application for the card of the elderly, and opens the page about the applicant. */
async function begin(page: Page, login: string): Promise<string> {
  await page.goto("/sign-in?next=/items/DEMO-440100-SENIOR-CARD");
  await signIn(page, login);
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  const application = page.url();
  await page.goto(`${application}/applicant`);
  await settled(page, true);
  return application;
}

test("a draft is kept as it is typed, and goes on where one is", async ({ page, browser, a11y, baseURL }) => {
  const application = await begin(page, "citizen-li");
  const name = (on: Page) => on.locator("[name='/applicant/name']");
  const phone = (on: Page) => on.locator("[name='/applicant/phone']");
  const said = (on: Page) => on.getByRole("main").getByRole("status");

  await name(page).fill("赵小演");
  await expect(said(page)).toHaveText(/已保存 \d+:\d+/);
  await page.reload();
  await settled(page, true);
  await expect(name(page)).toHaveValue("赵小演");

  // Without a network it stays on the phone, and is saved when there is one again.
  await page.context().setOffline(true);
  await phone(page).fill("13900139000");
  await expect(said(page)).toContainText("网断了");
  await page.context().setOffline(false);
  await expect(said(page)).toHaveText(/已保存 \d+:\d+/);

  const other = await browser.newContext({ baseURL, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const tablet = await other.newPage();
  await tablet.goto(`/sign-in?next=${new URL(application).pathname}/applicant`);
  await signIn(tablet, "citizen-li");
  await settled(tablet, true);
  await expect(name(tablet)).toHaveValue("赵小演");
  await expect(phone(tablet)).toHaveValue("13900139000");

  // Saved there, this page is behind: it says so, and nothing is written over.
  await phone(tablet).fill("13900139001");
  await expect(said(tablet)).toHaveText(/已保存 \d+:\d+/);
  await other.close();
  await name(page).fill("赵小示");
  await expect(said(page)).not.toHaveText(/已保存/);
  await expect(said(page).getByRole("link")).toBeVisible();
  await a11y();
  await page.reload();
  await settled(page, true);
  await expect(phone(page)).toHaveValue("13900139001");
});

test("what is wrong has the focus, and the letter leads to what is to be changed and back", async ({ page, a11y }) => {
  const application = await begin(page, "citizen-wang");
  await page.locator("[name='/applicant/name']").fill("");
  await page.locator("[name='/applicant/phone']").fill("1");
  await page.locator("main .act button.button").first().click();
  const errors = page.locator("#errors");
  await expect(errors).toBeFocused();
  await settled(page, true);
  await errors.getByRole("link", { name: /电话|手机/ }).click();
  await expect(page.locator("[name='/applicant/phone']")).toBeFocused();
  await a11y();

  await page.goto(application);
  await page.locator("ol.steps a").first().click();
  await fillForm(page, answersOf("senior-card"), true);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  await page.locator("article.letter a[href*='/applicant']").click();
  await expect(page).toHaveURL(/\/applicant\?then=check$/);
  await settled(page, true);
  await page.locator("[name='/applicant/phone']").fill("13700137000");
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  await settled(page, true);
  await expect(page.locator("article.letter")).toContainText("13700137000");
  await a11y();
});
