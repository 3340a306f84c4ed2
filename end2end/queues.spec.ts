// The lists of a desk by the keyboard: several cases at once, the next by one key; and what a colleague does is told to who has the
// case open, without losing what they type.

import { expect, test } from "./fixtures";
import { accessible, device } from "./fixtures/desk";
import { settled } from "./fixtures/hall";

test("several cases by the keyboard, and a colleague is told of it", async ({ browser, baseURL }) => {
  const officer = await device(browser, { baseURL, wide: true }, "officer-guangan");
  await officer.goto("/desk");
  await settled(officer, true);
  await accessible(officer);
  const rows = officer.locator("table.cases tbody tr");
  const count = officer.locator(".queues a[href='/desk?queue=mine'] b");
  expect(await rows.count()).toBeGreaterThan(2);
  await expect(count).toHaveText(String(await rows.count()));

  // j and k move, x selects.
  for (const key of ["j", "j", "k", "x", "j", "x"]) await officer.keyboard.press(key);
  await expect(officer.locator("#row-1")).toBeFocused();
  await expect(officer.locator("table.cases input:checked")).toHaveCount(2);
  const names = await rows.locator("a.n").allInnerTexts();
  await officer.getByRole("button", { name: "接手选中的" }).press("Enter");
  await expect(rows.filter({ hasText: "冯小办" })).toHaveCount(2);
  await settled(officer, true);

  // Taken up, one cannot be taken up again: it is said of each why.
  await officer.keyboard.press("j");
  await officer.keyboard.press("x");
  await officer.getByRole("button", { name: "接手选中的" }).press("Enter");
  const outcome = officer.locator(".outcome");
  await expect(outcome).toContainText("没办成 1 件");
  await expect(outcome).toContainText("这一步已经在您手里");
  await settled(officer, true);
  await accessible(officer);

  await officer.goto("/desk");
  await settled(officer, true);
  await officer.keyboard.press("?");
  await expect(officer.getByRole("dialog")).toContainText("下一件");
  await accessible(officer);
  await officer.keyboard.press("?");
  await expect(officer.getByRole("dialog")).toBeHidden();

  // Enter opens, n opens the next.
  await officer.keyboard.press("j");
  await officer.keyboard.press("Enter");
  await expect(officer.locator(".case-head h1")).toHaveText(names[0]);
  const first = new URL(officer.url()).pathname;
  await officer.keyboard.press("n");
  await expect(officer.locator(".case-head h1")).toHaveText(names[1]);
  const second = new URL(officer.url()).pathname;
  expect(second).not.toBe(first);
  await settled(officer, true);

  // The lead has it open and is writing.
  const lead = await device(browser, { baseURL, wide: true }, "agency-lead-guangan");
  await lead.goto(second);
  await lead.locator("details.thread summary").click();
  await lead.locator("[name=remark]").fill("请补充现场照片。");
  await officer.locator("details.thread summary").click();
  await officer.locator("[name=remark]").fill("明天去现场。");
  await officer.locator("details.thread .btn").click();
  await expect(officer.locator(".log")).toContainText("明天去现场。");
  const live = lead.locator(".live");
  await expect(live).toContainText("同事刚刚给这一件留了话", { timeout: 30_000 });
  await expect(lead.locator("[name=remark]")).toHaveValue("请补充现场照片。");
  await accessible(lead);
  await live.getByRole("link", { name: "看新的内容" }).click();
  await expect(lead.locator(".log")).toContainText("明天去现场。");

  // The list as a table.
  await officer.goto("/desk?queue=mine");
  await officer.locator("details.narrow summary").click();
  const [table] = await Promise.all([officer.waitForEvent("download"), officer.getByRole("link", { name: "导出表格" }).click()]);
  expect(table.suggestedFilename()).toMatch(/\.csv$/);
  await lead.context().close();
  await officer.context().close();
});
