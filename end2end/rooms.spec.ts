// Every room of the desk on a phone and on a screen, around the joint application that the demo city has under way: one header,
// nothing wider than the window, nothing that axe finds. What is done there, other journeys do.

import { expect, test } from "./fixtures";
import { accessible, device } from "./fixtures/desk";
import { settled } from "./fixtures/hall";
import type { APIResponse, Browser, Page } from "@playwright/test";

const LEAD = "agency-lead-housing";

/** The first address on the page that begins so. */
async function first(page: Page, start: string): Promise<string> {
  const link = page.locator(`main a[href^='${start}']`).first();
  return new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
}

/** The page at an address, as everybody should be able to use it. */
async function sound(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page, true);
  await expect(page.locator("header.top"), `headers of ${path}`).toHaveCount(1);
  await expect(page.locator("h1"), `headings of ${path}`).toHaveCount(1);
  await accessible(page);
}

async function json<T>(answer: APIResponse): Promise<T> {
  expect(answer.ok(), `${answer.url()}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** A day so many days from now, and if that is one of a weekend the Monday after it. */
function inDays(days: number): string {
  const day = new Date(Date.now() + (days * 24 + 8) * 3_600_000);
  const late = [1, 0, 0, 0, 0, 0, 2][day.getUTCDay()] ?? 0;
  return new Date(day.getTime() + late * 86_400_000).toISOString().slice(0, 10);
}

/** Calls the agencies together by the form of the page; tells the address of the meeting. */
async function called(page: Page, beside: string, subject: string): Promise<string> {
  await page.goto(beside);
  await settled(page, true);
  const form = page.locator("form", { has: page.locator("[name=kind][value=meeting]") });
  await page.locator("details", { has: form }).locator("summary").first().click();
  for (const [name, text] of [
    ["/subject", subject],
    ["/place", "三楼会议室"],
    ["/held_on", inDays(6)],
    ["/time", "09:30"],
    ["/due", inDays(9)],
  ]) {
    await form.locator(`[name='${name}']`).fill(text);
  }
  await form.locator("[name='/who']").first().check({ force: true });
  await form.locator("button").last().click();
  await expect(page).toHaveURL(/\/desk\/proceedings\/\d+/);
  return new URL(page.url()).pathname;
}

interface Desk {
  browser: Browser;
  baseURL: string | undefined;
  wide: boolean;
}

async function roomsOfTheLead({ browser, baseURL, wide }: Desk): Promise<string> {
  const lead = await device(browser, { baseURL, wide }, LEAD);
  await lead.goto("/desk/joint");
  const joint = await first(lead, "/desk/joint/");
  await sound(lead, joint);
  await expect(lead.locator("table.lanes tbody tr")).toHaveCount(5);
  await expect(lead.locator(".squares .stood").first()).toBeVisible();
  await expect(lead.locator(".scheme tbody tr")).toHaveCount(5);
  await sound(lead, await called(lead, `${joint}/proceedings`, wide ? "雨污分流" : "消防通道"));
  for (const path of ["/desk/joint", "/desk/joint?ended=true", `${joint}/proceedings`, "/desk/proceedings", "/desk/proceedings?called=true"]) {
    await sound(lead, path);
  }
  for (const path of ["/desk", "/desk?queue=joint", "/desk?queue=closed", "/desk/orphans", "/desk/absences", "/desk/licences", "/desk/licences/compare"]) {
    await sound(lead, path);
  }
  await lead.context().close();
  return joint;
}

for (const wide of [false, true]) {
  test(`the rooms of the desk ${wide ? "on a screen" : "on a phone"}`, async ({ browser, baseURL }, testInfo) => {
    testInfo.setTimeout(300_000);
    const joint = await roomsOfTheLead({ browser, baseURL, wide });

    // Who has a part in it sees the lanes; the case itself leads to what belongs to it.
    const officer = await device(browser, { baseURL, wide }, "officer-environment");
    await sound(officer, joint);
    await officer.goto("/desk?queue=joint");
    const one = await first(officer, "/desk/cases/");
    for (const path of [one, `${one}/course`, `${one}/proceedings`, `${one}/bills`, `${one}/originals`, `${one}/slips`]) {
      await sound(officer, path);
    }
    await officer.context().close();

    const clerk = await device(browser, { baseURL, wide }, "window-demo");
    for (const path of ["/desk/window", "/desk/window/prepared", "/desk/window?item=DEMO-440100-SENIOR-CARD"]) {
      await sound(clerk, path);
    }
    await clerk.context().close();

    const applicant = await device(browser, { baseURL, wide }, "agent-lin");
    for (const path of [joint.replace("/desk", ""), "/me/cases", "/me/bills", "/me/licences", "/me/checks"]) {
      await sound(applicant, path);
    }
    await applicant.context().close();
  });
}

test("who is invited from outside finds a page they can use", async ({ browser, baseURL, page, a11y }) => {
  const officer = await device(browser, { baseURL, wide: true }, "officer-planning");
  await officer.goto("/desk?queue=joint");
  const path = `/api${await first(officer, "/desk/cases/")}`;
  const give = async (command: object): Promise<void> => {
    const { revision } = await json<{ revision: number }>(await officer.request.get(path));
    await json(await officer.request.post(`${path}/commands`, { data: { ...command, revision } }));
  };
  await give({ command: "claim", task: "review" });
  const [reason, ends_on] = ["须检测土壤。", inDays(20)];
  await give({ command: "begin_special_procedure", task: "review", ground: "testing", reason, ends_on });
  const beside = await json<{ proceedings: { id: number }[] }>(await officer.request.get(`${path}/proceedings`));
  const one = `/desk/proceedings/${beside.proceedings[0]?.id}`;
  await sound(officer, one);
  const invite = officer.locator("form", { has: officer.locator("[name=command][value=invite]") });
  const fold = officer.locator("details", { has: invite }).locator("summary");
  if ((await fold.count()) > 0) await fold.first().click();
  await invite.locator("[name='/name']").fill("穗检检测");
  await invite.locator("[name='/until']").fill(inDays(10));
  await invite.locator("button").last().click();
  await expect(officer.locator("main [role=status]")).toContainText("/invited/");
  const link = (await officer.locator("main").innerText()).match(/\/invited\/\d+\?code=\w+/)?.[0] ?? "";
  await accessible(officer);
  await officer.context().close();

  await page.goto(link);
  await settled(page, true);
  await expect(page.locator("main")).toContainText("穗检检测");
  await a11y();
});

test("in long words the bar of a phone keeps one line of five places, and the rest opens above it", async ({ browser, baseURL }) => {
  const english = { baseURL, locale: "en", viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true };
  const context = await browser.newContext(english);
  const page = await context.newPage();
  await page.goto("/sign-in?next=/desk");
  await page.locator("[name=login]").fill("intake-police");
  await page.locator("[name=password]").fill("onehall-demo-2026");
  await page.locator("form.paper button.button").click();
  await expect(page).toHaveURL(/\/desk$/);
  await settled(page, true);
  const bar = page.locator("nav.tabs");
  const places = bar.locator(":scope > a, :scope > details > summary");
  await expect(places).toHaveCount(5);
  const tops = await places.evaluateAll((all) => all.map((place) => place.getBoundingClientRect().top));
  expect(new Set(tops).size, "one row").toBe(1);
  const narrow = await places.evaluateAll((all) => all.filter((place) => place.scrollWidth > place.clientWidth).length);
  expect(narrow, "no word is wider than its place").toBe(0);
  await bar.locator("summary").click();
  await expect(bar.getByRole("link", { name: "Me", exact: true })).toBeVisible();
  await accessible(page);
  await context.close();
});
