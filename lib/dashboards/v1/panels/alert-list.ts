import { ALERTS_LISTED } from "../../defaults.ts";
import type { AlertList } from "../../panels/alert-list.ts";
import { type References, reference } from "../../references.ts";
import type { Part } from "./drawn.ts";

/** Source: Grafana, plugins/panel/alertlist/types.ts; it goes by the data source's name, not its uid. */
export const alertList = (_: AlertList, { metrics }: References): object => ({
  datasource: reference(metrics),
  options: {
    datasource: metrics.name,
    viewMode: "list",
    groupMode: "default",
    groupBy: [],
    maxItems: ALERTS_LISTED,
    // Most urgent first.
    sortOrder: 3,
    dashboardAlerts: false,
    showInactiveAlerts: false,
    alertName: "",
    // The Watchdog fires always, to show that alerts arrive at all.
    alertInstanceLabelFilter: '{severity!="none"}',
    stateFilter: { firing: true, pending: true, recovering: true, error: true, noData: false, normal: false },
  },
});

export const readAlertList = ({ limits, whenEmpty, ...described }: Part): AlertList => ({
  kind: "alertlist",
  ...described,
});
