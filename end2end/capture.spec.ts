// What helps to make a picture: a photograph is cut to its shape on the phone before it is sent.

import { expect, test } from "./fixtures";
import { picture, settled, signIn } from "./fixtures/hall";

test("a photograph is cut to its shape, moved by hand and by keys, and sent as it is seen", async ({ page, a11y }) => {
  await page.goto("/sign-in?next=/items/DEMO-440100-RESIDENCE-PERMIT");
  await signIn(page, "citizen-huang");
  await page.locator("main .act .button").first().click();
  await expect(page).toHaveURL(/\/applications\/\d+$/);
  const application = new URL(page.url()).pathname;
  await page.locator("ol.steps a[href$='/materials']").click();
  await settled(page, true);

  const photograph = page.locator("[data-capture=photo]");
  const input = photograph.locator("input[type=file]");
  const chosen = () =>
    input.evaluate(async (element: HTMLInputElement) => {
      const file = element.files?.[0];
      if (file === undefined) return "none";
      const { width, height } = await createImageBitmap(file);
      return `${file.name} ${width}×${height}`;
    });
  await input.setInputFiles(picture);
  await expect(photograph.getByRole("img")).toBeVisible();
  await expect.poll(chosen).toBe("证件.jpg 360×443");
  await a11y();

  await photograph.getByRole("slider").first().focus();
  await page.keyboard.press("End");
  await expect.poll(chosen).toBe("证件.jpg 358×441");

  await page.locator("[name=_stay]").click();
  await expect(page.locator(".files .name")).toHaveText("证件.jpg");
  const files = await (await page.request.get(`/api${application}`)).json();
  expect(files.files.map((file: { media_type: string }) => file.media_type)).toEqual(["image/jpeg"]);
});
