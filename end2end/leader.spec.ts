// A leader with the whole browser side.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";
import { leader } from "./leader";

leader();

test("the wall keeps its numbers while the network is cut, and follows once it is back", async ({ page }) => {
  await page.clock.install();
  await page.goto("/sign-in?next=/dashboard/screen");
  await signIn(page, "leader-demo");
  await settled(page, true);
  const state = page.getByRole("status");
  await expect(state).toContainText("每分钟更新");
  const charts = page.locator(".canvas svg");
  await expect(charts).not.toHaveCount(0);
  const drawn = await charts.count();

  await page.context().setOffline(true);
  await page.clock.fastForward(61_000);
  await expect(state).toContainText("网络断了");
  await expect(charts).toHaveCount(drawn);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/收到 \d+ 件/);

  await page.context().setOffline(false);
  await page.clock.fastForward(11_000);
  await expect(state).toContainText("每分钟更新");
  await expect(charts).toHaveCount(drawn);
});
