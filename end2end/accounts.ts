// Signing in: wrong, right, out; the same with and without scripts.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

export function accounts(login: string, name: string): void {
  test("a wrong password says so and keeps what was typed", async ({ page, a11y, javaScriptEnabled }) => {
    await page.goto("/sign-in");
    await settled(page, javaScriptEnabled ?? true);
    await page.locator("[name=login]").fill(login);
    await page.locator("[name=password]").fill("not-the-password");
    await page.locator("form.paper button.button").click();
    await expect(page.getByRole("alert")).toContainText("登录名和密码对不上");
    await expect(page.locator("[name=login]")).toHaveValue(login);
    await expect(page.locator("[name=password]")).toHaveValue("");
    await settled(page, javaScriptEnabled ?? true);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "登录一厅通" [level=1]
        - paragraph: 办件、看进度要登录；查事项不用。
        - alert:
          - heading "登录名和密码对不上" [level=2]
          - paragraph: 请检查大小写后再试。忘了密码可以打 12345。
        - text: 登录名
        - textbox "登录名": ${login}
        - text: 密码
        - textbox "密码"
        - button "登录"
        - paragraph: 没有账号
        - link "注册":
          - /url: /register
        - paragraph:
          - link "只查进度，不用登录":
            - /url: /track
        - paragraph:
          - link "登不上？打 12345，或带身份证到窗口":
            - /url: tel:12345
    `);
    await a11y();
  });

  test("one signs in, sees oneself, chooses English, and signs out", async ({ page, a11y, javaScriptEnabled }) => {
    await page.goto("/sign-in?next=/me");
    await signIn(page, login);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}，您好`);
    await settled(page, javaScriptEnabled ?? true);
    await a11y();
    await page.locator("details.menu summary").click();
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${name}`);
    await settled(page, javaScriptEnabled ?? true);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page).toHaveURL(/\/$/);
    await page.goto("/me");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Please sign in first");
    await settled(page, javaScriptEnabled ?? true);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "Please sign in first" [level=1]
        - paragraph: You will come back to this page; nothing you typed is lost.
        - link "Sign in":
          - /url: /sign-in?next=%2Fme
        - paragraph:
          - link "Call 12345":
            - /url: tel:12345
    `);
    await a11y();
  });
}
