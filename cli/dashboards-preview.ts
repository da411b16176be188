import { once } from "node:events";
import { command, EXIT } from "./command.ts";
import { previewPage } from "./dashboards/page-build.ts";
import { openPreview } from "./dashboards/preview.ts";
import { unknownDashboard, unusablePort } from "./dashboards/preview-errors.ts";
import { prometheusFor } from "./dashboards/preview-prometheus.ts";
import { keepUp, shelfOf } from "./dashboards/preview-shelf.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { nearest } from "./terminal/nearest.ts";

export const preview = command({
  description:
    "Shows the dashboards of the code as it is, drawn by Grafana's own components from the running instance's Prometheus. The first time takes a minute or two: Grafana's components are fetched and the page is built, once. Ctrl-C ends it.",
  options: {
    environment: ENVIRONMENT_OPTION,
    watch: { type: "boolean", summary: "show each change of the code as it is saved" },
    prometheus: {
      type: "string",
      placeholder: "URL",
      summary: "ask this one; a login goes before the host: USER:PASSWORD@",
    },
    port: { type: "string", placeholder: "N", summary: "of 127.0.0.1 (default: any free one)" },
  },
  arguments: [{ name: "UID", summary: "the dashboard whose address is printed (default: the first)", optional: true }],
  examples: [
    { line: "npx quantflow dashboards preview --watch", does: "edit a panel and see it, a second later" },
    {
      line: "npx quantflow dashboards preview --prometheus https://USER:PASSWORD@metrics.example",
      does: "the same dashboards on another Prometheus",
    },
  ],
  async run(context, { environment, watch, prometheus, port }, [uid]) {
    const site = siteOf(context, environment);
    const model = modelOf(site);
    const shelf = shelfOf(model);
    const first = dashboardOf(shelf.list(), uid);
    const access = prometheusFor(site, model, prometheus);
    const page = await previewPage(context);
    const { interval } = model.environment;
    const opened = await openPreview({ page, shelf, prometheus: access, interval, watch, port: portFrom(port) });
    const stop = watch ? await keepUp(context, model, shelf) : undefined;
    context.terminal.print(opened.url + first.url);
    context.terminal.tell(`Samples of ${access.url}. Ctrl-C ends the preview.`);
    if (!context.signal.aborted) await once(context.signal, "abort");
    await Promise.all([stop?.(), opened.close()]);
    return EXIT.ok;
  },
});

function dashboardOf<T extends { readonly uid: string }>(shown: readonly T[], uid: string | undefined): T {
  const found = shown.find((one) => uid === undefined || one.uid === uid);
  const known = shown.map((one) => one.uid);
  if (!found) throw unknownDashboard(uid ?? "", known, nearest(uid ?? "", known));
  return found;
}

function portFrom(text = "0"): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || (port !== 0 && port < 1024) || port > 65_535) throw unusablePort(text);
  return port;
}
