import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { browserFailed, noBrowser } from "./screenshot-errors.ts";

/** Where packages put it. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** It asks nobody outside this machine, and needs no screen. */
const ARGUMENTS = [
  "--no-sandbox",
  "--no-first-run",
  ...["background-networking", "component-update", "sync", "gpu", "quic"].map((what) => `--disable-${what}`),
];

/** A headless Chromium: the one that QUANTFLOW_CHROMIUM names, the system's, or playwright's own. */
export async function openBrowser(variables: NodeJS.ProcessEnv): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const named = variables["QUANTFLOW_CHROMIUM"];
  const places = named ? [named] : [...PLACES, chromium.executablePath()];
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) throw noBrowser(places);
  return chromium.launch({ executablePath, args: ARGUMENTS }).catch((error: Error) => {
    throw browserFailed(executablePath, error);
  });
}
