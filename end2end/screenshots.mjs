// `make screenshots`: a dozen pages in each look, to end2end/results/screenshots; the README's picture to end2end/screenshots.
// `node screenshots.mjs BINARY` takes them of another build.

import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { open } from "./hall.mjs";

const folder = fileURLToPath(new URL("results/screenshots/", import.meta.url));
const kept = fileURLToPath(new URL("screenshots/", import.meta.url));
const password = "onehall-demo-2026";

/** Who looks at which pages. A page that begins with a dot is found by that selector on the page before. */
const visits = {
  visitor: {
    home: "/",
    "life-event": "/life-events/birth",
    notice: "/notices/national-day-2026",
    results: "/items?q=居住证",
    item: "/items/DEMO-440100-RESIDENCE-PERMIT",
    "sign-in": "/sign-in",
    register: "/register?for=enterprise",
    missing: "/no-such-page",
  },
  "citizen-wang": { me: "/me", steps: "/items/DEMO-440100-RESIDENCE-PERMIT main .act .button", form: "ol.steps a" },
  "officer-police": { desk: "/desk", case: "table.cases a" },
};
const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };
const looks = {
  phone,
  "phone-dark": { ...phone, colorScheme: "dark" },
  "phone-en": { ...phone, locale: "en" },
  "phone-contrast": { ...phone, contrast: "more" },
  desktop,
  "desktop-dark": { ...desktop, colorScheme: "dark" },
};

await mkdir(folder, { recursive: true });
await mkdir(kept, { recursive: true });
const hall = await open(process.argv[2] ?? "target/release/onehall", 3719);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const [look, options] of Object.entries(looks)) {
    for (const [who, pages] of Object.entries(visits)) {
      const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
      const page = await context.newPage();
      if (who !== "visitor") await signIn(page, who);
      for (const [name, way] of Object.entries(pages)) await take(page, way, `${name}-${look}`);
      await context.close();
    }
  }
  await copyFile(`${folder}home-phone.png`, `${kept}home.png`);
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

/** Goes to an address, or presses something on it, or on the page that is open; then takes the picture. */
async function take(page, way, name) {
  const [address, ...selector] = way.startsWith("/") ? way.split(" ") : ["", way];
  if (address !== "") await page.goto(hall.origin + address, { waitUntil: "networkidle" });
  if (selector.length > 0) {
    await page.locator(selector.join(" ")).first().click();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
  }
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: !name.startsWith("home-") });
}
