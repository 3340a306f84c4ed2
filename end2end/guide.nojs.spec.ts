// A guide, on a phone where no script runs: from the first question to an application that is begun with what was answered.

import { expect, test } from "./fixtures";
import { signIn } from "./fixtures/hall";

test("a guide leads to an application that is begun with its answers", async ({ page, a11y }) => {
  await page.goto("/guides");
  await a11y();
  await page.getByRole("link", { name: /居住证/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("您要办什么？");
  await a11y();
  await page.getByRole("link", { name: "第一次办" }).click();
  await page.getByRole("link", { name: "是", exact: true }).click();

  // A number is typed; what is none is asked for again.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("住了几个月");
  await a11y();
  await page.locator("#answer").fill("3");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("main")).toContainText("现在还办不了");
  await a11y();

  // Changing one answer keeps the others; back is the question before.
  await page.getByRole("link", { name: /^改：.*几个月/ }).click();
  await page.locator("#answer").fill("9");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("link", { name: "在这里连续上学" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("您符合哪一条？");
  await page.goForward();
  await page.getByRole("link", { name: "我自己" }).click();
  await expect(page).toHaveURL(/\/guides\/residence-permit\?want=first&elsewhere=yes&months=9&ground=study&for=self$/);
  await expect(page.getByRole("main")).toContainText("演示内容");
  await expect(page.locator(".answered")).toHaveCount(5);
  await a11y();

  // Who is not signed in comes back to where they were.
  await page.getByRole("link", { name: "开始办理" }).click();
  // Staff may apply like anybody; nobody else looks at this account's own applications.
  await signIn(page, "reviewer-demo");
  await expect(page).toHaveURL(/\/guides\/residence-permit\?want=first/);
  await page.getByRole("button", { name: "开始办理" }).click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  const application = page.url();
  await page.locator("ol.steps a").first().click();
  const self = page.locator("input[name='/application/on_behalf'][value='self'], select[name='/application/on_behalf']");
  await expect(self.first()).toBeVisible();
  await page.goto(application);
  for (const step of await page.locator("ol.steps a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    await page.goto(step ?? "");
    const ground = page.locator("input[name='/ground/kind'][value='study']");
    if (await ground.count()) {
      await expect(ground).toBeChecked();
      return;
    }
  }
  throw new Error("no page of the form asks for the ground");
});
