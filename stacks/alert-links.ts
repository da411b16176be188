import { dashboards } from "../dashboards/index.ts";
import type { Alert } from "../lib/alerting/rules/alert.ts";
import { type Link, runbookPath } from "../lib/alerting/runbooks/index.ts";
import { panelLink } from "../lib/dashboards/index.ts";
import type { Model } from "./model.ts";
import { alertmanager } from "./services/alertmanager.ts";
import { grafana } from "./services/grafana.ts";
import { preview } from "./services/preview.ts";
import { prometheus } from "./services/prometheus.ts";

/** Where an alert's message leads: to its runbook and, where dashboards are shown, to the panel on which it is to be seen. */
export const annotationsIn =
  (model: Model) =>
  (alert: Alert): Readonly<Record<string, string>> => ({
    runbook_url: runbookUrl(model, alert.name),
    ...Object.fromEntries(dashboardUrls(model, alert).map((url) => ["dashboard_url", url])),
  });

/** Where an alert's runbook leads besides Prometheus' own pages. */
export const linksIn =
  (model: Model) =>
  (alert: Alert): readonly Link[] => [
    { text: "Alertmanager", url: model.publicUrl(alertmanager, "web") },
    ...dashboardUrls(model, alert).map((url) => ({ text: "Dashboard", url })),
  ];

/** A page of the Prometheus that evaluates the rules; where others do, the text in the repository. */
export const runbookUrl = ({ environment: { ground }, publicUrl }: Located, alert: string): string =>
  ground.kind === "hosted-grafana"
    ? `${ground.runbooks}/${alert}.md`
    : publicUrl(prometheus, "web") + runbookPath(alert);

type Located = Pick<Model, "environment" | "publicUrl">;

const dashboardUrls = (model: Model, alert: Alert): readonly string[] =>
  shownAt(model).map((url) => url + panelLink(dashboards, alert));

const shownAt = ({ environment: { ground }, services, publicUrl }: Model): readonly string[] =>
  ground.kind === "hosted-grafana"
    ? [ground.grafana]
    : services
        .filter(({ name }) => name === grafana.name || name === preview.name)
        .map((shown) => publicUrl(shown, "web"));
