// Rows with an order change places where they stand, by touch and by keys, and stay so.

import { expect, test } from "./fixtures";
import { settled, signIn } from "./fixtures/hall";

test("rows change places without a page load, and the focus goes with them", async ({ page, a11y }) => {
  await page.goto("/sign-in?next=/items/DEMO-440100-BIRTH-SERVICE");
  await signIn(page, "citizen-huang");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  await page.goto(`${page.url()}/pregnancy`);
  await settled(page, true);
  await page.locator("[name='/pregnancy/child_order']").fill("3");

  const list = "/pregnancy/earlier_children";
  const name = (row: number) => page.locator(`[name='${list}/${row}/name']`);
  const mover = (row: number, way: "_up" | "_down") => page.locator(`[name=${way}][value='${list}/${row}']`);
  await name(0).fill("黄小一");
  await page.locator(`[data-add='${list}']`).click();
  await name(1).fill("黄小二");
  await expect(mover(0, "_up")).toBeHidden();

  await mover(0, "_down").click();
  await expect(name(0)).toHaveValue("黄小二");
  await expect(mover(1, "_up"), "at the end the other button has the focus").toBeFocused();
  await expect(page.locator("[aria-live]", { hasText: "移到第 2 位" })).toHaveCount(1);
  await a11y();
  await page.keyboard.press("Enter");
  await expect(name(0)).toHaveValue("黄小一");
  await expect(mover(0, "_down")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(/已保存 \d+:\d+/);

  await page.reload();
  await settled(page, true);
  await expect(name(0)).toHaveValue("黄小二");
  await expect(name(1)).toHaveValue("黄小一");
});
