// Somebody without an account complains, the window hands it on, an officer answers, the lead lets it out and publishes it, and everybody reads it.

import { expect, test } from "./fixtures";
import { accessible, device } from "./fixtures/desk";
import { settled } from "./fixtures/hall";
import type { Page } from "@playwright/test";

const ITEM = "DEMO-440100-FLEXIBLE-INSURANCE";
const AGENCY = "广州市人力资源和社会保障局";
const SUBJECT = "社保窗口排队太久";

/** Opens an act on the page, fills its texts in and sends it; it is done once the page says what has become of it. */
async function does(page: Page, act: string, becomes: string, texts: Record<string, string> = {}): Promise<void> {
  await expect(page.locator("main")).not.toContainText(becomes);
  const form = page.locator("form", { has: page.locator(`[name=act][value=${act}]`) });
  await page.locator("details", { has: form }).locator("summary").first().click();
  for (const [name, text] of Object.entries(texts)) await form.locator(`[name='${name}']`).fill(text);
  await form.locator("button").last().click();
  await expect(page.locator("main")).toContainText(becomes);
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
  const code = await page.locator("#code").innerText();
  await page.getByRole("link", { name: "看看进展" }).click();
  await expect(page).toHaveURL(/\/enquiries\/\d+$/);
  await expect(page.locator("main")).toContainText("等了两个小时");
  const mine = page.url();
  const id = /enquiries\/(\d+)/.exec(mine)?.[1] ?? "";

  // Nobody is handed a complaint about themselves by the hall: the window hands it on.
  const counter = await device(browser, { baseURL, wide: true }, "window-demo");
  await counter.goto(`/desk/enquiries/${id}`);
  await accessible(counter);
  await counter.locator("details", { has: counter.locator("[name=act][value=route]") }).locator("summary").first().click();
  await counter.locator("[name='/agency']").selectOption({ label: AGENCY });
  await counter.getByRole("button", { name: "转给部门" }).click();
  await expect(counter.locator("main")).toContainText("已经转出");
  await accessible(counter);

  const officer = await device(browser, { baseURL, wide: true }, "officer-labour");
  await officer.goto("/desk/enquiries");
  await accessible(officer);
  await officer.getByRole("link", { name: SUBJECT }).click();
  await accessible(officer);
  await does(officer, "take_up", "部门正在写答复");
  await does(officer, "draft", "答复写好了，在审核", { "/words": "对不起，叫号机已经修好，下午加开一个窗口。" });

  const lead = await device(browser, { baseURL }, "agency-lead-labour");
  await lead.goto(`/desk/enquiries/${id}`);
  await accessible(lead);
  await does(lead, "reply", "已答复");
  await does(lead, "publish", "公开了", { "/asked": "等了两个小时。" });

  // On another device number and code open it; no address has the code.
  await page.context().clearCookies();
  await page.goto("/enquiries");
  await page.getByText("凭编号和取件码看答复").click();
  await page.locator("[name='/number']").fill(id);
  await page.locator("[name='/pickup_code']").fill("没有记住");
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("没有对上");
  await a11y();
  await page.locator("[name='/pickup_code']").fill(code);
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await expect(page).toHaveURL(mine);
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
