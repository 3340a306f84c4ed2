// `make screenshots`: every page that anyone can see, in each look, to end2end/results/screenshots.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { open } from "./hall.mjs";

const folder = fileURLToPath(new URL("results/screenshots/", import.meta.url));
const pages = { home: "/" };
const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const looks = {
  phone,
  "phone-dark": { ...phone, colorScheme: "dark" },
  "phone-contrast": { ...phone, contrast: "more" },
  desktop: { viewport: { width: 1280, height: 900 } },
};

await mkdir(folder, { recursive: true });
const hall = await open("target/release/onehall", 3719);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext({ ...options, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(hall.origin + path, { waitUntil: "networkidle" });
      await page.screenshot({ path: `${folder}${name}-${look}.png`, fullPage: true });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await hall.close();
}
console.log(`screenshots: ${folder}`);
