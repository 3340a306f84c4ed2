// After a change of route the focus is on the heading of the new page: a screen reader says where one is.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

declare global {
  interface Window {
    /** Set on the first page: a document that is loaded anew does not have it. */
    sameDocument?: boolean;
  }
}

/** A page was reached without loading a document: its heading has the focus, no ring around it, and says what it is. */
async function arrived(page: Page, heading: string | RegExp): Promise<void> {
  const title = page.locator("main h1");
  await expect(title).toHaveText(heading);
  await expect(title).toBeFocused();
  expect(await title.evaluate((element) => getComputedStyle(element).outlineWidth)).toBe("0px");
  expect(await page.evaluate(() => [window.sameDocument, scrollY])).toEqual([true, 0]);
}

async function begin(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page, true);
  await page.evaluate(() => (window.sameDocument = true));
  // A document that is loaded is read by itself.
  await expect(page.locator("main h1")).not.toBeFocused();
}

test("from page to page the heading is read", async ({ page, a11y }) => {
  await begin(page, "/");
  const tabs = page.locator("nav.tabs");
  await page.getByRole("link", { name: "直接找事项" }).click();
  await arrived(page, "全部事项");
  await expect(page).toHaveTitle(/^全部事项/);
  const item = page.locator("ol.results a").first();
  const name = (await item.innerText()).trim();
  await item.click();
  await arrived(page, name);
  await page.locator("a.person").click();
  await arrived(page, "登录一厅通");
  await page.goBack();
  await arrived(page, name);
  await page.goBack();
  await arrived(page, "全部事项");

  // The next page of a list begins at the top too.
  await page.locator("nav.pager a").click();
  await expect(page).toHaveURL(/cursor=/);
  await arrived(page, "全部事项");
  await tabs.getByRole("link", { name: "首页" }).click();
  await arrived(page, "您想办什么？");
  await page.locator("a.person").click();
  await arrived(page, "登录一厅通");
  await settled(page, true);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "登录一厅通" [level=1]
        - paragraph: 办件、看进度要登录；查事项不用。
        - text: 登录名
        - textbox "登录名"
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

test("pages of a chunk of their own, with data of one's own, are read too", async ({ page, a11y }) => {
  await page.goto("/sign-in?next=/me");
  await signIn(page, "agent-zhou");
  await begin(page, "/me");
  await page.getByRole("main").getByRole("link", { name: "我的申请" }).click();
  await arrived(page, /申请/);
  await page.locator("nav.tabs").getByRole("link", { name: "我的办件" }).click();
  await arrived(page, /办件/);
  await page.locator("nav.tabs").getByRole("link", { name: "我的", exact: true }).click();
  await arrived(page, "周小通，您好");
  await settled(page, true);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - heading "周小通，您好" [level=1]
        - term: 登录名
        - definition: agent-zhou
        - term: 身份证号码
        - definition: /440\\*+1058/
        - term: 代表企业
        - definition: 一厅通演示餐饮有限公司 91440199MA0DEM013L
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
