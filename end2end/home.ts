// From the first page to a life event and a notice, and back to what waits; the same with and without scripts.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

export function home(login: string): void {
  test("a child was born: the life event leads to what there is to do", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/");
    await settled(page, scripts);
    await expect(page.getByRole("heading", { name: "等您的办件" })).toHaveCount(0);
    await a11y();
    await page.getByRole("link", { name: "出生", exact: true }).click();
    await expect(page).toHaveURL(/\/life-events\/birth$/);
    await expect(page).toHaveTitle("出生 · 一厅通");
    await settled(page, scripts);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - navigation "位置":
          - list:
            - listitem:
              - link "首页"
            - listitem: /出生/
        - heading "出生" [level=1]
        - paragraph: 登记、上户口、领证明，从这里开始。
        - heading "要办的事" [level=2]
        - list:
          - listitem:
            - link "生育登记 广州市卫生健康委员会"
          - listitem:
            - link "国内出生户口登记 1 个工作日"
        - heading "还可以找" [level=2]
        - list:
          - listitem:
            - link "生育登记"
    `);
    await a11y();
    await page.getByRole("link", { name: "生育登记 广州市卫生健康委员会" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("生育登记");
    await a11y();
  });

  test("a notice is read from the first page", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    await page.goto("/");
    await settled(page, scripts);
    await page.getByRole("link", { name: "全部通知" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("通知");
    await settled(page, scripts);
    await a11y();
    await page.getByRole("link", { name: "2026 年国庆节办理安排" }).click();
    await expect(page).toHaveURL(/\/notices\/national-day-2026$/);
    await settled(page, scripts);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - article:
          - heading "2026 年国庆节办理安排" [level=1]
          - paragraph:
            - time: 2026 年 9 月 16 日
          - paragraph: /窗口不办公/
        - paragraph: 这是演示用的通知。
    `);
    await a11y();
  });

  test("what was begun waits on the first page", async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;
    const item = "/items/DEMO-440100-FLEXIBLE-INSURANCE";
    await page.goto(`/sign-in?next=${encodeURIComponent(item)}`);
    await signIn(page, login);
    await settled(page, scripts);
    await page.getByRole("button", { name: "开始办理" }).click();
    await expect(page).toHaveURL(/\/applications\/\d+/);
    await page.goto("/");
    await settled(page, scripts);
    const waiting = page.locator("section.mine");
    await expect(waiting).toMatchAriaSnapshot(`
      - heading "等您的办件" [level=2]
      - link /灵活就业人员参保登记 没填完/
    `);
    await a11y();
    await waiting.getByRole("link", { name: "灵活就业人员参保登记" }).click();
    await expect(page).toHaveURL(/\/applications\/\d+/);
  });
}
