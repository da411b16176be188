import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { instance, job, symbol } from "../variables.ts";
import { atRisk, feesPaid, profit, tradesMade, worth } from "./now.ts";
import { orderTimes, refusals } from "./orders.ts";
import { positions, positionValues } from "./positions.ts";
import { halted, profitOverTime } from "./profit.ts";
import { fills, signals } from "./signals.ts";

export const trading = dashboard({
  ...pages.trading,
  description: "Is money made, how much is at risk, and does every signal become a trade?",
  tags: TAGS,
  variables: [job, instance, symbol],
  annotations,
  rows: [
    { key: "now", panels: [profit, worth, atRisk, tradesMade, feesPaid] },
    { key: "money", title: "Is money made?", panels: [profitOverTime] },
    { key: "risk", title: "How much is at risk?", panels: [positions, positionValues] },
    { key: "deciding", title: "Do signals become trades?", panels: [halted, signals, fills, orderTimes, refusals] },
  ],
});
