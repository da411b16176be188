import type { ResourceChange } from "../plan/plan.ts";
import { attributesOf, plannedAttributes } from "./attributes.ts";
import { example } from "./example.ts";
import type { Lie } from "./lie.ts";

const FEED = "grafana_dashboard.feed";
const DASHBOARD = '{"uid":"feed","panels":[{"id":21,"type":"timeseries"}]}';
const V2 = "grafana_apps_dashboard_dashboard_v2.feed";

const idsStripped: Lie = {
  id: "grafana/panel-ids-stripped",
  kind: "ids stripped",
  summary: "An update that does not touch the JSON sends it again without the ids of its panels",
  source: "https://github.com/grafana/terraform-provider-grafana/issues/2967",
  bad: [example("update", FEED, { folder: "a", config_json: DASHBOARD }, { folder: "b", config_json: DASHBOARD })],
  good: [
    example(
      "update",
      FEED,
      { folder: "a", config_json: DASHBOARD },
      { folder: "a", config_json: '{"uid":"feed","panels":[]}' },
    ),
    example("create", FEED, null, { folder: "b", config_json: DASHBOARD }),
  ],
  run: (change) => {
    const changed = plannedAttributes(change);
    const stripped = change.type === "grafana_dashboard" && change.action === "update" && changed.length > 0;
    return stripped && !changed.includes("config_json")
      ? "the dashboard is sent again without its panels' ids, and alerts that link to a panel lose it: change the JSON in the same apply (its version, a tag), and look at the links afterwards"
      : undefined;
  },
};

const isTyped = ({ type }: ResourceChange): boolean => type.startsWith("grafana_apps_dashboard_dashboard_");

const neverRefreshed: Lie = {
  id: "grafana/apps-dashboard-not-refreshed",
  kind: "silent",
  summary: "A typed dashboard's body is never read back: an edit in Grafana is no drift, and is overwritten",
  source: "our reading of grafana/grafana 4.45.1, grafana_apps_dashboard_dashboard_v1beta1 and _v2",
  bad: [example("update", V2, { spec: { json: "{}" } }, { spec: { json: '{"title":"Feed"}' } })],
  good: [
    example("create", V2, null, { spec: { json: "{}" } }),
    example("update", FEED, { config_json: "{}" }, { config_json: DASHBOARD }),
  ],
  run: (change) =>
    isTyped(change) && change.action === "update"
      ? "what was edited in Grafana since the last apply is not in this plan and will be overwritten: pull the dashboard and compare first"
      : undefined,
};

const secureData: Lie = {
  id: "grafana/secure-data-not-read",
  kind: "silent",
  summary: "A data source's secrets are not read back: one changed in Grafana is never seen as drift",
  source: "https://github.com/grafana/terraform-provider-grafana/pull/634",
  bad: [
    example(
      "update",
      "grafana_data_source.a",
      { secure_json_data_encoded: "{1}" },
      { secure_json_data_encoded: "{2}" },
    ),
  ],
  good: [example("update", "grafana_data_source.a", { url: "http://a" }, { url: "http://b" })],
  run: (change) =>
    change.type === "grafana_data_source" && changedSecrets(change)
      ? "Grafana does not give these secrets back, so later plans will not see a change made there; they stand in the state: encrypt its backend"
      : undefined,
};

const changedSecrets = (change: ResourceChange): boolean =>
  attributesOf(change.after)["secure_json_data_encoded"] != null &&
  plannedAttributes(change).includes("secure_json_data_encoded");

export const GRAFANA: readonly Lie[] = [idsStripped, neverRefreshed, secureData];
