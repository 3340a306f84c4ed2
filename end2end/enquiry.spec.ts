// Somebody without an account complains, an officer answers, the lead lets it out and publishes it, and everybody reads it.

import { expect, test } from "./fixtures";
import { accessible, device } from "./fixtures/desk";
import { settled } from "./fixtures/hall";
import type { Page } from "@playwright/test";

const ITEM = "DEMO-440100-FLEXIBLE-INSURANCE";
const SUBJECT = "社保窗口排队太久";

/** Opens an act on the page, fills its texts in and sends it. */
async function does(page: Page, act: string, texts: Record<string, string> = {}): Promise<void> {
  const form = page.locator("form", { has: page.locator(`[name=act][value=${act}]`) });
  await page.locator("details", { has: form }).locator("summary").first().click();
  for (const [name, text] of Object.entries(texts)) await form.locator(`[name='${name}']`).fill(text);
  await form.locator("button").last().click();
  await expect(page.getByText("记下了。")).toBeVisible();
}

test("a complaint without an account, from writing to everybody's column", async ({ page, browser, baseURL, a11y }) => {
  await page.goto(`/items/${ITEM}`);
  await page.getByRole("link", { name: "就这件事问一问" }).click();
  await expect(page).toHaveURL(/\/enquiries\/new\?item=/);
  await settled(page, true);
  await a11y();
  await page.getByText("投诉", { exact: true }).click();
  await page.locator("[name='/subject']").fill(SUBJECT);
  await page.locator("[name='/words']").fill("等了两个小时，叫号机还坏了。");
  await page.locator("form.paper button.button").click();
  // What is missing is said, and what was typed is still there.
  await expect(page.getByRole("alert")).toContainText("您的称呼");
  await expect(page.locator("[name='/words']")).toHaveValue("等了两个小时，叫号机还坏了。");
  await page.locator("[name='/name']").fill("路人甲");
  await expect(page.locator("[name=consents]")).not.toBeChecked();
  await page.locator("[name=consents]").check({ force: true });
  await page.locator("form.paper button.button").click();
  await expect(page.getByRole("status")).toContainText("收到了");
  await a11y();
  const mine = page.url().replace("new=1&", "");
  const id = /enquiries\/(\d+)/.exec(mine)?.[1] ?? "";

  const officer = await device(browser, { baseURL, wide: true }, "officer-labour");
  await officer.goto("/desk/enquiries");
  await accessible(officer);
  await officer.getByRole("link", { name: SUBJECT }).click();
  await accessible(officer);
  await does(officer, "take_up");
  await does(officer, "draft", { "/words": "对不起，叫号机已经修好，下午加开一个窗口。" });

  const lead = await device(browser, { baseURL }, "agency-lead-labour");
  await lead.goto(`/desk/enquiries/${id}`);
  await accessible(lead);
  await does(lead, "reply");
  await does(lead, "publish", { "/asked": "等了两个小时。" });

  await page.goto(mine);
  await expect(page.locator(".answer")).toContainText("下午加开一个窗口");
  await settled(page, true);
  await a11y();
  await page.locator("[name='/grade'][value='5']").check();
  await page.getByRole("button", { name: "评价", exact: true }).click();
  await expect(page.getByText("谢谢，记下了。")).toBeVisible();

  // A stranger reads question and reply, and not who asked.
  const stranger = await (await browser.newContext({ baseURL, viewport: { width: 360, height: 800 }, locale: "zh-CN" })).newPage();
  await stranger.goto("/enquiries");
  await accessible(stranger);
  await stranger.getByRole("link", { name: SUBJECT }).click();
  await expect(stranger.locator(".answer")).toContainText("叫号机已经修好");
  await expect(stranger.locator("main")).not.toContainText("路人甲");
  await stranger.goto("/enquiries?column=figures");
  await accessible(stranger);
});
