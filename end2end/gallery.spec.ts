// The kit in every state and look: nothing wider than the phone, and nothing that axe finds.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const looks = {
  light: {},
  dark: { colorScheme: "dark" },
  contrast: { contrast: "more" },
  English: { locale: "en" },
  elder: { storageState: { cookies: [cookie("onehall_elder", "1")], origins: [] } },
} as const;

function cookie(name: string, value: string) {
  const anywhere = { domain: "127.0.0.1", path: "/", expires: -1, httpOnly: true, secure: false };
  return { name, value, ...anywhere, sameSite: "Lax" as const };
}

for (const [name, look] of Object.entries(looks)) {
  test.describe(name, () => {
    test.use(look);
    test("the kit holds", async ({ page }) => {
      await page.goto("/_gallery");
      await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("field: several lines");
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wider).toBe(0);
      // The whole page in one window, as the journeys have it, is too high for axe to be quick; the kit is enough.
      const found = await new AxeBuilder({ page }).include("main").withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
    });
  });
}
