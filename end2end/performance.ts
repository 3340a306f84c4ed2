// A supervisor looks at a month, opens a score, enters points, writes the bulletin; a leader reads it. With and without scripts.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

export function performance(): void {
  test("from a month to the arithmetic of a score, and to the bulletin", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/sign-in?next=/desk/performance");
    await signIn(page, "supervisor-demo");
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toHaveText(/\d+ 个部门参评，\d+ 个优秀。/);
    await settled(page, scripts);
    await a11y();

    await page.locator(".scores tbody tr").filter({ hasText: "广州市公安局" }).getByRole("link").click();
    await expect(heading).toHaveText(/^广州市公安局/);
    // Every share says what it divides by, and the sum what it is of.
    await expect(page.locator(".lines tbody tr").first()).toContainText(/按期 \d+ ÷ 办结 \d+ ＝/);
    await expect(page.locator(".lines tfoot")).toContainText("÷");
    await settled(page, scripts);
    await a11y();

    const reason = scripts ? "暗访看到离岗" : "回访群众满意";
    await page.getByLabel("指标", { exact: true }).selectOption({ label: "暗访和回访" });
    await page.getByLabel("分数（减分写负数）").fill("不多");
    await page.getByLabel("理由").fill(reason);
    await page.getByLabel("凭据（记录编号、函号、办件号）").fill("记录 12 号");
    await page.getByRole("button", { name: "记上" }).click();
    // What cannot be read is said, and nothing typed is lost.
    await expect(page.locator("[role=alert], .errors").first()).toBeVisible();
    await expect(page.getByLabel("理由")).toHaveValue(reason);
    await page.getByLabel("分数（减分写负数）").fill("-0.5");
    await page.getByRole("button", { name: "记上" }).click();
    const entry = page.locator("ul.away li").filter({ hasText: reason }).first();
    await expect(entry).toContainText("−0.50");
    await entry.getByRole("button", { name: "撤回" }).click();
    await expect(page.locator("ul.away li").filter({ hasText: reason }).first()).toContainText("已撤回");

    await page.getByRole("link", { name: "回到全部部门" }).click();
    await page.getByRole("link", { name: "月度通报" }).click();
    await expect(heading).toHaveText(/运行情况通报$/);
    await expect(page.locator(".bulletin")).toContainText("满意率");
    await settled(page, scripts);
    await a11y();
    await page.getByRole("link", { name: "写通报" }).click();
    const news = page.getByLabel("工作动态");
    await news.fill(`开了推进会（${scripts ? "一" : "二"}）。`);
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("status")).toHaveText("已保存。");
    await expect(page.getByLabel("工作动态")).toHaveValue(/开了推进会/);
    await a11y();
    // A month that is open is not published: what to do first is said.
    await page.getByRole("button", { name: "发布" }).click();
    await expect(page.locator("[role=alert], .errors").first()).toBeVisible();
  });

  test("what is due today, by agency and by who has it", async ({ page, a11y, javaScriptEnabled }) => {
    await page.goto("/sign-in?next=/desk/supervision/due");
    await signIn(page, "supervisor-demo");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/已超期 \d+ 项，今天到期 \d+ 项/);
    await settled(page, javaScriptEnabled ?? true);
    await a11y();
  });
}
