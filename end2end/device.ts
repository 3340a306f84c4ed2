// A phone that several people share: what could not be saved is kept on it, and nobody else gets to see that.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

/** What a form page leaves here when there is no network. */
const draft = { name: "onehall:application:7", text: '{"answers":{"phone":"13800138000"},"revision":1}' };

const leave = (page: Page) => page.evaluate(({ name, text }) => localStorage.setItem(name, text), draft);
const kept = (page: Page) => page.evaluate(({ name }) => localStorage.getItem(name), draft);

async function come(page: Page, login: string, scripts: boolean): Promise<void> {
  await page.goto("/sign-in?next=/me");
  await signIn(page, login);
  await settled(page, scripts);
}

export function device(login: string): void {
  for (const name of ["退出登录", "在所有设备上退出"]) {
    test(`${name}: nothing stays on the phone`, async ({ page, a11y, javaScriptEnabled }) => {
      await come(page, login, javaScriptEnabled ?? true);
      await leave(page);
      expect(await kept(page)).toBe(draft.text);
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page).toHaveURL(/\/$/);
      expect(await kept(page)).toBeNull();
      await settled(page, javaScriptEnabled ?? true);
      await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
        - banner:
          - link "登录"
      `);
      await a11y();
    });
  }
}

export function otherPeople(login: string, other: string): void {
  test("whose session ended finds it again, and another person does not", async ({ page, a11y }) => {
    await come(page, login, true);
    await leave(page);
    await page.context().clearCookies();
    await come(page, login, true);
    expect(await kept(page)).toBe(draft.text);
    await page.context().clearCookies();
    await come(page, other, true);
    await expect.poll(() => kept(page)).toBeNull();
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading /.+，您好/ [level=1]
        - term: 登录名
        - definition: ${other}
        - heading "岗位" [level=2]
        - list:
          - listitem: 经办 · 广州市卫生健康委员会
        - list:
          - listitem:
            - link "我的申请":
              - /url: /me/applications
          - listitem:
            - link "我的办件":
              - /url: /me/cases
        - button "退出登录"
        - button "在所有设备上退出"
    `);
    await a11y();
  });
}
