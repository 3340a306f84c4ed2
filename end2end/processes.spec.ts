// A process drawn on a phone: reviews side by side, a condition and rounds; played, reviewed and published by a second person;
// and a case that goes through it with a return inside the parallel.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { accessible, conclude, device, filed, opened } from "./fixtures/desk";
import { settled } from "./fixtures/hall";

const process = "stall-process";
const item = "DEMO-440100-BIRTH-HOUSEHOLD";

const row = (page: Page, name: string): Locator => page.locator(".map-tree button", { hasText: name }).first();
const tool = (page: Page, name: string): Locator => page.locator(".tools").getByRole("button", { name, exact: true }).first();

/** Names what is selected. */
async function called(page: Page, name: string): Promise<void> {
  const input = page.locator(".props").getByLabel("名称（中文）");
  await input.fill(name);
  await input.press("Tab");
  await expect(page.locator(".map-tree button[aria-current]")).toContainText(name);
}

/** Writes the condition of what is selected, as the first answer of the first question that has a choice. */
async function conditional(page: Page): Promise<void> {
  await page.locator(".props").getByRole("button", { name: "写条件" }).click();
  await expect(page.locator(".props .sentence")).not.toContainText("条件还没写");
}

/** Plays what is drawn to its end: a return inside the parallel, the way that an answer leads, and rounds until it is taken back. */
async function played(designer: Page): Promise<void> {
  const play = designer.locator(".simulated");
  // A task that is opened again has the number of the opening behind its name.
  const open = (name: string) => play.getByRole("group", { name: new RegExp(`^${name}( #\\d+)?$`) });
  const ends = (name: string) => open(name).getByRole("button").first().click();
  const answered = async (answer: string) => {
    const input = play.getByLabel("宝宝姓名");
    await input.fill(answer);
    await input.press("Tab");
  };
  await answered("王苗苗");
  await play.getByRole("button", { name: "从头走" }).click();
  await play.getByRole("button", { name: "予以受理", exact: true }).click();
  await expect(open("审查")).toBeVisible();

  // Both ways of the parallel are open. One goes back within itself, and the other waits.
  await ends("现场踏勘");
  await expect(open("现场踏勘")).toHaveCount(0);
  await open("踏勘复核").getByRole("button", { name: "退回“现场踏勘”" }).click();
  await expect(open("现场踏勘")).toBeVisible();
  await expect(open("审查")).toBeVisible();
  await ends("现场踏勘");
  await ends("踏勘复核");
  await expect(open("专家评审")).toHaveCount(0);
  await ends("审查");

  // The answer leads by the branch of the experts, round after round, until it is taken back.
  const log = play.getByRole("log");
  await expect(log).toContainText("走：第一支");
  await ends("专家评审");
  await expect(log).toContainText("再来一轮");
  await answered("");
  await ends("专家评审");
  await expect(log).toContainText("不再重复");
  for (let task = 0; task < 5 && (await play.getByText("办完了。").count()) === 0; task += 1) {
    await play.getByRole("group").first().getByRole("button").first().click();
  }
  await expect(play.getByText("办完了。")).toBeVisible();
}

test("a process is drawn on a phone, played, reviewed and published", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(240_000);
  const designer = await device(browser, { baseURL }, "editor-demo");
  await designer.goto("/desk/processes");
  await settled(designer, true);
  await designer.locator("details.begin summary").click();
  await accessible(designer);
  await designer.locator("[name='/id']").fill(process);
  await designer.locator("[name='/title']").fill("摊位流程");
  await designer.locator("[name='/title/en']").fill("Stalls");
  await designer.locator("[name=from][value='template:promised']").check();
  await designer.getByRole("button", { name: "新建", exact: true }).click();
  await expect(designer).toHaveURL(new RegExp(`/desk/processes/${process}$`));
  await expect(designer.locator(".flow")).toContainText("审查");
  await accessible(designer);
  await designer.goto(`/desk/processes/${process}/edit`);
  await settled(designer, true);

  // Side by side: the review that is there, and another one.
  await row(designer, "审查").click();
  await designer.locator(".tools").getByRole("group", { name: "套上" }).getByRole("button", { name: "并行" }).click();
  await row(designer, "另一支").click();
  await tool(designer, "审查").click();
  await called(designer, "现场踏勘");
  await tool(designer, "审查").click();
  await called(designer, "踏勘复核");

  // One of several, by a condition on the form that is chosen.
  await row(designer, "并行").click();
  await tool(designer, "按条件选一支").click();
  await designer.locator(".map-tree button", { hasText: "第一支" }).last().click();
  await designer.locator("#p-of-form").selectOption({ index: 1 });
  await conditional(designer);
  await tool(designer, "审查").click();
  await called(designer, "专家评审");

  // Again, as long as a condition holds.
  await designer.locator(".tools").getByRole("group", { name: "套上" }).getByRole("button", { name: "重复" }).click();
  await conditional(designer);
  await expect(designer.locator(".lint")).toContainText("走得通");

  // Moved by keys: out of its branch, behind the parallel; and back by what takes a step back.
  const names = designer.locator(".map-tree button .name");
  const before = await names.allInnerTexts();
  const isBehind = (all: string[]) => {
    const at = (name: string) => all.findIndex((text) => text.startsWith(name));
    return at("现场踏勘") > at("踏勘复核");
  };
  expect(isBehind(before)).toBe(false);
  await row(designer, "现场踏勘").click();
  await designer.keyboard.press("Alt+ArrowLeft");
  await expect.poll(async () => isBehind(await names.allInnerTexts())).toBe(true);
  await expect(row(designer, "现场踏勘")).toBeFocused();
  await designer.keyboard.press("Control+z");
  await expect.poll(() => names.allInnerTexts()).toEqual(before);
  await accessible(designer);

  await played(designer);
  await expect(designer.locator(".top .saved")).toContainText("已保存", { timeout: 15_000 });

  // A second person reads what is new, approves and publishes it.
  await designer.getByRole("button", { name: "送复核" }).click();
  await expect(designer).toHaveURL(new RegExp(`/desk/processes/${process}$`));
  const reviewer = await device(browser, { baseURL }, "reviewer-demo");
  await reviewer.goto(`/desk/processes/${process}/diff`);
  await settled(reviewer, true);
  await expect(reviewer.locator("main")).toContainText("加了");
  await accessible(reviewer);
  await reviewer.getByRole("button", { name: "通过" }).click();
  await expect(reviewer.getByRole("status")).toContainText("通过了");
  await reviewer.getByRole("button", { name: "发布", exact: true }).click();
  await expect(reviewer.getByRole("status")).toContainText("发布了");
  await expect(reviewer.locator(".flow")).toContainText("现场踏勘");
  await accessible(reviewer);
  await reviewer.context().close();

  // An item is handled by it from now on.
  await designer.goto(`/desk/processes/${process}`);
  await designer.locator("[name='/item']").fill(item);
  await designer.getByRole("button", { name: "改用这个流程" }).click();
  await expect(designer.getByRole("status")).toBeVisible();
  await designer.context().close();

  const li = await device(browser, { baseURL }, "citizen-li");
  const number = await filed(li, item, "birth-household-registration");
  await li.context().close();
  const intake = await device(browser, { baseURL }, "intake-police");
  await conclude(intake, number, { outcome: "accepted" });
  await intake.context().close();

  // Both ways of the parallel are open. One goes back within itself, and the other never notices.
  const officer = await device(browser, { baseURL }, "officer-police");
  await conclude(officer, number, { task: "现场踏勘", outcome: "approved" });
  await opened(officer, number, "踏勘复核");
  await officer.getByRole("button", { name: "接手", exact: true }).click();
  await settled(officer, true);
  const back = officer.locator("details", { has: officer.locator("input[name=command][value=return]") });
  await back.locator("summary").click();
  const earlier = back.locator("[name=to] option", { hasText: "现场踏勘" });
  await back.locator("[name=to]").selectOption(await earlier.getAttribute("value"));
  await back.locator("[name=resume]").selectOption("true");
  await back.locator("[name=reason]").fill("门牌号没有拍清楚。");
  await back.locator("button").click();
  await officer.waitForLoadState();
  await settled(officer, true);
  await expect(officer.locator("nav.tasks")).toContainText("审查");
  await expect(officer.locator("nav.tasks")).toContainText("现场踏勘");
  await expect(officer.locator("nav.tasks li")).toHaveCount(2);
  await accessible(officer);
  await officer.goto(`/desk/cases/${number}/course`);
  await settled(officer, true);
  await expect(officer.locator("main")).toContainText("踏勘复核");
  await expect(officer.locator(".flow")).toContainText("预计走“第一支”");
  await expect(officer.locator(".stands-at li")).toHaveCount(2);
  await accessible(officer);

  // What came back is done again and goes straight to where it came from; the parallel ends once, when both have.
  await conclude(officer, number, { task: "现场踏勘", outcome: "approved" });
  await conclude(officer, number, { task: "踏勘复核", outcome: "approved" });
  await conclude(officer, number, { task: "审查", outcome: "approved" });

  // What the condition asks for comes next, round after round as far as the process bounds them.
  let rounds = 0;
  await opened(officer, number);
  while (rounds < 10 && (await officer.locator("main").getByText("专家评审 · ").count()) > 0) {
    await conclude(officer, number, { outcome: "approved" });
    rounds += 1;
    await opened(officer, number);
  }
  expect(rounds, "rounds of the loop").toBeGreaterThan(1);
  await officer.context().close();
  const lead = await device(browser, { baseURL }, "agency-lead-police");
  await conclude(lead, number, { outcome: "approved" });
  await lead.context().close();
  const counter = await device(browser, { baseURL }, "intake-police");
  await conclude(counter, number, { outcome: "delivered" });
  await expect(counter.locator("main")).toContainText("办结");
  await counter.context().close();
});

test("another case is begun, and a task sees a part of the form, by what is chosen in the designer", async ({ browser, baseURL }) => {
  const id = "called-process";
  const page = await device(browser, { baseURL }, "editor-demo");
  await page.goto("/desk/processes");
  await settled(page, true);
  await page.locator("details.begin summary").click();
  await page.locator("[name='/id']").fill(id);
  await page.locator("[name='/title']").fill("带子流程的流程");
  await page.locator("[name='/title/en']").fill("With another case");
  await page.locator("[name=from][value='template:promised']").check();
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/processes/${id}$`));
  await page.goto(`/desk/processes/${id}/edit`);
  await settled(page, true);

  // What the review may see of the form that is chosen: the whole of it, a page, a question.
  await page.locator("#p-of-form").selectOption("food-business-licence/1");
  await row(page, "审查").click();
  const props = page.locator(".props");
  const permissions = props.locator("details", { has: page.locator("#p-form-default") }).first();
  await permissions.locator("summary").first().click();
  await page.locator("#p-form-default").selectOption("hidden");
  const part = permissions.locator("[id^='p-part-']").first();
  await part.selectOption("read");
  const questions = permissions.locator("details").first();
  if ((await questions.getAttribute("open")) === null) await questions.locator("summary").click();
  await permissions.locator("[id^='p-field-']").first().selectOption("write");
  await expect(page.locator(".top .saved")).toContainText("已保存", { timeout: 15_000 });

  // Another case after it: by which process, for what, with what.
  await tool(page, "子流程").click();
  await called(page, "环保协查");
  await page.locator("#p-process").selectOption("standard");
  await page.locator("#p-in").fill("/premises/address = /address\n/name");
  await page.locator("#p-in").press("Tab");
  await page.locator("#p-out").fill("/result = /check/result");
  await page.locator("#p-out").press("Tab");
  await page.locator("#p-wait").selectOption("false");
  await page.locator("#p-trace").selectOption("shown");
  await page.locator("#p-materials").selectOption("true");
  await page.locator("#p-body").selectOption("true");
  await accessible(page);
  await expect(page.locator(".top .saved")).toContainText("已保存", { timeout: 15_000 });

  const answer = await page.request.get(`/api/desk/processes/${id}/draft`);
  const { definition } = await answer.json();
  const review = definition.seq.find((node: any) => node.task?.id === "review").task;
  expect(review.form.default).toBe("hidden");
  expect(Object.values(review.form.parts)).toEqual(["read"]);
  expect(Object.values(review.form.fields)).toEqual(["write"]);
  const { call } = definition.seq.find((node: any) => node.call !== undefined);
  expect(call).toMatchObject({
    name: { "zh-CN": "环保协查" },
    process: "standard",
    in: { "/premises/address": "/address", "/name": "/name" },
    out: { "/result": "/check/result" },
    wait: false,
    trace: "shown",
    materials: true,
    body: true,
  });
  await page.context().close();
});
