// Asked in one's own words: a second child leads to the registration of births and into its form, chopsticks to all that their
// maker needs at once.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";
import type { Page } from "@playwright/test";

/** From the first page to what was answered. */
async function ask(page: Page, question: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("navigation", { name: "主要" }).getByRole("link", { name: "问一问" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("问一问");
  await page.getByRole("searchbox").fill(question);
  await page.getByRole("button", { name: "问", exact: true }).click();
  await expect(page.locator("p.said")).toContainText(question);
  await settled(page, true);
}

test("二胎 leads to the registration of births and into the form that is begun there", async ({ page, a11y }) => {
  await ask(page, "二胎");
  await a11y();
  await expect(page.locator("ol.results h2").first()).toHaveText("生育登记");
  await page.getByRole("link", { name: "生育登记", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("生育登记");
  await settled(page, true);
  await a11y();
  await page.locator("main .act .button").first().click();
  await page.waitForURL(/\/sign-in/);
  // Nobody else begins this here.
  await signIn(page, "officer-health");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await settled(page, true);
  await page.locator("ol.steps a").first().click();
  await settled(page, true);
  await expect(page.locator("main form input[name^='/']").first()).toBeVisible();
  await a11y();
});

test("who asks what papers a maker of chopsticks needs finds them all in one application", async ({ page, a11y }) => {
  await ask(page, "加工卫生筷子要办什么证");
  await expect(page.locator("ol.results h2").first()).toHaveText("一次性卫生筷子加工企业开办");
  await a11y();
  await page.getByRole("link", { name: "一次性卫生筷子加工企业开办" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("一次性卫生筷子加工企业开办");
  await settled(page, true);
  const holds = page.locator(".holds");
  await expect(holds).toContainText("一次办 3 件事");
  for (const paper of ["卫生许可证", "木材经营加工许可证", "企业设立登记"]) await expect(holds).toContainText(paper);
  await a11y();
});
