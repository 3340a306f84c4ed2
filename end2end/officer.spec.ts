// A case goes through the desk: filed by an applicant, supplemented, approved by three colleagues, delivered, rated.

import { expect, test } from "./fixtures";
import { conclude } from "./fixtures/desk";
import { answersOf, fillForm, picture, settled, signIn } from "./fixtures/hall";
import type { Page } from "@playwright/test";

/** Signs out whoever is there and signs in somebody else. */
async function become(page: Page, login: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/sign-in?next=/me");
  await signIn(page, login);
}

test("a case from filing to rating", async ({ page, a11y }) => {
  await page.goto("/sign-in?next=/items/DEMO-440100-SENIOR-CARD");
  await signIn(page, "citizen-chen");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await settled(page, true);
  await page.locator("ol.steps a").first().click();
  await fillForm(page, answersOf("senior-card"), true);
  for (const input of await page.locator("input[type=file]").all()) await input.setInputFiles(picture);
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/check$/);
  await page.locator("[name=_promise]").check();
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/receipt$/);
  const number = (await page.locator(".caseno").innerText()).replace(/\s/g, "");

  await become(page, "intake-civil");
  await page.goto("/desk");
  await settled(page, true);
  await expect(page.locator("table.cases")).toContainText("老年");
  await a11y();
  await page.goto(`/desk/cases/${number}`);
  await settled(page, true);
  await a11y();

  // Everything that is missing is told at once; the clock stands.
  await page.getByRole("button", { name: "接手" }).click();
  const reason = page.locator("textarea[name='point:/applicant/phone']");
  await expect(reason).toHaveCount(1);
  await settled(page, true);
  await reason.evaluate((field) => field.closest("details")?.parentElement?.closest("details")?.setAttribute("open", ""));
  await reason.evaluate((field) => field.closest("details")?.setAttribute("open", ""));
  await reason.fill("号码打不通，请写能联系到您的号码。");
  await page.getByRole("button", { name: "一并发出" }).click();
  await expect(page.locator("aside.do")).toContainText("等申请人补正");

  // The applicant puts right what was asked, and only that.
  await become(page, "citizen-chen");
  await page.goto(`/cases/${number}`);
  await settled(page, true);
  await expect(page.locator("main")).toContainText("号码打不通");
  await a11y();
  await page.locator("main a[href^='/applications/']").first().click();
  await page.waitForURL(/\/applications\/\d+$/);
  await settled(page, true);
  await page.goto(`${page.url()}/applicant`);
  await settled(page, true);
  await page.locator("[name='/applicant/phone']").fill("13900139000");
  await page.locator("main .act button.button").first().click();
  await page.goto(page.url().replace(/\/[a-z-]+$/, "/check"));
  await settled(page, true);
  const promise = page.locator("[name=_promise]");
  if ((await promise.count()) > 0) await promise.check();
  await page.locator("main .act button.button").first().click();
  await expect(page).toHaveURL(/\/receipt$/);

  await become(page, "intake-civil");
  await page.goto(`/desk/cases/${number}`);
  await settled(page, true);
  await expect(page.locator("main")).toContainText("13900139000");
  await page.locator("button[name=outcome][value=accepted]").first().click();
  await page.waitForLoadState();

  await become(page, "officer-civil");
  await conclude(page, number, { outcome: "approved" });
  await become(page, "agency-lead-civil");
  await conclude(page, number, { outcome: "approved" });
  await become(page, "intake-civil");
  await conclude(page, number, { outcome: "delivered" });

  // Each step was told, and is told no more once it is marked as read.
  await become(page, "citizen-chen");
  await page.goto("/me/messages");
  await settled(page, true);
  await expect(page.locator("main")).toMatchAriaSnapshot(`
    - main:
      - heading "消息" [level=1]
      - paragraph: 6 条没看
      - button "全部标为已看"
      - list:
        - listitem:
          - link "新 结果已经交给您"
        - listitem:
          - link "新 广州市民政局同意了您的申请"
  `);
  await a11y();
  await page.getByRole("button", { name: "全部标为已看" }).click();
  await page.waitForLoadState();
  await settled(page, true);
  await expect(page.locator("main")).not.toContainText("没看");
  await a11y();

  await page.goto(`/cases/${number}`);
  await settled(page, true);
  await page.locator("[name='/grade'][value='5']").check({ force: true });
  await page.locator("form[action$='/rating'] button").click();
  await page.waitForLoadState();
  await settled(page, true);
  await expect(page.locator("main")).toContainText("非常满意");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: 老年人优待证申领 ${number}
      - heading "办好了，结果已经交给您" [level=1]
      - paragraph: 这件事办完了，您不用再做什么。
      - heading "决定" [level=2]
      - term: 决定
      - definition: 准予
      - term: 查明的事实
      - definition: 材料齐全，与现场一致。
      - term: 意见
      - definition: 符合条件，同意。
      - term: 依据
      - definition: 《中华人民共和国行政许可法》第三十八条
      - heading "办理经过" [level=2]
      - list:
        - listitem:
          - heading "结果交给了申请人" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "有人接手“送达”" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "轮到“送达”，等人接手" [level=3]
          - paragraph: 部门负责人
        - listitem:
          - heading "同意了申请" [level=3]
          - paragraph: 部门负责人
        - listitem:
          - heading "有人接手“决定”" [level=3]
          - paragraph: 部门负责人
        - listitem:
          - heading "轮到“决定”，等人接手" [level=3]
          - paragraph: 经办
        - listitem:
          - heading "审查完，交给下一步" [level=3]
          - paragraph: 经办
        - listitem:
          - heading "有人接手“审查”" [level=3]
          - paragraph: 经办
        - listitem:
          - heading "轮到“审查”，等人接手" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "受理了" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "补正收到了，时限接着走" [level=3]
          - paragraph: 个人
        - listitem:
          - heading "请申请人补正，时限停住" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "有人接手“受理”" [level=3]
          - paragraph: 窗口受理
        - listitem:
          - heading "轮到“受理”，等人接手" [level=3]
          - paragraph: 个人
        - listitem:
          - heading "提交了申请" [level=3]
          - paragraph: 个人
      - heading "您的评价" [level=2]
      - paragraph: 非常满意
  `);
  await a11y();
});
