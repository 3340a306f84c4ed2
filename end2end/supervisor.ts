// A supervisor finds a red card and what proves it; the lead of the agency says they have seen it. With and without scripts.

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
}
