// The applicant's journey, the same with and without scripts: find, apply, upload, check, file, track.

import { expect, test } from "./fixtures";
import { answersOf, fillForm, picture, settled, signIn } from "./fixtures/hall";

export function applicant(login: string, form: string, words: string, item: string, lastFour: string): void {
  test(`${item}: from the search box to the receipt, then tracked`, async ({ page, a11y, javaScriptEnabled }) => {
    const scripts = javaScriptEnabled ?? true;

    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("您想办什么？");
    await settled(page, scripts);
    await a11y();
    await page.getByRole("searchbox").fill(words);
    await page.getByRole("button", { name: "问" }).click();
    await settled(page, scripts);
    await a11y();
    await page.getByRole("link", { name: item, exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(item);
    await settled(page, scripts);
    await a11y();

    await page.locator("main .act .button").first().click();
    await page.waitForURL(/\/sign-in/);
    await signIn(page, login);
    await page.locator("main .act .button").first().click();
    await expect(page).toHaveURL(/\/applications\/\d+$/);
    await settled(page, scripts);
    await a11y();
    await page.locator("ol.steps a").first().click();

    // What is missing is said where it is missing, and the first page comes back.
    await settled(page, scripts);
    await page.locator("main .act button.button").first().click();
    await expect(page.locator(".errors")).toBeVisible();
    await settled(page, scripts);
    await a11y();

    await fillForm(page, answersOf(form), scripts);
    for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
    await a11y();
    await page.locator("main .act button.button").first().click();
    await expect(page).toHaveURL(/\/check$/);
    await settled(page, scripts);
    await a11y();
    const promise = page.locator("[name=_promise]");
    if ((await promise.count()) > 0) await promise.check();
    await page.locator("main .act button.button").first().click();

    await expect(page).toHaveURL(/\/receipt$/);
    const number = (await page.locator(".caseno").innerText()).replace(/\s/g, "");
    expect(number).toMatch(/^\d{6}-\d{6}-\d{5}-\d$/);
    await settled(page, scripts);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("收到了");
    await a11y();

    await page.context().clearCookies();
    await page.goto("/track");
    await settled(page, scripts);
    await page.locator("[name='/number']").fill(number);
    await page.locator("[name='/last_four']").fill(lastFour);
    await page.locator("main form button.button").click();
    await expect(page.locator("main")).toContainText(item);
    await expect(page, "the answer is not in the address").toHaveURL(/\/track$/);
    await settled(page, scripts);
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - paragraph: ${item} ${number}
        - heading /.+正在看材料，最迟 \\d+ 月 \\d+ 日告诉您是否受理/ [level=1]
        - paragraph: 受理以后就开始审查。您现在不用做什么。
        - heading /最迟 \\d+ 月 \\d+ 日 周./ [level=2]
        - list /共 5 日，现在第 \\d 日/:
          - listitem: "1"
          - listitem: "2"
          - listitem: "3"
          - listitem: "4"
          - listitem: "5"
        - group: 一天一天怎么算的
        - heading "办理经过" [level=2]
        - list:
          - listitem:
            - heading "轮到“受理”，等人接手" [level=3]
            - time: /\\d+ 月 \\d+ 日 \\d+:\\d+/
            - paragraph: 个人
          - listitem:
            - heading "提交了申请" [level=3]
            - time: /\\d+ 月 \\d+ 日 \\d+:\\d+/
            - paragraph: 个人
        - paragraph: 登录以后能看到全部内容，也能补正、撤回和评价。
        - link "登录":
          - /url: /sign-in?next=%2Fcases%2F${number}
        - link "再查一件":
          - /url: /track
    `);
    await a11y();
  });
}
