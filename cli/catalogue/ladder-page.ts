import { isEndless } from "../../lib/services/capacity-ladder.ts";
import type { Capacity } from "../../stacks/capacity.ts";
import type { Ladder, LimitReach, RungReach } from "../../stacks/capacity-ladder.ts";
import { table } from "../terminal/table.ts";
import type { Paint } from "../terminal/terminal.ts";

/** How far each rung carries, what runs out beside Prometheus, and what to do first. */
export function ladderPage({ scale }: Capacity, { rungs, limits, messagesPerSecond }: Ladder, paint: Paint): string {
  const bold = (titles: readonly string[]) => titles.map((title) => paint("bold", title));
  const reach = [`SYMBOLS AT N=${scale.replicas}`, `REPLICAS AT M=${scale.symbols}`];
  return [
    table([bold(["PROMETHEUS", "CARRIES", ...reach, "ENDS BY"]), ...rungs.map((rung) => rungRow(rung, paint))]),
    table([bold(["BESIDE IT", "ASKED", "LIMIT", ...reach, "PER"]), ...limits.map((limit) => limitRow(limit, paint))]),
    `Of a symbol ${numberText(messagesPerSecond)} messages a second are reckoned in a burst (--messages). N replicas (--replicas) of ${scale.symbols} symbols each (--symbols).`,
    ...nextSteps(rungs, limits).map((step) => `- ${step}`),
  ].join("\n\n");
}

/** `2,706`, `1 M and more`, `none`: the highest number that is carried. */
export function reachText(count: number): string {
  if (count === 0) return "none";
  return isEndless(count) ? `${numberText(count)} and more` : numberText(count);
}

const numberText = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

const verdict = (enough: boolean, paint: Paint): string => (enough ? paint("green", "yes") : paint("red", "no"));

const rungRow = ({ name, gives, enough, carries, ends }: RungReach, paint: Paint): readonly string[] => [
  gives === "availability" ? `${name} (availability)` : name,
  verdict(enough, paint),
  reachText(carries.symbols),
  reachText(carries.replicas),
  ends,
];

const limitRow = ({ name, demand, limit, enough, carries, unit }: LimitReach, paint: Paint): readonly string[] => [
  name,
  enough ? numberText(demand) : paint("red", numberText(demand)),
  numberText(limit),
  reachText(carries.symbols),
  reachText(carries.replicas),
  unit,
];

/** What to do for what was asked; where all is enough, what ends first when symbols are added, and when replicas are. */
export function nextSteps(rungs: readonly RungReach[], limits: readonly LimitReach[]): readonly string[] {
  const short = limits.filter(({ enough }) => !enough).map(({ name, take }) => `${name}: ${take}.`);
  const steps = [...climb(rungs), ...short];
  if (steps.length > 0) return steps;
  const reaches = [...rungs.slice(0, 1), ...limits];
  return (["symbols", "replicas"] as const).map((what) => {
    const first = reaches.reduce((least, one) => (one.carries[what] < least.carries[what] ? one : least));
    return `up to ${reachText(first.carries[what])} ${what} nothing need be done; first ends: ${first.name}.`;
  });
}

function climb(rungs: readonly RungReach[]): readonly string[] {
  const [lowest] = rungs;
  if (lowest?.enough) return [];
  const next = rungs.find(({ enough, gives }) => enough && gives === "capacity");
  return [
    next
      ? `Prometheus: ${next.name}: ${next.take}.`
      : "Prometheus: no rung carries one target of so many series or samples: divide its symbols among replicas.",
  ];
}
