import { type MadeBy, madeByLine } from "../../test/support/made-by.ts";
import { EXPLAINED_FOR_SECONDS, type Injected, type Soaked } from "./run.ts";
import { isFlat, type Point, type Slope, slopeOf } from "./slope.ts";

const MIB = 2 ** 20;
const HOUR = 3_600;

/** What a soak must show, each with what it showed. */
export interface Verdict {
  readonly holds: boolean;
  readonly text: string;
}

export function verdicts(soaked: Soaked): readonly Verdict[] {
  const { injected, unexplained, fills, resident, heap, received, options } = soaked;
  const untold = injected.filter(({ alarm }) => alarm === undefined);
  const rate = quantile(received, 0.5);
  return [
    {
      holds: rate >= 0.95 * options.messagesPerSecond,
      text: `load: ${whole(rate)} messages a second received in the median, of ${whole(options.messagesPerSecond)} wanted`,
    },
    {
      holds: fills.made === fills.stored && fills.lost === 0,
      text: `no lost trade: ${fills.made} made, ${fills.stored} in the database, ${fills.lost} lost`,
    },
    {
      holds: injected.length > 0 && untold.length === 0,
      text: `every fault alerted: ${injected.length - untold.length} of ${injected.length}`,
    },
    { holds: unexplained.length === 0, text: `no false alert: ${unexplained.length} that no fault explains` },
    memory("resident memory", resident),
    memory("heap", heap),
  ];
}

function memory(what: string, points: readonly Point[]): Verdict {
  const slope = slopeOf(points);
  return {
    holds: slope !== undefined && isFlat(slope),
    text: `${what} flat: ${slope ? slopeText(slope) : "not measured"}`,
  };
}

const slopeText = ({ perSecond, error, mean, points }: Slope): string =>
  `${signed((perSecond * HOUR) / MIB)} ± ${((error * HOUR) / MIB).toFixed(1)} MiB an hour about ${(mean / MIB).toFixed(0)} MiB (${points} points)`;

/** docs/reports/soak.md. */
export function soakPage(soaked: Soaked, made: MadeBy): string {
  const { startedAt, endedAt, injected, unexplained, alarms, trades, machine, options } = soaked;
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
    "The error of a slope is half of its 95 % interval, by least squares after the warm-up. Flat: the slope is not surely above zero, or",
    "below a twentieth of what is used, an hour.",
    "",
    "## Faults",
    "",
    "| began | lasted | fault | alert | told after |",
    "| --- | --- | --- | --- | --- |",
    ...injected.map((one) => faultRow(one, startedAt)),
    "",
    `${alarms} alerts fired. One is explained by a fault when it is named among its consequences and began while it lasted or within ${EXPLAINED_FOR_SECONDS} s after it.`,
    ...(unexplained.length === 0 ? [] : ["", "Not explained:", ""]),
    ...unexplained.map(({ name, labels, firedAt }) => `- ${at(firedAt, startedAt)} ${name} ${JSON.stringify(labels)}`),
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
    `${trades.applied} were applied, ${trades.stored} are in the database, ${trades.dropped} were given up while it was away and counted as such, and ${trades.unrecovered} never came and could not be fetched afterwards.`,
    "",
  ].join("\n");
}

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

function quantile(points: readonly Point[], share: number): number {
  const sorted = points.map(([, value]) => value).sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

const whole = (value: number): string => value.toFixed(0);
const signed = (value: number): string => `${value < 0 ? "" : "+"}${value.toFixed(1)}`;
