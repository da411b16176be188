import { type MadeBy, madeByLine } from "../../test/support/made-by.ts";
import { CROWDED_LOAD_A_PROCESSOR, type Injected } from "./explained.ts";
import type { Alarm } from "./hearing.ts";
import type { Soaked } from "./run.ts";
import type { Point } from "./slope.ts";
import { MIB, quantile, verdicts } from "./verdicts.ts";

/** docs/reports/soak.md. */
export function soakPage(soaked: Soaked, made: MadeBy): string {
  const { startedAt, endedAt, injected, unexplained, crowded, alarms, trades, machine, options } = soaked;
  const minutes = ((endedAt - startedAt) / 60_000).toFixed(1);
  return [
    "# Soak",
    "",
    madeByLine(made),
    "",
    `${minutes} minutes, seed ${options.seed}, on ${machine.processors} processors with a load of ${machine.load[0].toFixed(1)} before the run and ${machine.load[1].toFixed(1)} at its end.`,
    "The application, the simulated exchange, PostgreSQL, Redis, their exporters, Prometheus and Alertmanager ran as programs of this machine, with the rules of the environment `fault`.",
    "",
    "## Verdict",
    "",
    ...verdicts(soaked).map(({ holds, text }) => `- ${holds ? "holds" : "**falls short**"}: ${text}`),
    "",
    "The error of a slope is half of its 95 % interval, by least squares over the last two thirds of the run, widened for neighbours that are alike.",
    "Flat: the slope is not surely above zero, or below a twentieth of what is used, an hour. A few minutes can only show a steep one.",
    "",
    "## Faults",
    "",
    "| began | lasted | fault | alert | told after |",
    "| --- | --- | --- | --- | --- |",
    ...injected.map((one) => faultRow(one, startedAt)),
    "",
    `${alarms} alerts fired. One is explained by a fault that names it among its consequences, while the fault lasted and for as long afterwards as the alert's rule looks back.`,
    "The application is not ended by any of them, as its memory is what is measured; `docs/reports/faults.md` has what happens when it is.",
    ...alarmsUnder("Not explained:", unexplained, startedAt),
    ...alarmsUnder(
      `Late because the machine was full (a load over ${CROWDED_LOAD_A_PROCESSOR} a processor, far above what the run makes):`,
      crowded,
      startedAt,
    ),
    "",
    "## Load and memory",
    "",
    "| | least | median | most | over time |",
    "| --- | --- | --- | --- | --- |",
    seriesRow("messages sent a second", soaked.sent, 1),
    seriesRow("messages received a second", soaked.received, 1),
    seriesRow("resident memory, MiB", soaked.resident, MIB),
    seriesRow("heap, MiB", soaked.heap, MIB),
    "",
    "## Trades of the market",
    "",
    `${trades.unrecovered} trades that the exchange made while it could not be reached, or before it was killed, could not be fetched afterwards; \`MarketDataLost\` tells of such losses.`,
    "",
  ].join("\n");
}

const alarmsUnder = (title: string, alarms: readonly Alarm[], startedAt: number): readonly string[] =>
  alarms.length === 0
    ? []
    : [
        ...["", title, ""],
        ...alarms.map(
          ({ name, labels, firedAt, machineLoad }) =>
            `- ${at(firedAt, startedAt)} ${name} ${JSON.stringify(labels)}, with a machine load of ${machineLoad.toFixed(1)}`,
        ),
      ];

function faultRow({ fault, beganAt, endedAt, alarm }: Injected, startedAt: number): string {
  const told = alarm === undefined ? "**never**" : `${((alarm.toldAt - beganAt) / 1000).toFixed(1)} s`;
  const lasted = `${((endedAt - beganAt) / 1000).toFixed(0)} s`;
  return `| ${at(beganAt, startedAt)} | ${lasted} | ${fault.name} | ${fault.alert} | ${told} |`;
}

/** Minutes and seconds since the start. */
function at(time: number, startedAt: number): string {
  const seconds = Math.round((time - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const COLUMNS = 40;
const BARS = "▁▂▃▄▅▆▇█";

const seriesRow = (what: string, points: readonly Point[], unit: number): string =>
  `| ${[what, ...[0, 0.5, 1].map((share) => whole(quantile(points, share) / unit)), `\`${bars(points)}\``].join(" | ")} |`;

/** From zero to the most, a column for each fortieth of the time. */
function bars(points: readonly Point[]): string {
  const most = quantile(points, 1);
  return Array.from({ length: Math.min(COLUMNS, points.length) }, (_, column) => {
    const from = Math.floor((column * points.length) / Math.min(COLUMNS, points.length));
    const value = points[from]?.[1] ?? 0;
    return BARS[Math.min(BARS.length - 1, Math.floor((value / most) * BARS.length))];
  }).join("");
}

const whole = (value: number): string => value.toFixed(0);
