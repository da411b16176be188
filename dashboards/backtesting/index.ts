import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { instance, job } from "../variables.ts";
import { lateness, processor } from "./neighbours.ts";
import { failed, running, slow, waiting } from "./now.ts";
import { outcomes, runTimes, spread } from "./runs.ts";
import { bars, signals } from "./work.ts";

export const backtesting = dashboard({
  ...pages.backtesting,
  description: "Do backtests finish, how fast, and does live trading feel them?",
  tags: TAGS,
  variables: [job, instance],
  annotations,
  rows: [
    { key: "now", panels: [running, waiting, failed, slow] },
    { key: "finishing", title: "Do they finish, and how fast?", panels: [outcomes, runTimes, spread] },
    { key: "work", title: "What do they do?", panels: [bars, signals] },
    { key: "neighbours", title: "Does live trading feel them?", panels: [processor, lateness] },
  ],
});
