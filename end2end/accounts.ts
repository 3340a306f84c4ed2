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
      - main: TEMP
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
      - main: TEMP
    `);
    await a11y();
  });
}
