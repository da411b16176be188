import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { neverStill, pageBroke } from "./screenshot-errors.ts";
import { type PageReport, settled } from "./screenshot-readiness.ts";

/** How a picture is taken. */
export interface Shot {
  /** The preview's own address. */
  readonly preview: string;
  readonly uid: string;
  /** The dashboard's path: `/d/<uid>/<slug>`. */
  readonly path: string;
  /** The one panel to show; undefined for the whole dashboard. */
  readonly panel?: { readonly id: number; readonly key: string } | undefined;
  /** Pixels. */
  readonly width: number;
  readonly theme: "light" | "dark";
  /** As Grafana has it: `now-1h`. */
  readonly from?: string | undefined;
  readonly folder: string;
}

export interface Taken {
  readonly file: string;
  readonly report: PageReport;
}

/** Enough to begin with; a picture is as high as what it shows. */
const HEIGHT = 900;

/** Takes one picture once everything on it is drawn. Fails when the page breaks or a panel never settles. */
export async function takePicture(browser: Browser, shot: Shot): Promise<Taken> {
  // One time zone for all machines, or pictures would differ by where they are taken.
  const context = await browser.newContext({ viewport: { width: shot.width, height: HEIGHT }, timezoneId: "UTC" });
  try {
    const page = await context.newPage();
    const broken = troubles(page);
    await page.goto(shot.preview + shot.path + searchOf(shot));
    const report = await settled(page, shot.uid).catch((error) => {
      throw broken.length > 0 ? pageBroke(shot.uid, broken) : error;
    });
    if (broken.length > 0) throw pageBroke(shot.uid, broken);
    const file = join(shot.folder, `${[shot.uid, shot.panel?.key].filter(Boolean).join(".")}.png`);
    await photographed(page, shot, file);
    return { file, report };
  } finally {
    await context.close();
  }
}

/** What goes wrong in the page from now on. */
export function troubles(page: Page): readonly string[] {
  const found: string[] = [];
  page.on("pageerror", ({ message }) => found.push(message));
  page.on("console", (line) => {
    if (line.type() === "error" && /Content Security Policy/.test(line.text())) found.push(line.text());
  });
  return found;
}

/** Without the page's own controls, and without a refresh: the picture is of one moment. */
function searchOf({ theme, from, panel }: Shot): string {
  const search = new URLSearchParams({ theme, refresh: "" });
  if (from !== undefined) search.set("from", from);
  if (panel) search.set("viewPanel", `panel-${panel.id}`);
  return `?${search}&kiosk`;
}

/** How often a page is looked at until it has come to rest. */
const LOOKS = 20;

async function photographed(page: Page, { uid, panel, width }: Shot, path: string): Promise<void> {
  const take = panel ? pictureOfPanel(page, panel.id) : await pictureOfPage(page, width);
  let before = await take();
  for (let look = 1; look < LOOKS; look += 1) {
    const now = await take();
    // Axes take their widths in the frames after the first: what no longer changes is drawn.
    if (now.equals(before)) return writeFile(path, now);
    before = now;
  }
  throw neverStill(uid, LOOKS);
}

const pictureOfPanel = (page: Page, id: number) => () =>
  page.locator(`[data-panel-id="${id}"]`).screenshot({ animations: "disabled" });

/** As high as all that is on it: Chromium paints a table (content-visibility: auto) only where it is in view. */
async function pictureOfPage(page: Page, width: number): Promise<() => Promise<Buffer>> {
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  await page.setViewportSize({ width, height });
  return () => page.screenshot({ fullPage: true, animations: "disabled" });
}
