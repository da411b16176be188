import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { dashboards } from "../dashboards/index.ts";
import { askAt } from "../lib/dashboards/emptiness/index.ts";
import { type Dashboard, dashboardPath, panelId, panelsOf } from "../lib/dashboards/index.ts";
import { command, EXIT } from "./command.ts";
import { previewPage } from "./dashboards/page-build.ts";
import { openPreview } from "./dashboards/preview.ts";
import { unknownDashboard } from "./dashboards/preview-errors.ts";
import { prometheusFor } from "./dashboards/preview-prometheus.ts";
import { shelfOf } from "./dashboards/preview-shelf.ts";
import { type Shot, type Taken, takePicture } from "./dashboards/screenshot.ts";
import { openBrowser } from "./dashboards/screenshot-browser.ts";
import { panelOfWhich, unknownPanel, unusableWidth } from "./dashboards/screenshot-errors.ts";
import { faultsOf, faultText, type PanelFault } from "./dashboards/screenshot-faults.ts";
import { throwIfInterrupted } from "./errors.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { nearest } from "./terminal/nearest.ts";
import { tracked } from "./terminal/progress.ts";

const WIDTH = 1400;

export const screenshot = command({
  description:
    "Takes pictures of the dashboards of the code, as the preview draws them from the running instance's Prometheus. Exit code 1: a panel shows nothing, though it should; each is told with its reason.",
  options: {
    environment: ENVIRONMENT_OPTION,
    panel: { type: "string", placeholder: "KEY", summary: "only this panel of the dashboard, by its key in the code" },
    out: { type: "string", placeholder: "DIR", summary: "the folder to write to; made when missing (default: here)" },
    theme: { type: "string", choices: ["light", "dark"], summary: "default: dark" },
    width: { type: "string", placeholder: "N", summary: `pixels (default: ${WIDTH})` },
    from: { type: "string", placeholder: "TIME", summary: "as Grafana has it: now-6h (default: the dashboard's own)" },
    prometheus: { type: "string", placeholder: "URL", summary: "ask this one; a login goes before the host" },
    json: { type: "boolean", summary: "print {pictures: [{dashboard, file}], faults}" },
  },
  arguments: [{ name: "UID", summary: "which dashboards (default: all)", optional: true, repeated: true }],
  examples: [
    { line: "npx quantflow dashboards screenshot --out docs/pictures/dashboards", does: "a picture of each" },
    {
      line: "npx quantflow dashboards screenshot quantflow-overview --panel price-updates",
      does: "one panel, for a review",
    },
  ],
  async run(context, { environment, prometheus, json, ...wanted }, uids) {
    const site = siteOf(context, environment);
    const model = modelOf(site);
    const shots = shotsOf(uids, wanted);
    const access = prometheusFor(site, model, prometheus);
    const page = await previewPage(context);
    const { interval } = model.environment;
    const serving = { page, shelf: shelfOf(model), prometheus: access, interval, watch: false, port: 0 };
    const opened = await openPreview(serving);
    const browser = await openBrowser(context.variables).catch(async (error) => {
      await opened.close();
      throw error;
    });
    try {
      const taken: Taken[] = [];
      await tracked(context.progress, "take pictures", async (task) => {
        for (const shot of shots) {
          throwIfInterrupted(context.signal);
          task.note(`${taken.length} of ${shots.length}, now ${shot.uid}`);
          taken.push(await takePicture(browser, { ...shot, preview: opened.url }));
        }
      });
      const ask = askAt(access, context.now());
      const faults = (await Promise.all(taken.map(({ report }) => faultsOf(report, ask)))).flat();
      context.terminal.print(json ? record(taken, faults) : taken.map(({ file }) => file).join("\n"));
      if (!json) for (const fault of faults) context.terminal.tell(faultText(fault));
      return faults.length === 0 ? EXIT.ok : EXIT.failed;
    } finally {
      await browser.close();
      await opened.close();
    }
  },
});

interface Wanted {
  readonly panel: string | undefined;
  readonly out: string | undefined;
  readonly theme: string | undefined;
  readonly width: string | undefined;
  readonly from: string | undefined;
}

function shotsOf(uids: readonly string[], { panel, out = ".", theme, width, from }: Wanted): Omit<Shot, "preview">[] {
  const shown = uids.length === 0 ? dashboards : uids.map(dashboardOf);
  if (panel !== undefined && shown.length !== 1) throw panelOfWhich();
  const folder = resolve(out);
  const shots = shown.map((one) => ({
    uid: one.uid,
    path: dashboardPath(one),
    panel: panel === undefined ? undefined : panelOf(one, panel),
    width: widthFrom(width),
    theme: theme === "light" ? ("light" as const) : ("dark" as const),
    from,
    folder,
  }));
  mkdirSync(folder, { recursive: true });
  return shots;
}

function dashboardOf(uid: string): Dashboard {
  const known = dashboards.map((one) => one.uid);
  const found = dashboards.find((one) => one.uid === uid);
  if (!found) throw unknownDashboard(uid, known, nearest(uid, known));
  return found;
}

function panelOf(dashboard: Dashboard, key: string): { readonly id: number; readonly key: string } {
  const panels = panelsOf(dashboard);
  const known = panels.map((one) => one.key);
  const found = panels.find((one) => one.key === key);
  if (!found) throw unknownPanel(dashboard.uid, key, known, nearest(key, known));
  return { id: panelId(found), key };
}

function widthFrom(text = `${WIDTH}`): number {
  const width = Number(text);
  if (!/^\d+$/.test(text) || width < 320 || width > 4000) throw unusableWidth(text);
  return width;
}

const record = (taken: readonly Taken[], faults: readonly PanelFault[]): string =>
  JSON.stringify(
    { pictures: taken.map(({ file, report }) => ({ dashboard: report.dashboard, file })), faults },
    null,
    2,
  );
