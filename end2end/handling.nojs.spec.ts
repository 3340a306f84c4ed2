// Two of the three ways of handling, where no script runs: an editor sets the way; what is filled in online is finished at the
// window; or one agent of an enterprise fills in, and another checks and files it.

import { expect, test } from "./fixtures";
import { answersOf, fillForm, password, picture, signIn } from "./fixtures/hall";
import type { Page } from "@playwright/test";

const item = "DEMO-440100-FOOD-BUSINESS";

/** Ends the session of this browser and signs in as somebody else. */
async function become(page: Page, login: string): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, login);
}

async function handle(page: Page, way: string): Promise<void> {
  await become(page, "editor-demo");
  await page.goto(`/desk/catalogue/items/${item}`);
  await page.locator(`#way [name='/way'][value='${way}']`).check();
  await page.locator("#way button").click();
  await expect(page.locator("#way [role=status]")).toBeVisible();
}

/** Fills in and hands over; tells the code. */
async function handed(page: Page): Promise<string> {
  await page.goto(`/items/${item}`);
  await page.locator("main .act .button").first().click();
  await page.locator("ol.steps a").first().click();
  await fillForm(page, { ...(answersOf("food-business-licence") as object) }, false);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  await page.locator("[name=_promise]").check();
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/handover$/);
  return (await page.locator(".caseno").innerText()).replace(/\s/g, "");
}

test("filled in online, finished at the window; then by two agents of an enterprise", async ({ page, a11y }) => {
  await handle(page, "window");
  await a11y();
  await become(page, "citizen-huang");
  const slip = await handed(page);
  await a11y();
  await become(page, "intake-market");
  await page.goto("/desk/window/prepared");
  await page.locator("#prepared-code").fill(slip);
  await page.locator("form[role=search] button").click();
  await expect(page.locator("main")).toContainText("黄巧巧");
  await a11y();
  await page.locator("form[method=post] button.main").click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await page.goto(`${page.url()}/check`);
  await page.locator("[name=_promise]").check();
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/receipt$/);

  await handle(page, "employer_check");
  await page.context().clearCookies();
  const colleague = {
    login: "second-agent", password, name: "卡拉", identity_number: "44019919900101777X", phone: "13800138000",
    enterprise: { name: "一厅通演示餐饮有限公司", credit_code: "91440199MA0DEM013L" },
  };
  expect((await page.request.post("/api/accounts", { data: colleague })).status()).toBe(201);
  await become(page, "agent-zhou");
  const code = await handed(page);
  await a11y();
  await become(page, "second-agent");
  await page.goto("/me");
  await page.getByRole("link", { name: "等您核对" }).click();
  await a11y();
  await page.locator("#check-code").fill(code);
  await page.getByRole("button", { name: "打开" }).click();
  await a11y();
  await page.getByRole("button", { name: "核对无误，提交" }).click();
  await expect(page.locator("[role=status]")).toContainText("提交了，办件编号");
});
