// A building is applied for once. The agency that examines its effect on the environment holds a hearing and then a test, each with somebody
// from outside who has a link and nothing else: by law (行政许可法 art. 45) their time is not counted, and the page says so day by day.

import { expect, test } from "./fixtures";
import { accessible, conclude, device, opened, submitted } from "./fixtures/desk";
import { fillForm, picture, settled } from "./fixtures/hall";
import { jointly } from "./fixtures/jointly";
import type { Browser, Page } from "@playwright/test";

const ENVIRONMENT = "广州市生态环境局";

/** A PDF, as far as its first bytes say. */
const drawing = { name: "方案.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") };

/** Files all of it in this situation; tells the number of the whole. */
async function filed(builder: Page): Promise<string> {
  const { item, answers } = jointly("construction-start", { approval: "recorded", assessment: "report" });
  await builder.goto(`/items/${item}`);
  await builder.locator("main .act .button").first().click();
  await expect(builder).toHaveURL(/\/applications\/\d+$/);
  await settled(builder, true);
  await builder.locator("ol.steps a").first().click();
  await fillForm(builder, answers, true);
  for (const input of await builder.locator("input[type=file]").all()) {
    const accept = (await input.getAttribute("accept")) ?? "";
    await input.setInputFiles(accept.includes("image") ? picture : drawing);
  }
  await builder.locator("main .act button.button").first().click();
  await expect(builder).toHaveURL(/\/check$/);
  await settled(builder, true);
  return await submitted(builder);
}

/** The number of the case of an agency, read from its lane. */
async function caseOf(builder: Page, joint: string, agency: string): Promise<string> {
  await builder.goto(`/joint/${joint}`);
  await settled(builder, true);
  const lane = builder.locator("ol.lanes > li", { hasText: agency });
  return ((await lane.getByRole("link").first().getAttribute("href")) ?? "").replace("/cases/", "");
}

interface Clock {
  /** Until when, as the heading says it. */
  until: string;
  /** The days, each with how it counts. */
  days: string;
}

/** The clock of a case with its explanation day by day. */
async function clock(builder: Page, number: string): Promise<Clock> {
  await builder.goto(`/cases/${number}`);
  await settled(builder, true);
  const section = builder.locator("section", { has: builder.locator("table.days") });
  await section.locator("summary").click();
  await expect(section.locator("table.days")).toBeVisible();
  await accessible(builder);
  return { until: await section.locator("h2").innerText(), days: await section.locator("table.days").innerText() };
}

/** A day so many days from now. */
function inDays(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

/** Begins a special procedure on the task that one has. */
async function begun(officer: Page, number: string, ground: string, reason: string): Promise<void> {
  await opened(officer, number);
  const claim = officer.getByRole("button", { name: "接手", exact: true });
  if (await claim.isVisible()) await claim.click();
  const form = officer.locator("form", { has: officer.locator("select[name=ground]") });
  await expect(form).toHaveCount(1);
  await settled(officer, true);
  await officer.locator("details", { has: form }).evaluate((fold) => fold.setAttribute("open", ""));
  await form.locator("select[name=ground]").selectOption(ground);
  await form.locator("[name='/ends_on']").fill(inDays(20));
  await form.locator("textarea").fill(reason);
  await form.locator("button").last().click();
  await expect(officer.locator("aside.do")).toContainText("特别程序");
}

/** Invites somebody from outside to the special procedure of a case; tells their link. */
async function invited(officer: Page, number: string, reason: string, name: string): Promise<string> {
  await officer.goto(`/desk/cases/${number}/proceedings`);
  await settled(officer, true);
  await accessible(officer);
  await officer.getByRole("link", { name: reason }).click();
  await officer.waitForURL(/\/desk\/proceedings\/\d+/);
  await settled(officer, true);
  const form = officer.locator("form", { has: officer.locator("[name=command][value=invite]") });
  await officer.locator("details", { has: form }).evaluate((fold) => fold.setAttribute("open", ""));
  await form.locator("[name='/name']").fill(name);
  await form.locator("[name='/until']").fill(inDays(10));
  await form.locator("button").click();
  const link = officer.getByText(/\/invited\/\d+\?code=/);
  await expect(link).toBeVisible();
  await settled(officer, true);
  await accessible(officer);
  return await link.innerText();
}

/** Who has the link answers, and sends a report; the link opens nothing else. */
async function answered(browser: Browser, baseURL: string | undefined, link: string, words: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true, locale: "zh-CN" });
  const guest = await context.newPage();
  const { pathname, search } = new URL(link);
  await guest.goto(pathname + search);
  await settled(guest, true);
  await expect(guest.locator("main")).toContainText(ENVIRONMENT);
  await accessible(guest);
  await guest.locator("[name='/words']").fill(words);
  await guest.locator("form", { has: guest.locator("[name='/words']") }).locator("button").click();
  await expect(guest.getByRole("status")).toBeVisible();
  await settled(guest, true);
  await guest.locator("input[type=file]").setInputFiles(picture);
  await guest.locator("form", { has: guest.locator("input[type=file]") }).locator("button").click();
  await expect(guest.locator("main")).toContainText(picture.name);
  await accessible(guest);
  await context.close();
}

/** Ends the special procedure with what came of it. */
async function over(officer: Page, number: string, result: string): Promise<void> {
  await opened(officer, number);
  const form = officer.locator("form", { has: officer.locator("input[name=command][value=end_special_procedure]") });
  await form.locator("textarea").fill(result);
  await form.locator("button").last().click();
  await expect(form).toHaveCount(0);
}

/** Asks the applicant further, once, by questions written on the spot. */
async function asked(officer: Page, number: string): Promise<void> {
  await opened(officer, number);
  await officer.locator(`a[href='/desk/cases/${number}/questions']`).click();
  await officer.waitForURL(/\/questions$/);
  await settled(officer, true);
  await accessible(officer);
  const form = officer.locator("form", { has: officer.locator("[name=way][value=written]") });
  await form.locator("[name='/why']").fill("报告里没有写夜间谁值守。");
  await form.locator("[name='/questions/0/label/zh-CN']").fill("夜间谁值守？");
  await form.locator("[name='/questions/0/required']").check({ force: true });
  await form.locator("[name='/questions/1/label/zh-CN']").fill("从哪天开始？");
  await form.locator("[name='/questions/1/kind']").selectOption("date");
  await form.locator("button").last().click();
  await expect(officer.locator("main")).toContainText("还没有答复");
  await settled(officer, true);
  await accessible(officer);
}

/** Answers: what is wrong is said, what was typed is there again, and it is handed in once. */
async function replied(builder: Page, number: string): Promise<void> {
  await builder.goto(`/cases/${number}`);
  await settled(builder, true);
  await builder.getByRole("link", { name: "去看问题，回答" }).click();
  await builder.waitForURL(/\/questions$/);
  await settled(builder, true);
  await accessible(builder);
  await builder.locator("[name='/q2.y']").fill("2026");
  await builder.getByRole("button", { name: "交出答复" }).click();
  await expect(builder.locator(".errors")).toContainText("夜间谁值守");
  await expect(builder.locator("[name='/q2.y']")).toHaveValue("2026");
  await builder.locator("[name='/q1']").fill("保安队两人轮班");
  // Enter keeps what there is, and stays.
  await builder.locator("[name='/q1']").press("Enter");
  await expect(builder.getByRole("status")).toContainText("已保存");
  await builder.reload();
  await settled(builder, true);
  await expect(builder.locator("[name='/q1']")).toHaveValue("保安队两人轮班");
  await builder.locator("[name='/q2.y']").fill("2026");
  await builder.locator("[name='/q2.m']").fill("12");
  await builder.locator("[name='/q2.d']").fill("1");
  await builder.getByRole("button", { name: "交出答复" }).dblclick();
  await expect(builder.locator("main")).toContainText("您在");
  await expect(builder.locator("main")).toContainText("保安队两人轮班");
  await settled(builder, true);
  await accessible(builder);
}

test("a hearing and a test, and a clock that stands meanwhile", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(420_000);
  const builder = await device(browser, { baseURL }, "agent-zhou");
  const joint = await filed(builder);
  const number = await caseOf(builder, joint, ENVIRONMENT);
  const intake = await device(browser, { baseURL, scripts: false, wide: true }, "intake-environment");
  await conclude(intake, number, { outcome: "accepted" });
  await intake.context().close();
  const before = await clock(builder, number);
  expect(before.until).toContain("最迟");

  const officer = await device(browser, { baseURL, wide: true }, "officer-environment");
  for (const { ground, said, reason, name, words, result } of [
    { ground: "hearing", said: "听证", reason: "厂界外的住户要求听证。", name: "演示工业园住户代表", words: "夜里不施工，我们同意。", result: "听证通过，夜间不施工。" },
    { ground: "testing", said: "检测", reason: "须测厂界噪声。", name: "一厅通演示检测中心", words: "厂界噪声合格。", result: "厂界噪声合格，报告已收。" },
  ]) {
    await begun(officer, number, ground, reason);
    // While it lasts the clock stands: there is no last day, and today is not counted for its sake.
    const standing = await clock(builder, number);
    expect(standing.until).not.toContain("最迟");
    expect(standing.days).toContain(said);
    const link = await invited(officer, number, reason, name);
    await answered(browser, baseURL, link, words);
    await officer.reload();
    await settled(officer, true);
    await expect(officer.locator("main")).toContainText(words);
    await expect(officer.locator("main")).toContainText(picture.name);
    await over(officer, number, result);
    // It took no whole day: none is lost, and none is won.
    expect(await clock(builder, number)).toEqual(before);
  }
  await builder.goto(`/cases/${number}`);
  await expect(builder.locator("main")).toContainText("听证通过，夜间不施工。");

  // What the agency still wants to know it asks, and the clock runs on.
  await asked(officer, number);
  expect(await clock(builder, number)).toEqual(before);
  await replied(builder, number);
  await opened(officer, number);
  await expect(officer.locator("article.case")).toContainText("保安队两人轮班");
  await officer.context().close();

  // No other lane has stood for it.
  await builder.goto(`/joint/${joint}`);
  await settled(builder, true);
  await expect(builder.locator("ol.lanes > li", { hasText: "广州市规划和自然资源局" }).first()).not.toContainText("停");
  await accessible(builder);
  await builder.context().close();
});
