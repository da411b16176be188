/** How soon a dashboard is drawn, and how soon an edit of it is seen: `npx tsx bench/preview.ts`. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext } from "playwright-core";
import type { Context } from "../cli/command.ts";
import { previewPage } from "../cli/dashboards/page-build.ts";
import { openPreview } from "../cli/dashboards/preview.ts";
import { keepUp, shelfOf } from "../cli/dashboards/preview-shelf.ts";
import { openBrowser } from "../cli/dashboards/screenshot-browser.ts";
import { settled } from "../cli/dashboards/screenshot-readiness.ts";
import { run } from "../cli/run.ts";
import { silentProgress } from "../cli/terminal/progress.ts";
import { dashboards } from "../dashboards/index.ts";
import { dashboardPath, panelsOf } from "../lib/dashboards/index.ts";
import type { Shelf } from "../lib/dashboards/preview/server/index.ts";
import { assemble } from "../stacks/assemble.ts";
import { environments } from "../stacks/environments/index.ts";
import { UNRESOLVED } from "../stacks/resolution.ts";
import { givenPrometheus } from "../test/e2e/preview-prometheus.ts";
import { interleaved, timed } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";

const ROOT = join(import.meta.dirname, "..");
const NAVIGATIONS = 5;
const EDITS = 5;
const SERIES = 5;

const environment = environments.local;
const model = assemble({
  environment,
  instance: { prefix: "quantflow", portOffset: 0, directory: "" },
  resolution: UNRESOLVED,
});
const workshop = {
  root: ROOT,
  variables: process.env,
  run,
  progress: silentProgress,
  signal: AbortSignal.timeout(600_000),
};

/** The median of navigations in one Chromium, beside the page without a panel; and of edits, beside a fresh process. */
export async function measurePreview(): Promise<readonly Measurement[]> {
  const page = await previewPage(workshop);
  const prometheus = await prometheusOfBench();
  const browser = await openBrowser(process.env);
  const shelf = shelfOf(model);
  const request = { page, shelf, prometheus, interval: environment.interval, watch: true, port: 0 };
  const opened = await openPreview(request);
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    return [await measuredNavigation(context, opened.url), await measuredEdit(context, opened.url, shelf)];
  } finally {
    await browser.close();
    await opened.close();
    await prometheus.close();
  }
}

/** A few series for whatever is asked: how long Prometheus itself takes is another question. */
function prometheusOfBench() {
  const series = Array.from({ length: SERIES }, (_, index) => ({
    metric: { job: "quantflow", instance: `replica-${index}`, stream: `stream-${index}`, symbol: "BTC" },
    value: (at: number) => Math.sin(at / 600 + index) + 2,
  }));
  const always = <T>(value: T): Readonly<Record<string, T>> => new Proxy({}, { get: () => value });
  return givenPrometheus({ queries: always(series), labels: always(["quantflow"]), rules: [] });
}

const fromADozen = (dashboard: (typeof dashboards)[number]): number => Math.abs(panelsOf(dashboard).length - 12);
const [dozen] = [...dashboards].sort((a, b) => fromADozen(a) - fromADozen(b));

async function measuredNavigation(context: BrowserContext, url: string): Promise<Measurement> {
  if (!dozen) throw new Error("there is no dashboard");
  const page = await context.newPage();
  const drawn = async () => {
    await page.goto(`${url}${dashboardPath(dozen)}?refresh=`);
    await settled(page, dozen.uid);
  };
  const bare = async () => {
    await page.goto(`${url}/d/none`);
    await page.getByText('there is no dashboard "none"').first().waitFor();
  };
  const { ours, peer } = await interleaved({ ours: timed(drawn), peer: timed(bare) }, NAVIGATIONS);
  await page.close();
  return {
    name: `preview, navigation to the last of ${panelsOf(dozen).length} panels`,
    ...{ unit: "ms", ours, peer, peerName: "the same page without a dashboard", ratio: peer / ours },
    reach: "2 s",
  };
}

const EDITED = "dashboards/overview/feed.ts";
/** What an edit needs to be seen; the page of the preview has packages of its own, and is built already. */
const COPIED = ["cli", "dashboards", "lib", "metrics", "rules", "stacks", "package.json", "tsconfig.json"];

async function measuredEdit(context: BrowserContext, url: string, shelf: Shelf): Promise<Measurement> {
  const root = await mkdtemp(join(tmpdir(), "preview-edit-"));
  const keep = (path: string) => !/\/preview\/page\/(node_modules|build)/.test(path);
  for (const one of COPIED) await cp(join(ROOT, one), join(root, one), { recursive: true, filter: keep });
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
  const stop = await keepUp({ ...workshop, ...quiet, root }, model, shelf);
  try {
    const { ours, peer } = await edits(context, url, root);
    return {
      name: "preview --watch, from the save to the picture",
      ...{ unit: "ms", ours, peer, peerName: "tsx writes the dashboards' JSON anew, no picture", ratio: peer / ours },
      reach: "1 s",
    };
  } finally {
    await stop();
    await rm(root, { recursive: true });
  }
}

/** Nothing is told, and nobody waits. */
const quiet: Pick<Context, "terminal" | "now" | "pause"> = {
  terminal: {
    print: () => {},
    tell: () => {},
    interactive: false,
    confirm: async () => false,
    paint: (_, text) => text,
  },
  now: Date.now,
  pause: async () => {},
};

async function edits(context: BrowserContext, url: string, root: string) {
  const [overview] = dashboards;
  const file = join(root, EDITED);
  const before = await readFile(file, "utf8");
  const page = await context.newPage();
  await page.goto(`${url}${dashboardPath(overview ?? { uid: "", title: "" })}?refresh=`);
  await settled(page, "");
  let edit = 0;
  const seen = async () => {
    const title = `Edited ${++edit}`;
    await writeFile(file, before.replace(/title: "[^"]*"/, `title: "${title}"`));
    await page.getByText(title, { exact: true }).first().waitFor();
    await settled(page, "");
  };
  const script = `import { dashboards } from "./dashboards/index.ts"; console.log(JSON.stringify(dashboards).length)`;
  const again = () => run(process.execPath, ["--import", "tsx", "--eval", script], { directory: root });
  const times = await interleaved({ ours: timed(seen), peer: timed(again) }, EDITS);
  await page.close();
  return times;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, ours, peer, peerName } of await measurePreview())
    console.info(`${name}: ${ours.toFixed(0)} ms; ${peerName}: ${peer?.toFixed(0)} ms`);
