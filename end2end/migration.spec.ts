// A case under way moves to a new version of its process: a dry run, a choice, the act, and the case goes to its end by the
// new version.

import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { accessible, conclude, device, filed } from "./fixtures/desk";
import { settled } from "./fixtures/hall";

const path = "/api/desk/processes/insurance-process";
const item = "DEMO-440100-FLEXIBLE-INSURANCE";

/** Sends something that is refused by no one. */
async function send(page: Page, method: string, address: string, data: unknown): Promise<any> {
  const answer = await page.request.fetch(address, { method, data });
  expect(answer.ok(), `${method} ${address}: ${await answer.text()}`).toBe(true);
  return await answer.json();
}

const task = (id: string, name: string, role: string, kind: string): unknown => ({
  task: { id, name: { "zh-CN": name, en: id }, role, kind },
});

/** Publishes the next version, with these reviews, by two people. */
async function publish(editor: Page, reviewer: Page, reviews: [string, string][]): Promise<void> {
  const record = await send(editor, "GET", path, undefined);
  const definition = {
    id: "insurance-process",
    version: 1,
    title: { "zh-CN": "参保流程", en: "Insurance" },
    seq: [
      task("accept", "受理", "intake", "accept"),
      ...reviews.map(([id, name]) => task(id, name, "officer", "review")),
      task("decide", "决定", "agency_lead", "decide"),
      task("deliver", "送达", "intake", "deliver"),
    ],
  };
  const saved = await send(editor, "PUT", `${path}/draft`, { definition, revision: record.revision });
  for (const [place, [who, act]] of ([[editor, "submit"], [reviewer, "review"], [reviewer, "publish"]] as const).entries()) {
    await send(who, "POST", `${path}/draft/${act}`, { revision: saved.revision + place, approve: true });
  }
}

test("a case under way moves to a new version and goes to its end by it", async ({ browser, baseURL }, testInfo) => {
  testInfo.setTimeout(240_000);
  const editor = await device(browser, { baseURL }, "editor-demo");
  const reviewer = await device(browser, { baseURL }, "reviewer-demo");
  const title = { "zh-CN": "参保流程", en: "Insurance" };
  await send(editor, "POST", "/api/desk/processes", { id: "insurance-process", title, from: { template: "promised" } });
  await publish(editor, reviewer, [["check", "核对"], ["weigh", "核定"]]);
  await send(editor, "PUT", `${path}/items/${item}`, {});

  const huang = await device(browser, { baseURL }, "citizen-huang");
  const number = await filed(huang, item, "flexible-employment-insurance");
  await huang.context().close();
  const intake = await device(browser, { baseURL }, "intake-labour");
  await conclude(intake, number, { outcome: "accepted" });
  const officer = await device(browser, { baseURL }, "officer-labour");
  await conclude(officer, number, { outcome: "approved" });
  await publish(editor, reviewer, [["check", "核对"], ["compare", "数据比对"], ["measure", "基数核定"]]);
  await editor.context().close();

  // From the process to the dry run, which moves nothing.
  await reviewer.goto("/desk/processes/insurance-process");
  await settled(reviewer, true);
  await reviewer.getByRole("link", { name: "把在办件转到别的版本" }).click();
  await expect(reviewer.getByRole("heading", { level: 1 })).toHaveText("在办件迁移");
  await settled(reviewer, true);
  const group = (name: string) => reviewer.locator(`section#${name}`);
  await expect(group("needs_choice")).toContainText(number);
  await expect(group("needs_choice")).toContainText("“核定”新版没有");
  await expect(reviewer.getByRole("button", { name: /^确认/ })).toHaveCount(0);
  await accessible(reviewer);

  // What stands for what is gone.
  await reviewer.getByLabel("“核定”由哪个环节接着办").selectOption({ label: "基数核定" });
  await reviewer.getByRole("button", { name: "按这样选，再试算" }).click();
  await expect(group("fits")).toContainText(number);
  await expect(group("fits")).toContainText("“数据比对”");
  await settled(reviewer, true);

  await reviewer.locator("details summary", { hasText: "把可以转的 1 件转到 v2" }).click();
  await expect(reviewer.locator("main")).toContainText("要么全转，要么一件不转");
  await accessible(reviewer);
  await reviewer.getByLabel("为什么转").fill("核定改为按基数。");
  await reviewer.getByRole("button", { name: "确认，转这 1 件" }).click();
  await expect(reviewer.getByRole("status")).toHaveText("1 件已转到 v2。");
  await accessible(reviewer);
  await reviewer.context().close();

  // The case says so, and goes on by the new version to its end.
  await officer.goto(`/desk/cases/${number}`);
  await settled(officer, true);
  await expect(officer.locator("main")).toContainText("改按新版流程办理");
  await expect(officer.locator("main")).toContainText("核定改为按基数。");
  await conclude(officer, number, { outcome: "approved" });
  await officer.context().close();
  const lead = await device(browser, { baseURL }, "agency-lead-labour");
  await conclude(lead, number, { outcome: "approved" });
  await lead.context().close();
  await conclude(intake, number, { outcome: "delivered" });
  await expect(intake.locator("main")).toContainText("办结");
  await intake.context().close();
});
