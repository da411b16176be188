import type { Alert } from "../rules/alert.ts";
import { contentsPage } from "./contents.ts";
import { LIBRARY } from "./library.ts";
import { type Link, runbookPage } from "./page.ts";
import type { Runbook } from "./runbook.ts";

/** Folders beside prometheus.yml: what `--web.console.templates` and `--web.console.libraries` name. */
export const CONSOLES = "consoles";
export const CONSOLE_LIBRARIES = "console_libraries";

export interface ConsoleOptions {
  readonly runbooks: readonly Runbook[];
  /** The alerts of the environment; the runbooks of others are left out. */
  readonly alerts: readonly Alert[];
  /** Where else to look at an alert. */
  readonly links: (alert: Alert) => readonly Link[];
}

/** Below Prometheus' own URL. */
export const runbookPath = (alert: string): string => `/${CONSOLES}/runbooks/${alert}.html`;

/** File names to texts: a page for each alert name, the page that lists them, and what they share. */
export function consoleFiles({ runbooks, alerts, links }: ConsoleOptions): ReadonlyMap<string, string> {
  const pages = runbooks.flatMap((runbook) => {
    const own = alerts.filter(({ name }) => name === runbook.alert);
    return own[0] ? [{ runbook, text: runbookPage(runbook, { alerts: own, links: links(own[0]) }) }] : [];
  });
  const contents = contentsPage(
    pages.map(({ runbook }) => runbook),
    alerts,
  );
  return new Map([
    [`${CONSOLES}/index.html`, contents],
    ...pages.map(({ runbook, text }): [string, string] => [`${CONSOLES}/runbooks/${runbook.alert}.html`, text]),
    [`${CONSOLE_LIBRARIES}/runbooks.lib`, LIBRARY],
  ]);
}
