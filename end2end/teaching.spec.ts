// An editor teaches the hall a word: a citizen's question without an answer, two clicks at the desk, and the same question is answered.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

/** What nobody's item is called, and what it is. */
const question = "遛娃生育小红本";
const address = `/ask?text=${encodeURIComponent(question)}`;

test("a question without an answer is taught in two clicks", async ({ page, browser, a11y }) => {
  const citizen = await (await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "zh-CN" })).newPage();
  await citizen.goto(address);
  await expect(citizen.locator("section.human")).toBeVisible();

  await page.goto("/sign-in?next=/desk/libraries");
  await signIn(page, "editor-demo");
  await settled(page, true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("词库");
  await a11y();
  await page.getByRole("link", { name: "近义词库" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("近义词库");
  await settled(page, true);
  await a11y();

  await page.getByRole("link", { name: "没答好的" }).first().click();
  await settled(page, true);
  const group = page.locator("ol.groups > li").filter({ hasText: question });
  await expect(group).toHaveCount(1);
  await a11y();

  // The first click proposes, and measures before anything is saved.
  await group.getByRole("link", { name: "教成近义词" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("教一个近义词");
  await settled(page, true);
  await expect(page.getByRole("status")).toHaveText("加上以后，这个问题就有答案了。");
  await expect(page.getByRole("row", { name: /第一个就对 \d+(\.\d)?% \d+(\.\d)?%/ })).toBeVisible();
  await a11y();
  await citizen.reload();
  await expect(citizen.locator("section.human")).toBeVisible();

  // The second one saves.
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page).toHaveURL(/done=taught/);
  await expect(page.getByRole("status")).toHaveText("已保存，这一组处理好了。");
  await expect(group).toHaveCount(0);

  await expect(async () => {
    await citizen.goto(address);
    await expect(citizen.locator("section.human")).toHaveCount(0, { timeout: 1000 });
  }).toPass();
  await expect(citizen.locator("ol.results h2").first()).toBeVisible();
  await citizen.getByRole("button", { name: "有用", exact: true }).click();
  await expect(citizen.getByText("谢谢，记下了。")).toBeVisible();

  // Who taught it is on record.
  await page.goto(`/desk/libraries/synonyms?q=${encodeURIComponent(question)}`);
  await page.locator("table.entries a.n").first().click();
  await expect(page.locator("ol.changes li")).toHaveCount(1);
  await settled(page, true);
  await a11y();
});
