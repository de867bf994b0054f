import { expect, type Page, test } from "@playwright/test";
import { browserOf, watchedPage } from "./world/people.ts";

/** Pastes a picture of one colour into the text field, as a screenshot is pasted. */
const pastePicture = (page: Page, label: string): Promise<void> => page.getByLabel(label).evaluate(async (area) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 200];
  const pen = canvas.getContext("2d");
  if (pen) { pen.fillStyle = "#8a5a33"; pen.fillRect(0, 0, 320, 200); }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  const data = new DataTransfer();
  if (blob) data.items.add(new File([blob], "cup.png", { type: "image/png" }));
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
});

test("a topic with a picture, a called name, a sign, code, a spoiler and a poll that two people vote in", async ({ browser }) => {
  const context = await browserOf(browser, "customer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/new?category=coffee");
  await page.getByLabel("Title").fill("Which of these cups would you keep?");
  const body = page.getByLabel("What do you want to say?");
  await body.fill("One of mine:\n\n");
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/api/media?**", async (route) => { await gate; await route.continue(); });
  await body.press("Control+End");
  await pastePicture(page, "What do you want to say?");
  await expect(page.getByRole("progressbar", { name: "cup.png is on its way" })).toBeVisible();
  await expect(body).toHaveValue(/!\[cup\.png …\]/);
  release();
  await expect(body).toHaveValue(/!\[cup\.webp\]\(\/media\/[0-9a-f-]{36}\/cup\.webp\)/);
  await body.press("Control+End");
  await body.pressSequentially("\n\nAsk @mart");
  await page.getByRole("option", { name: /marta\.quill/ }).first().waitFor();
  await body.press("Enter");
  await expect(body).toHaveValue(/Ask @marta\.quill $/);
  await body.pressSequentially(":tad");
  await page.getByRole("option", { name: ":tada:" }).click();
  await expect(body).toHaveValue(/:tada: $/);
  await body.pressSequentially("||it was the tall one||\n\n```ts\nconst cups = 2;\n```\n\n");
  await page.getByRole("button", { name: "Ask with a poll" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Question").fill("Which one?");
  await dialog.getByRole("textbox", { name: "Option 1" }).fill("Tall");
  await dialog.getByRole("textbox", { name: "Option 2" }).fill("Wide");
  await dialog.getByRole("button", { name: "Put it in the text" }).click();
  await page.getByRole("button", { name: "Open the topic" }).click();
  await expect(page.getByRole("heading", { name: "Which of these cups would you keep?" })).toBeVisible();

  const post = page.locator("#post-1");
  const picture = post.locator(".prose-post img");
  await expect(picture).toHaveAttribute("width", "320");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await expect(post.getByRole("link", { name: "@marta.quill" })).toHaveAttribute("href", "/u/marta.quill");
  await expect(post.locator(".tok-keyword").first()).toHaveText("const");
  const covered = post.locator(".spoiler");
  const colour = (): Promise<string> => covered.evaluate((one) => getComputedStyle(one).color);
  expect(await colour()).toBe("rgba(0, 0, 0, 0)");
  await covered.focus();
  await expect.poll(colour).not.toBe("rgba(0, 0, 0, 0)");

  await post.getByRole("radio", { name: "Tall" }).check();
  await post.getByRole("button", { name: "Vote", exact: true }).click();
  await expect(post.getByText("1 person has voted")).toBeVisible();
  const other = await browserOf(browser, "premium");
  const theirs = await watchedPage(other);
  await theirs.page.goto(page.url());
  await theirs.page.locator("#post-1").getByRole("radio", { name: "Wide" }).check();
  await theirs.page.locator("#post-1").getByRole("button", { name: "Vote", exact: true }).click();
  // The first voter sees it move while they read.
  await expect(post.getByText("2 people have voted")).toBeVisible();
  await post.getByRole("button", { name: "Take it back" }).click();
  await expect(theirs.page.locator("#post-1").getByText("1 person has voted")).toBeVisible();
  expect([...faults, ...theirs.faults]).toEqual([]);
  await Promise.all([context.close(), other.close()]);
});

test("a file that is not taken leaves the text as it was, says why, and can be tried again or given up", async ({ browser }) => {
  const context = await browserOf(browser, "customer");
  const { page, faults } = await watchedPage(context);
  await page.goto("/en/new?category=coffee");
  const body = page.getByLabel("What do you want to say?");
  await body.fill("Before ");
  await body.press("Control+End");
  await page.locator("input[type=file]").setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<script>1</script>") });
  await expect(page.getByText("This kind of file is not taken.")).toBeVisible();
  await expect(body).toHaveValue("Before ");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("This kind of file is not taken.")).toBeVisible();
  await page.getByRole("button", { name: "Stop page.png" }).click();
  await expect(body).toHaveValue("Before ");
  expect(faults).toEqual([]);
  await context.close();
});
