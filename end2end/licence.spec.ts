// A licence comes out of a case: its holder shows it, prints it, and whoever is shown it verifies it by its code.

import { expect, test } from "./fixtures";
import { accessible, conclude, device, filed } from "./fixtures/desk";
import { settled } from "./fixtures/hall";
import { scanned } from "./fixtures/paper";

test("a licence comes out of a case, and who reads its code learns that it holds", async ({ page, browser, baseURL, a11y }) => {
  const holder = await device(browser, { baseURL }, "citizen-huang");
  const number = await filed(holder, "DEMO-440100-SOLE-TRADER", "sole-trader-registration");
  for (const [login, outcome] of [
    ["intake-market", "accepted"],
    ["officer-market", "approved"],
    ["agency-lead-market", "approved"],
  ]) {
    const desk = await device(browser, { baseURL, wide: true }, login);
    await conclude(desk, number, { outcome });
    await desk.context().close();
  }

  await holder.goto(`/cases/${number}`);
  await settled(holder, true);
  await holder.locator("main a[href^='/licences/']").first().click();
  await expect(holder).toHaveURL(/\/licences\/\d{6}-\d{4}-\d{6}-[\dX]$/);
  await settled(holder, true);
  await accessible(holder);
  const sheet = holder.locator(".certificate").first();
  await expect(sheet).toMatchAriaSnapshot(`
    - article:
      - paragraph: 正本
      - heading "营业执照" [level=2]
      - paragraph: /\\d{6}-\\d{4}-\\d{6}-./
      - term: 名称
      - definition: 广州市荔湾区巧巧小吃店
  `);
  await holder.emulateMedia({ media: "print" });
  const sheets = holder.locator(".certificate");
  await expect(sheets).toHaveCount(2);
  for (const printed of await sheets.all()) await expect(printed).toBeVisible();
  await expect(holder.locator(".act").first()).toBeHidden();
  const address = await scanned(sheet.locator("svg.code"));
  await holder.emulateMedia({ media: null });

  await holder.goto("/me/licences");
  await settled(holder, true);
  await expect(holder.locator(".licences li")).toContainText(["营业执照"]);
  await accessible(holder);
  const file = await (await holder.request.get(`/api/licences/${licence(address)}/file`)).json();
  await holder.context().close();

  // Somebody who has never been here.
  await page.goto(address);
  await settled(page, true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("这份证照有效");
  await expect(page.locator("main")).toContainText("广州市荔湾区巧巧小吃店");
  await a11y();
  await page.goto("/verify");
  await page.locator("[name=number]").fill(licence(address));
  await page.locator("[name=code]").fill("00000000");
  await page.locator("main form button.button").click();
  await expect(page.locator("main")).toContainText("没有填对查验码");
  await expect(page.locator("main")).not.toContainText("小吃店");
  await a11y();

  // The desk compares the file it is shown, whole and changed.
  const lead = await device(browser, { baseURL, wide: true }, "agency-lead-market");
  await lead.goto("/desk/licences");
  await settled(lead, true);
  await expect(lead.locator("main")).toContainText(licence(address));
  await accessible(lead);
  for (const [holds, said] of [
    [true, "文件是这里发的，没有被改动。"],
    [false, "文件和发出时不一样，不要接受。"],
  ] as const) {
    if (!holds) file.document.holder.name = "别人";
    await lead.goto("/desk/licences/compare");
    await lead.locator("textarea").first().fill(JSON.stringify(file));
    await lead.getByRole("button", { name: "比对" }).click();
    await expect(lead.locator("main")).toContainText(said);
    await accessible(lead);
  }
  await lead.context().close();
});

/** The number of the licence that an address verifies. */
function licence(address: string): string {
  return new URL(address).searchParams.get("number") ?? "";
}
