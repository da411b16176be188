import { drillDown, query, timeseries } from "../../lib/dashboards/index.ts";
import { max, sum, value, where } from "../../lib/promql/index.ts";
import {
  blocksSize,
  headChunksSize,
  headSeries,
  ruleGroupDuration,
  writeLogSize,
} from "../../metrics/external/index.ts";
import { pages } from "../pages.ts";
import { chosen } from "./variables.ts";

const duration = value(where(ruleGroupDuration, chosen));

export const ruleTime = timeseries("rule-evaluation-time", {
  title: "Time to evaluate the rules",
  description:
    "Of the slowest group, and of all groups together. Groups run beside one another; one that takes longer than the time between two evaluations skips some, and its alerts come late.",
  width: 8,
  queries: [
    query(max(duration, { by: [] }), () => "slowest group"),
    query(sum(duration, { by: [] }), () => "all groups"),
  ],
});

export const series = timeseries("series", {
  title: "Series in memory",
  description:
    "What memory grows with. A step up is a new target or a label with more values; a slope that never ends is a label with unbounded values: see the table for the target whose samples grew. It falls every two hours, when a block is written.",
  width: 8,
  queries: [query(sum(value(where(headSeries, chosen)), { by: [] }), () => "series")],
});

export const disk = timeseries("prometheus-disk", {
  title: "Disk used by Prometheus",
  description:
    "Blocks of the past, and what the running hours add: the write-ahead log and chunks of memory. Blocks begin after three hours and are removed at the limits of retention; growth beyond them fills the disk.",
  width: 8,
  stacked: true,
  queries: [
    query(sum(value(where(blocksSize, chosen)), { by: [] }), () => "blocks"),
    query(sum(value(where(writeLogSize, chosen)), { by: [] }), () => "write-ahead log"),
    query(sum(value(where(headChunksSize, chosen)), { by: [] }), () => "chunks"),
  ],
  links: [drillDown("The host's disk", pages.ground)],
});
