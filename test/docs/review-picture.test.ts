/** The page of a review as a reader meets it. `QUANTFLOW_PICTURES=docs/pictures` takes its pictures for docs/review. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { main } from "../../cli/main.ts";
import { writeResolution } from "../../stacks/resolution.ts";
import { contrast, paintedTexts } from "../app/page/contrast.ts";
import { playedContext } from "../cli/fixtures.ts";
import { EXAMPLES } from "./ci-examples.ts";

const BROWSER = process.env["QUANTFLOW_CHROMIUM"] ?? "/usr/bin/chromium";
const PICTURES = process.env["QUANTFLOW_PICTURES"];

const LOOKS = {
  "review-dark": { colorScheme: "dark", viewport: { width: 900, height: 400 } },
  "review-light": { colorScheme: "light", viewport: { width: 900, height: 400 } },
  "review-phone": { colorScheme: "light", viewport: { width: 360, height: 640 } },
} as const satisfies Record<string, BrowserContextOptions>;

/** The review of the example that has most to say, as a file. */
async function written(root: string): Promise<string> {
  const example = EXAMPLES.find(({ name }) => name === "bump-postgresql");
  if (example === undefined) throw new Error("the example is gone");
  writeResolution(join(root, ".quantflow", "quantflow-local"), {
    imageSource: { kind: "local" },
    available: [],
    secrets: [],
  });
  const file = join(root, "review.html");
  const { context, told } = playedContext({ root });
  const code = await main(
    ["review", example.plan, "--format", "html", "--title", example.title, "--out", file],
    context,
  );
  expect(code, told()).toBe(example.exitCode);
  return file;
}

describe("the page of a review", () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "quantflow-review-"));
  let url: string;
  beforeAll(async () => {
    url = pathToFileURL(await written(folder)).href;
    browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--disable-gpu"] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(look: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...look, javaScriptEnabled: false });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("request", (request) => complaints.push(request.url()));
    await page.goto(url);
    expect(complaints).toEqual([url]);
    return page;
  }

  it.each(Object.entries(LOOKS))("is readable as %s, and nothing of it stands outside", async (name, look) => {
    const page = await opened(look);
    const painted = await paintedTexts(page);
    expect(painted.length).toBeGreaterThan(10);
    expect(painted.filter(({ colour, ground }) => contrast(colour, ground) < 4.5)).toEqual([]);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(look.viewport.width);
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  });

  it("shows everything on paper, what is folded on the screen too", async () => {
    const page = await opened({});
    const folded = page.locator("details:not([open]) > ul").first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await folded.isVisible()).toBe(true);
  });
});
