// The journeys: a phone with the whole hall, and the same phone without JavaScript (*.nojs.spec.ts).

import { defineConfig } from "@playwright/test";

const port = 3717;
const withoutJavaScript = /\.nojs\.spec\.ts$/;

export default defineConfig({
  testDir: ".",
  outputDir: "results/journeys",
  reporter: [["list"]],
  // A journey that passes only at the second attempt is broken.
  retries: 0,
  forbidOnly: true,
  workers: 2,
  // It ends what hangs: on two busy cores a whole journey with axe on each page takes a minute.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 360, height: 800 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      // The sandbox needs a kernel that containers seldom give; the pages are our own.
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    },
  },
  projects: [
    { name: "phone", testIgnore: withoutJavaScript },
    { name: "phone-no-js", testMatch: withoutJavaScript, use: { javaScriptEnabled: false } },
  ],
  webServer: {
    command: `node hall.mjs target/debug/onehall ${port}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
