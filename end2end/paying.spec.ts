// A fee from the decision to the paper: what an item publishes falls due, is paid or waived, and the case goes on by itself.

import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { accessible, conclude, device, filed } from "./fixtures/desk";
import { settled } from "./fixtures/hall";

const ITEM = "DEMO-440100-ID-CARD";
const FEE = "居民身份证工本费";

/** Somebody of the police does something with the case, at a screen of their own. */
async function police(browser: Browser, baseURL: string | undefined, login: string, act: (desk: Page) => Promise<void>): Promise<void> {
  const desk = await device(browser, { baseURL, wide: true }, `${login}-police`);
  await act(desk);
  await desk.context().close();
}

/** Files for a new identity card, and has it handled up to the decision: from then on its fee is due. Tells the number. */
async function decided(citizen: Page, browser: Browser, baseURL: string | undefined): Promise<string> {
  const number = await filed(citizen, ITEM, "id-card-replacement");
  for (const [login, outcome] of [
    ["intake", "accepted"],
    ["officer", "approved"],
    ["agency-lead", "approved"],
  ]) {
    await police(browser, baseURL, login, (desk) => conclude(desk, number, { outcome }));
  }
  return number;
}

/** Opens the bill that was told of last, from the messages on. */
async function bill(citizen: Page): Promise<void> {
  await citizen.goto("/me/bills");
  await settled(citizen, true);
  await accessible(citizen);
  await citizen.locator(".waitings a").first().click();
  await expect(citizen).toHaveURL(/\/bills\/[A-Z\d]+$/);
  await settled(citizen, true);
}

test("a published fee is told of, paid through the gateway of the demonstration, and proved on paper", async ({ browser, baseURL }) => {
  const citizen = await device(browser, { baseURL }, "citizen-wang");
  // The item says beforehand what it costs, and on which basis.
  await citizen.goto(`/items/${ITEM}`);
  await expect(citizen.locator("main")).toContainText("40 元");
  await expect(citizen.locator("main")).toContainText("发改价格〔2003〕2322号");
  const number = await decided(citizen, browser, baseURL);

  await citizen.goto("/me/messages");
  await settled(citizen, true);
  await expect(citizen.locator("main")).toContainText(`有一笔费用要缴：${FEE}`);
  await citizen.goto(`/cases/${number}`);
  await settled(citizen, true);
  await expect(citizen.locator("main")).toContainText(FEE);
  await citizen.getByRole("link", { name: "查看缴款单，去缴款" }).click();
  await expect(citizen).toHaveURL(/\/me\/bills$/);
  await bill(citizen);
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("还要缴 40 元");
  await expect(citizen.locator("article.slip")).toContainText("《居民身份证法》第二十条");
  await accessible(citizen);

  // Left unpaid it stays due; what stands behind the payment waits.
  await citizen.getByRole("button", { name: "去缴款" }).click();
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("演示用的缴款页");
  await settled(citizen, true);
  await accessible(citizen);
  await citizen.getByRole("button", { name: "不付了" }).click();
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("还要缴 40 元");
  await police(browser, baseURL, "officer", async (desk) => {
    await desk.goto(`/desk/cases/${number}`);
    await settled(desk, true);
    await expect(desk.locator("button[name=outcome][value=printed]")).toHaveCount(0);
  });

  await citizen.getByRole("button", { name: "去缴款" }).click();
  await citizen.getByRole("button", { name: "当作已付 40 元" }).click();
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("已缴 40 元");
  await settled(citizen, true);
  await accessible(citizen);
  // On paper: what was paid for what, and that it is a demonstration; not the buttons.
  await citizen.emulateMedia({ media: "print" });
  const receipt = citizen.locator("article.slip");
  await expect(receipt).toBeVisible();
  await expect(receipt).toMatchAriaSnapshot(`
    - article:
      - heading /缴款凭证/ [level=2]
      - term: 缴款单号
      - definition: /JK\\d+/
      - term: 缴款人
      - definition: 王小明
  `);
  await expect(receipt).toContainText("不是真的收费");
  await expect(citizen.getByRole("button", { name: "打印" })).toBeHidden();
  await citizen.emulateMedia({ media: null });
  await citizen.goto("/me/messages");
  await expect(citizen.locator("main")).toContainText("费用缴清了");

  // The case goes on: the card is made and handed over.
  await police(browser, baseURL, "officer", (desk) => conclude(desk, number, { outcome: "printed" }));
  await police(browser, baseURL, "intake", (desk) => conclude(desk, number, { outcome: "delivered" }));
  await citizen.goto(`/cases/${number}`);
  await settled(citizen, true);
  await expect(citizen.getByRole("heading", { level: 1 })).toContainText("结果已经交给您");
  await citizen.context().close();
});

test("a lead waives a fee with its ground, and the applicant reads why", async ({ browser, baseURL }) => {
  const ground = "城市低保对象换领：《居民身份证法》第二十条第二款，免收工本费";
  const citizen = await device(browser, { baseURL }, "citizen-li");
  const number = await decided(citizen, browser, baseURL);
  await police(browser, baseURL, "agency-lead", async (desk) => {
    await desk.goto(`/desk/cases/${number}/bills`);
    await settled(desk, true);
    await desk.locator("[name='/amount']").fill("40");
    await desk.getByRole("button", { name: "减免", exact: true }).click();
    await settled(desk, true);
    // Without a ground nothing is waived; what was typed stays.
    await expect(desk.getByRole("alert")).toContainText("理由和依据的条款");
    await expect(desk.locator("[name='/amount']")).toHaveValue("40");
    await accessible(desk);
    await desk.locator("[name='/ground']").fill(ground);
    await desk.getByRole("button", { name: "减免", exact: true }).click();
    await expect(desk.getByRole("status")).toContainText("减免了，已经告诉申请人");
    await settled(desk, true);
    await accessible(desk);
  });
  await citizen.goto("/me/messages");
  await expect(citizen.locator("main")).toContainText(`${FEE}减免了`);
  await bill(citizen);
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("已免缴");
  await expect(citizen.locator("article.slip")).toContainText(ground);
  await accessible(citizen);
  // Nothing is left to pay: the card is made next.
  await police(browser, baseURL, "officer", (desk) => conclude(desk, number, { outcome: "printed" }));
  await citizen.context().close();
});
