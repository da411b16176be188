import type { Page } from "playwright-core";
import { neverComplete } from "./screenshot-errors.ts";

/** What the preview's page tells of itself as `window.__preview`. */
export interface PageReport {
  readonly dashboard: string;
  readonly panels: readonly PanelReport[];
  readonly complete: boolean;
}
export interface PanelReport {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly state: "loading" | "drawn" | "empty" | "failed" | "unsupported";
  /** Drawn by hand, not by Grafana's own component. */
  readonly approximate: boolean;
  readonly series: number;
  readonly queries: readonly QueryReport[];
  /** Having nothing is as it should be. */
  readonly expected?: boolean;
}
export interface QueryReport {
  readonly refId: string;
  /** As it was sent, with its variables in place. */
  readonly expr: string;
  readonly series: number;
  readonly error?: string;
}

const PATIENCE_SECONDS = 60;

/** What the page shows once every panel has settled; fails when one does not. */
export async function settled(page: Page, uid: string): Promise<PageReport> {
  await page
    .locator("html[data-preview=complete]")
    .waitFor({ state: "attached", timeout: PATIENCE_SECONDS * 1000 })
    .catch(async () => {
      throw neverComplete(uid, PATIENCE_SECONDS, loading(await reported(page)));
    });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  const report = await reported(page);
  if (!report) throw neverComplete(uid, PATIENCE_SECONDS, []);
  return report;
}

const reported = (page: Page): Promise<PageReport | undefined> => page.evaluate("window.__preview");

const loading = (report: PageReport | undefined): readonly string[] =>
  (report?.panels ?? []).filter(({ state }) => state === "loading").map(({ title }) => `"${title}"`);
