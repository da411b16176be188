import { query, stateTimeline, timeseries } from "../../lib/dashboards/index.ts";
import { min, value, where } from "../../lib/promql/index.ts";
import { probeDuration, probeSuccess, up } from "../../metrics/external/index.ts";
import { ofEveryJob } from "../monitoring/watchers.ts";
import { chosenNodeRed } from "./variables.ts";

export const answers = stateTimeline("node-red-answers", {
  title: "Node-RED answers",
  description:
    "Whether its editor asks for the login that it should ask for, and whether the prober that asks it answers. Red above alone: Node-RED is down, or lets in without a login. Both: the prober is down, and nothing is known.",
  height: 8,
  states: [
    { value: 0, text: "No", color: "red" },
    { value: 1, text: "Yes", color: "green" },
  ],
  queries: [
    query(min(value(where(probeSuccess, chosenNodeRed)), { by: [] }), () => "Node-RED"),
    query(min(value(where(up, chosenNodeRed)), { by: [] }), () => "the prober"),
  ],
  watchedBy: ofEveryJob("ServiceUnreachable", "ServiceFlapping"),
});

export const probeTime = timeseries("node-red-probe-time", {
  title: "Time until it answers",
  description:
    "How long a probe of Node-RED took, from the look-up of its name to the last byte. Rising steadily: a flow keeps its event loop busy. It has no metrics of its own, so a flow is looked at in its editor.",
  min: 0,
  queries: [query(value(where(probeDuration, chosenNodeRed)), (l) => l.instance)],
});
