import { CliError } from "../errors.ts";

export const noBrowser = (looked: readonly string[], cause?: unknown): CliError =>
  new CliError(
    "dashboards/no-browser",
    `Pictures are taken by Chromium, and there is none: neither ${looked.join(" nor ")}.`,
    "Install it: sudo apt-get install chromium (Debian, Ubuntu), or npx playwright-core install --with-deps chromium. One that stands elsewhere: QUANTFLOW_CHROMIUM=/path/to/chromium",
    { cause },
  );

export const browserFailed = (path: string, cause: Error): CliError =>
  new CliError(
    "dashboards/browser-failed",
    `${path} cannot be started: ${cause.message.split("\n")[0]}`,
    `See what it says by itself: ${path} --headless --no-sandbox --dump-dom about:blank. Another one: QUANTFLOW_CHROMIUM=/path/to/chromium`,
    { cause },
  );

export const neverComplete = (uid: string, seconds: number, waiting: readonly string[]): CliError =>
  new CliError(
    "dashboards/never-complete",
    `Dashboard ${uid} was not drawn within ${seconds} s; what is missing: ${waiting.join(", ") || "the page itself"}.`,
    "Look at it yourself: npx quantflow dashboards preview. A query that takes long is the likeliest cause.",
  );

export const neverStill = (uid: string, looks: number): CliError =>
  new CliError(
    "dashboards/never-still",
    `Dashboard ${uid} went on changing while it was photographed: no two of ${looks} pictures in a row were the same.`,
    "Look at it yourself: npx quantflow dashboards preview. Something on it moves all the time.",
  );

export const pageBroke = (uid: string, words: readonly string[]): CliError =>
  new CliError(
    "dashboards/page-broke",
    `The page of dashboard ${uid} broke in the browser: ${few(words)}`,
    "This is a fault of the preview. Look at it yourself: npx quantflow dashboards preview",
  );

const FEW = 3;

function few(words: readonly string[]): string {
  const different = [...new Set(words)];
  const more = different.length - FEW;
  return different.slice(0, FEW).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

export const unknownPanel = (dashboard: string, key: string, known: readonly string[], meant?: string): CliError =>
  new CliError(
    "dashboards/unknown-panel",
    `Dashboard ${dashboard} has no panel "${key}".${meant ? ` Did you mean ${meant}?` : ""}`,
    `Use one of: ${known.join(", ")}`,
  );

export const panelOfWhich = (): CliError =>
  new CliError(
    "usage/panel-of-which",
    "--panel names a panel of one dashboard, and none is named, or several are.",
    "Name its dashboard: quantflow dashboards screenshot UID --panel KEY",
  );

export const unusableWidth = (text: string): CliError =>
  new CliError("dashboards/unusable-width", `"${text}" is no width.`, "Use a number of pixels from 320 to 4000.");
