// A birth, on a phone where no script runs: five things by one form, and the next begin when the certificate is there.

import { expect, test } from "./fixtures";
import { conclude, device, submitted } from "./fixtures/desk";
import { fillForm, picture, signIn } from "./fixtures/hall";
import { jointly } from "./fixtures/jointly";

const HEALTH = "广州市卫生健康委员会";

test("a birth: one form, then one thing after another", async ({ page, a11y, browser, baseURL }, testInfo) => {
  testInfo.setTimeout(300_000);
  const { item, answers } = jointly("birth", { card: true }, { "/shared/child/certificate_issued": "no", "/shared/child/registered": "no" });
  await page.goto(`/sign-in?next=/items/${item}`);
  await signIn(page, "citizen-li");
  await expect(page.locator(".holds")).toContainText("一次办 5 件事");
  await a11y();
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await page.locator("ol.steps a").first().click();

  // What decides is asked first; what is wrong later on comes back with what was typed.
  await page.locator("main .act button.button").first().click();
  await expect(page.locator(".errors")).toContainText("社会保障卡");
  await fillForm(page, answers, false);
  await expect(page.locator("main"), "what this application is to bring is not asked for").not.toContainText("出生医学证明");
  await a11y();
  await page.locator("main .act button.button").first().click();
  await page.locator(".errors a", { hasText: "还没有交" }).first().click();
  await expect(page).toHaveURL(/\/materials#/);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  await expect(page.locator("main")).toContainText("办理计划");
  await a11y();
  const number = await submitted(page);
  await a11y();

  await page.locator(`main a[href='/joint/${number}']`).first().click();
  await a11y();
  const lanes = page.locator("ol.lanes > li");
  await expect(lanes).toHaveCount(5);
  await expect(lanes.filter({ hasText: "还没开始" })).toHaveCount(4);
  const certificate = (await lanes.first().getByRole("link").getAttribute("href"))?.replace("/cases/", "") ?? "";

  for (const [login, outcome] of [
    ["intake-health", "accepted"],
    ["officer-health", "approved"],
    ["agency-lead-health", "approved"],
  ]) {
    const desk = await device(browser, { baseURL, scripts: false, wide: true }, login);
    await conclude(desk, certificate, { outcome });
    await desk.context().close();
  }

  await page.goto(`/joint/${number}`);
  await expect(lanes.filter({ hasText: "还没开始" })).toHaveCount(2);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: /出生一件事（联办） ${number}/
      - heading /件事同时在办/ [level=1]
      - heading "5 件事办到哪了" [level=2]
      - list:
        - listitem:
          - heading /${HEALTH} .+/ [level=3]
  `);
  await a11y();
});
