// `make screenshots`: a dozen pages in each look, to end2end/results/screenshots; the README's pictures to end2end/screenshots.
// `node screenshots.mjs BINARY` takes them of another build.

import { copyFile, mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { open } from "./hall.mjs";
import { traced } from "./traced.mjs";

const folder = fileURLToPath(new URL("results/screenshots/", import.meta.url));
const kept = fileURLToPath(new URL("screenshots/", import.meta.url));
const password = "onehall-demo-2026";
const answers = new URL("../app/schema/fixtures/forms/senior-card.answers.json", import.meta.url);

/** Who looks at which pages. What does not begin with a slash is pressed on the page before; a function goes there. */
const visits = (filed, trace) => ({
  visitor: {
    home: "/",
    "life-event": "/life-events/birth",
    notice: "/notices/national-day-2026",
    results: "/items?q=居住证",
    item: "/items/DEMO-440100-RESIDENCE-PERMIT",
    "sign-in": "/sign-in",
    register: "/register?for=enterprise",
    missing: "/no-such-page",
    tracking: (page) => track(page, filed),
  },
  "citizen-wang": { me: "/me", steps: "/items/DEMO-440100-RESIDENCE-PERMIT main .act .button", form: "ol.steps a" },
  "citizen-chen": { receipt: `/applications/${filed.application}/receipt` },
  "agent-lin": { joint: "/me/cases main a[href^='/joint/']" },
  "officer-police": { desk: "/desk", case: "table.cases a" },
  "officer-market": { trace: `/desk/cases/${trace.number}/course` },
  "agency-lead-housing": { "desk-joint": "/desk/joint main a[href^='/desk/joint/']" },
  "leader-demo": { dashboard: "/dashboard", screen: "/dashboard/screen" },
  "supervisor-demo": { supervision: "/desk/supervision", performance: "/desk/performance" },
  "editor-demo": {
    designer: "/desk/forms/food-business-licence/edit",
    process: `/desk/processes/${trace.process}`,
    "process-designer": `/desk/processes/${trace.process}/edit`,
  },
});
const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };
const looks = {
  phone,
  "phone-dark": { ...phone, colorScheme: "dark" },
  "phone-en": { ...phone, locale: "en" },
  "phone-contrast": { ...phone, contrast: "more" },
  desktop,
  "desktop-dark": { ...desktop, colorScheme: "dark" },
  wall: { viewport: { width: 1920, height: 1080 } },
};
/** Who looks at a wall. */
const onTheWall = ["leader-demo", "supervisor-demo"];

await mkdir(folder, { recursive: true });
await mkdir(kept, { recursive: true });
const hall = await open(process.argv[2] ?? "target/release/onehall", 3719);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const filed = await file("citizen-chen");
  const trace = await traced(browser, hall);
  for (const [look, options] of Object.entries(looks)) {
    for (const [who, pages] of Object.entries(visits(filed, trace))) {
      if (look === "wall" && !onTheWall.includes(who)) continue;
      const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
      const page = await context.newPage();
      if (who !== "visitor") await signIn(page, who);
      for (const [name, way] of Object.entries(pages)) await take(page, way, `${name}-${look}`);
      await context.close();
    }
  }
  await copyFile(`${folder}home-phone.png`, `${kept}home.png`);
  await copyFile(`${folder}joint-phone.png`, `${kept}joint.png`);
  await copyFile(`${folder}desk-joint-desktop.png`, `${kept}desk-joint.png`);
  await copyFile(`${folder}designer-desktop.png`, `${kept}designer.png`);
  await copyFile(`${folder}process-designer-desktop.png`, `${kept}process-designer.png`);
  await copyFile(`${folder}trace-desktop.png`, `${kept}trace.png`);
  await copyFile(`${folder}supervision-desktop.png`, `${kept}supervision.png`);
  await copyFile(`${folder}screen-wall.png`, `${kept}screen.png`);
} finally {
  await browser.close();
  await hall.close();
}
console.log(`screenshots: ${folder}`);

async function signIn(page, login) {
  await page.goto(`${hall.origin}/sign-in`);
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(password);
  await page.locator("form.paper button.button").click();
  await page.waitForURL("**/me");
}

/** Files a senior card by the API, as its own form would, and says what its receipt says. */
async function file(login) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, login);
  const send = async (method, path, options) => {
    const answer = await page.request.fetch(`${hall.origin}/api/applications${path}`, { method, ...options });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const { id, revision } = await send("POST", "", { data: { item: "DEMO-440100-SENIOR-CARD" } });
  await send("PUT", `/${id}`, { data: { answers: JSON.parse(await readFile(answers, "utf8")), revision } });
  const picture = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64") };
  for (const material of ["identity-card", "photograph", "residence-proof"])
    await send("POST", `/${id}/files?material=${material}`, { multipart: { file: picture } });
  const headers = { "idempotency-key": "screenshots" };
  const { number } = await send("POST", `/${id}/submit`, { headers, data: { promise: true } });
  await context.close();
  return { application: id, number, lastFour: "1031" };
}

/** What somebody sees who has the number and the last four characters, and is not signed in. */
async function track(page, { number, lastFour }) {
  await page.goto(`${hall.origin}/track`);
  await page.locator("[name='/number']").fill(number);
  await page.locator("[name='/last_four']").fill(lastFour);
  await page.locator("main form button").click();
  await page.waitForLoadState("networkidle");
}

/** Goes to an address, or presses something on it, or on the page that is open; then takes the picture. */
async function take(page, way, name) {
  if (typeof way === "function") {
    await way(page);
    await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
    return;
  }
  const [address, ...selector] = way.startsWith("/") ? way.split(" ") : ["", way];
  if (address !== "") await page.goto(hall.origin + address, { waitUntil: "networkidle" });
  if (selector.length > 0) {
    await page.locator(selector.join(" ")).first().click();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
  }
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: !/^(home|joint|supervision|screen)-/.test(name) });
}
