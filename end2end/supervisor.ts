// A supervisor finds a red card and what proves it; the lead of the agency says they have seen it. With and without scripts.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

export function supervisor(): void {
  test("from the sentence to a card, its evidence and its days", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/sign-in?next=/desk/supervision");
    await signIn(page, "supervisor-demo");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/红牌 \d+，黄牌 \d+，预警 \d+。/);
    await settled(page, scripts);
    await a11y();

    await page.locator(".monitors tbody tr").filter({ hasText: "时限" }).locator("td a").first().click();
    await expect(page).toHaveURL(/grade=red&monitor=time_limit/);
    const lines = page.locator(".yl li");
    await expect(lines.first()).toContainText("红牌");
    await expect(lines.filter({ hasText: "黄牌" })).toHaveCount(0);
    const agency = ((await lines.first().locator(".s").first().textContent()) ?? "").split(" · ")[0];
    expect(agency).not.toBe("");
    await lines.first().locator("a.n").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/红牌：/);
    // Warning, yellow, red: each with the events that prove it.
    await expect(page.locator("table.ev")).toHaveCount(3);
    await expect(page.locator("table.ev caption").first()).toContainText("预警");
    await expect(page.locator("main")).toContainText("行政许可法");
    await expect(page.getByRole("button", { name: "签收" })).toHaveCount(0);
    await page.getByText("怎么算的").click();
    await expect(page.locator("table.days tbody tr").first()).toBeVisible();
    await settled(page, scripts);
    await a11y();
  });

  test("the lead of an agency says that a card was seen", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/sign-in?next=/desk/supervision");
    await signIn(page, scripts ? "agency-lead-market" : "agency-lead-health");
    await page.locator(".yl li").filter({ hasText: "还没有签收" }).locator("a.n").first().click();
    await settled(page, scripts);
    await a11y();
    await page.getByRole("button", { name: "签收" }).click();
    await expect(page.locator(".page-head .cap")).toContainText("签收");
    await expect(page.locator(".page-head .cap")).not.toContainText("还没有");
    await expect(page.getByRole("button", { name: "签收" })).toHaveCount(0);
  });

  test("a rule is read in sentences, tried on the past, and written anew for a second person", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    const heading = page.getByRole("heading", { level: 1 });
    await page.goto("/sign-in?next=/desk/supervision/rules");
    await signIn(page, "supervisor-demo");
    await expect(heading).toHaveText("监察规则");
    await settled(page, scripts);
    await a11y();
    await page.getByRole("link", { name: scripts ? "办结时限" : "受理时限", exact: true }).click();
    await expect(page.locator("main")).toContainText("行政许可法");

    await page.getByRole("button", { name: "试一试" }).click();
    const tried = page.getByRole("status");
    await expect(tried).toContainText(/第 1 版，.* 收的 [1-9]\d* 件：/);
    // In the demo city decisions come late; everything is accepted in time.
    const found = scripts ? /预警 [1-9]\d* 次，黄牌 [1-9]\d* 张，红牌 \d+ 张。/ : "预警 0 次，黄牌 0 张，红牌 0 张。";
    await expect(tried).toContainText(found);
    await expect(page.locator("#trial ul.rules a.n").first()).toBeVisible({ visible: scripts });
    await settled(page, scripts);
    await a11y();

    // Who supervises a part writes for that part: a rule like it, under an id of its own.
    await page.getByRole("link", { name: "回到监察规则" }).click();
    await page.locator("[name='/like']").selectOption({ label: "办结时限" });
    await page.locator("[name='/id']").fill(scripts ? "own-decision" : "own-decision-2");
    await page.getByRole("button", { name: "起草" }).click();
    await expect(page.locator("main")).toContainText("到期当天下班时：黄牌");
    const yellow = page.locator("[name='/rule/watch/clock/marks/yellow']");
    await yellow.fill("-9");
    await page.getByRole("button", { name: "保存草稿" }).click();
    // A yellow card before the warning is none: it is said, and what was typed stays.
    await expect(page.locator("[role=alert], .errors").first()).toBeVisible();
    await expect(yellow).toHaveValue("-9");
    await a11y();
    await yellow.fill("1");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByRole("status").first()).toHaveText(/草稿保存了/);
    await expect(page.locator("main")).toContainText("到期后 1 个工作日：黄牌");
    // Nobody publishes what they have written on.
    await expect(page.getByRole("button", { name: "发布" })).toHaveCount(0);
    await page.getByRole("button", { name: "丢弃草稿" }).click();
    await expect(heading).toHaveText("监察规则");
  });

  test("a card is argued: objection, filing, statement, inquiry, and it is withdrawn", async ({ page, a11y, browser, baseURL, javaScriptEnabled }, testInfo) => {
    const scripts = javaScriptEnabled ?? true;
    const { viewport, locale } = testInfo.project.use;
    const theirs = await browser.newContext({ baseURL, viewport, locale, javaScriptEnabled: scripts });
    const lead = await theirs.newPage();
    // The two runs argue about different cards.
    await lead.goto(`/sign-in?next=/desk/supervision?grade=${scripts ? "red" : "yellow"}`);
    await signIn(lead, "agency-lead-police");
    await lead.locator(".yl li a.n").first().click();
    await lead.locator("form:has([value=inquiry]) textarea").fill("当天已经收下，系统停机没有记上。");
    await lead.getByRole("button", { name: "提出异议，申请立案" }).click();
    await expect(lead.locator(".argued")).toContainText("单位提出异议");
    const card = new URL(lead.url()).pathname;

    const ends = async (who: Page, outcome: string, opinion: boolean): Promise<void> => {
      await who.locator("[name='/outcome']").selectOption({ label: outcome });
      if (opinion) {
        await who.locator("[name='/opinion/facts']").fill("三月二日收件，当天停机。");
        await who.locator("[name='/opinion/opinion']").fill("不应当亮牌。");
        await who.locator("[name='/opinion/article']").fill("监察规则第九条");
        await who.locator("[name='/reason']").fill("停机不算在办理时间里。");
      }
      await who.getByRole("button", { name: "办结这一步" }).click();
    };
    await page.goto(`/sign-in?next=${card}`);
    await signIn(page, "supervisor-demo");
    await expect(page.locator(".argued")).toContainText("当天已经收下");
    await settled(page, scripts);
    await a11y();
    await ends(page, "予以立案", false);
    await expect(page.locator(".argued")).toContainText("陈述申辩");

    await lead.goto(card);
    await ends(lead, "有异议", true);
    await expect(lead.locator(".argued")).toContainText("陈述申辩：有异议");
    await theirs.close();

    await page.goto(card);
    await ends(page, "建议撤销", true);
    await expect(page.locator(".argued")).toContainText("调查：建议撤销");
    await ends(page, "撤销这张牌", true);
    await expect(page.locator(".argued")).toContainText("这张牌撤销了，不再计数，也不计分。");
    await settled(page, scripts);
    await a11y();
    await page.goto("/desk/supervision?stage=withdrawn");
    await expect(page.locator(`.yl a.n[href='${card}']`)).toBeVisible();
  });
}
