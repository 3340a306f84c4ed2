// A leader reads the numbers: the sentence, the charts, the table under each; the same with and without scripts.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

export function leader(): void {
  test("the numbers of a month, then of one city", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/sign-in?next=/me");
    await signIn(page, "leader-demo");
    await page.getByRole("link", { name: "数据" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/收到 \d+ 件，办结 \d+ 件，按时办结 [\d.]+%。/);
    await expect(page.locator("section.tile h2")).toHaveCount(10);
    // Above each chart stands what it says.
    await expect(page.locator("section.tile").first().locator(".an")).toHaveText(/(比.+多 \d+ 件|一样多)。/);
    await settled(page, scripts);
    // Where nothing was asked for too late there is nothing to draw.
    const drawn = await page.locator("section.tile .chart").count();
    expect(drawn).toBeGreaterThanOrEqual(7);
    await expect(page.locator(".canvas svg")).toHaveCount(scripts ? drawn : 0);
    const first = page.locator("section.tile").first();
    await first.getByText("表格").click();
    // Thirty days, each a row, also those without a case.
    await expect(first.locator("tbody tr")).toHaveCount(30);
    await a11y();

    await page.locator("[name=region]").selectOption("440100");
    await page.getByRole("button", { name: "查看" }).click();
    await expect(page).toHaveURL(/region=440100/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/收到 \d+ 件/);
    await settled(page, scripts);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading /收到 \\d+ 件，办结 \\d+ 件，按时办结 [\\d.]+%。/ [level=1]
        - paragraph: /现在手上有 \\d+ 件，其中超期 \\d+ 件。/
        - text: 从
        - textbox "从"
        - text: 到
        - textbox "到"
        - text: 地区
        - combobox "地区":
          - option "全部"
          - option "广东省"
          - option "广州市" [selected]
        - button "查看"
        - heading "每天收多少、办多少？" [level=2]
        - group: 表格
        - heading "哪个部门收得最多？" [level=2]
        - group: 表格
        - heading "都是哪一类？" [level=2]
        - group: 表格
        - heading "都是哪里的？" [level=2]
        - group: 表格
        - heading "手上还有多少，超了多少？" [level=2]
        - group: 表格
        - heading "办件停在哪一步？" [level=2]
        - group: 表格
        - heading "谁按时办结了？" [level=2]
        - group: 表格
        - heading "哪些事项办得最久？" [level=2]
        - group: 表格
        - heading "哪个部门补正提晚了？" [level=2]
    `);
    await a11y();

    // A number opens the cases it counts, of the same period and city.
    await page.getByRole("link", { name: /^收到的 \d+$/ }).click();
    await expect(page).toHaveURL(/\/dashboard\/cases\?figure=opened&.*region=440100/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("收到的办件");
    await settled(page, scripts);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "收到的办件" [level=1]
        - paragraph: /\\d+ 年 \\d+ 月 \\d+ 日—\\d+ 年 \\d+ 月 \\d+ 日/
        - paragraph:
          - link "回到数据"
        - region "逐件看":
          - table:
            - rowgroup:
              - row "编号 事项 部门 状态 收件 办结 最后一天 期限"
            - rowgroup:
              - row /440100-\\d{6}-\\d{5}-\\d/
    `);
    await a11y();
    await page.getByRole("link", { name: "回到数据" }).click();
    await expect(page).toHaveURL(/\/dashboard\?.*region=440100/);
  });

  test("six questions on the wall", async ({ page, a11y, javaScriptEnabled }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto("/sign-in?next=/dashboard/screen");
    await signIn(page, "leader-demo");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/收到 \d+ 件，办结 \d+ 件，按时办结 [\d.]+%。/);
    await expect(page.locator("section.tile h2")).toHaveCount(6);
    await settled(page, javaScriptEnabled ?? true);
    // A wall is not scrolled.
    const size = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(size).toEqual([1920, 1080]);
    await a11y();
  });

  test("who is no leader is told so", async ({ page, a11y, javaScriptEnabled }) => {
    await page.goto("/sign-in?next=/dashboard");
    await signIn(page, "citizen-wang");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("您的账号不能做这件事");
    await settled(page, javaScriptEnabled ?? true);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "您的账号不能做这件事" [level=1]
        - paragraph: 换一个账号，或者回首页重新开始。
        - link "回首页":
          - /url: /
        - paragraph:
          - link "12345 热线":
            - /url: tel:12345
    `);
    await a11y();
  });
}
