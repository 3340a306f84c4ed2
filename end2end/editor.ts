// An editor goes from what is missing to an item, says how it is handled and how deep, and sees the share follow; and is told
// when somebody else was first. Each variant has items of its own: the hall is shared.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

/** Chooses an answer to a question of the item. */
async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole("group", { name: question }).getByRole("radio", { name: answer }).check();
}

/** The button of how an item is handled; the ways to finish have one of their own. */
const handling = (page: Page): Locator =>
  page.locator("form").filter({ hasText: "怎么办" }).getByRole("button", { name: "保存" });

export function editor(item: string, contested: string): void {
  test("from what is missing to an item, and its depth", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/sign-in?next=/me");
    await signIn(page, "editor-demo");
    await page.getByRole("link", { name: "工作台" }).click();
    await expect(page).toHaveURL(/\/desk\/catalogue$/);
    await settled(page, scripts);
    await expect(page.locator("main")).toMatchAriaSnapshot(`
      - main:
        - navigation "事项目录":
          - link "要补的"
          - link "网办深度"
        - heading /\\d+ 个事项，最多的是“.+”：\\d+ 个。/ [level=1]
        - table:
          - rowgroup:
            - row "问题 事项 占全部"
          - rowgroup:
            - row /没有法定时限/
            - row /没有承诺时限/
            - row /两种时限都没有/
            - row /没有受理条件/
            - row /没有材料清单/
            - row /没有投诉电话/
            - row /承诺比法定还长/
            - row /材料里有“其他材料”/
    `);
    await a11y();

    await page.getByRole("link", { name: "没有受理条件" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/没有受理条件 \d+ 个事项/);
    await settled(page, scripts);
    const rows = page.locator("table.items tbody tr");
    await expect(rows).toHaveCount(50);
    const first = await rows.first().innerText();
    await a11y();
    await page.getByRole("link", { name: "再往后" }).click();
    await expect(page).toHaveURL(/after=/);
    await expect(rows.first()).not.toHaveText(first);

    await page.goto(`/desk/catalogue/items/${item}`);
    await settled(page, scripts);
    await expect(page.getByRole("radio", { name: "未知" })).toHaveCount(2);
    await choose(page, "怎么办", "承诺件");
    await choose(page, "网上能办到哪一步", "三级");
    await a11y();
    await handling(page).click();
    await expect(page).toHaveURL(/saved=1/);
    await settled(page, scripts);
    await expect(page.locator("main")).toMatchAriaSnapshot(`
      - main:
        - heading [level=1]
        - heading "在它里面发现的" [level=2]
        - heading "大厅管的两件事" [level=2]
        - status: /已保存/
        - group "怎么办":
          - radio "承诺件" [checked]
        - group "网上能办到哪一步？":
          - radio /三级/ [checked]
        - button "保存"
    `);
    await a11y();

    await page.goto(`/items/${item}`);
    await expect(page.getByText("三级：全程网办")).toBeVisible();

    await page.goto("/desk/catalogue/depth");
    await settled(page, scripts);
    await expect(page.locator("main")).toMatchAriaSnapshot(`
      - main:
        - heading "网办深度达标了吗？" [level=1]
        - table "按类型":
          - rowgroup:
            - row /类型 一级以上 ?目标 70% 二级以上 ?目标 60% 三级 ?目标 20%/
          - rowgroup:
            - row /全部/
        - table "按部门"
    `);
    await a11y();
  });

  test("who comes second sees what the first one stored", async ({ page, context, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    const address = `/desk/catalogue/items/${contested}`;
    await page.goto(`/sign-in?next=${encodeURIComponent(address)}`);
    await signIn(page, "editor-demo");
    await settled(page, scripts);
    const other = await context.newPage();
    await other.goto(address);
    await settled(other, scripts);
    await choose(other, "怎么办", "即办件");
    await handling(other).click();
    await expect(other).toHaveURL(/saved=1/);

    await choose(page, "怎么办", "上报件");
    await handling(page).click();
    await expect(page.getByRole("alert")).toContainText("刚才有人先改了");
    await expect(page.getByText("现在存着的是：即办件；未知。")).toBeVisible();
    await expect(page.getByRole("radio", { name: "上报件" })).toBeChecked();
    await settled(page, scripts);
    await a11y();
    await handling(page).click();
    await expect(page).toHaveURL(/saved=2/);
    await settled(page, scripts);
    await expect(page.locator("main")).toMatchAriaSnapshot(`
      - main:
        - heading [level=1]
        - status: /已保存/
        - group "怎么办":
          - radio "上报件" [checked]
        - group "网上能办到哪一步？":
          - radio "未知" [checked]
    `);
    await a11y();
  });
}
