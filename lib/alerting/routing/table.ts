import type { Branch } from "./branch.ts";
import type { Carried } from "./carried.ts";
import type { LabelSet } from "./matchers.ts";
import { type Passage, passages, type Silencing, silencings } from "./proof/passages.ts";
import type { Routing } from "./proof/routing.ts";
import type { TimeInterval } from "./time-interval.ts";

const HEAD = [
  "alert",
  "severity",
  "labels",
  "told to",
  "grouped by",
  "wait / interval / repeat",
  "when",
  "silenced by",
];
/** Told in columns of their own, or of no weight here. */
const OWN_COLUMN = new Set(["alertname", "severity", "owner"]);

/** Who is told of which alert, when, and what silences it: a Markdown table, label sets merged where they fare alike. */
export function routingTable(routing: Pick<Routing, "alerts" | "route" | "inhibitions" | "values">): string {
  const all = passages(routing);
  const pairs = silencings(all, routing.inhibitions);
  const fate = (passage: Passage) =>
    fateOf(
      passage,
      pairs.filter(({ of }) => of === passage),
    );
  const rows = grouped(all, ({ alert }) => `${alert.name} ${alert.severity}`).flatMap((alike) =>
    grouped(alike, (passage) => fate(passage).join()).flatMap((group) =>
      labelTexts(group, alike).map((labels) => row(group[0] as Passage, labels, fate(group[0] as Passage))),
    ),
  );
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const row = ({ alert }: Carried, labels: string, fate: readonly string[]): readonly string[] => [
  alert.name,
  alert.severity,
  labels,
  ...fate,
];

/** The cells that do not depend on the labels: one line for each receiver, or one for all where they are alike. */
function fateOf({ telling }: Passage, silencers: readonly Silencing[]): readonly string[] {
  const lines = (cell: (branch: Branch) => string) => {
    const texts = telling.map(cell);
    return (new Set(texts).size === 1 ? texts.slice(0, 1) : texts).join("<br>");
  };
  return [
    lines(({ to }) => (to.kind === "absent" ? `nobody (${to.name} is not there)` : to.name)),
    lines(({ groupBy }) => groupBy.join(", ")),
    lines(({ timing: { wait, interval, repeat } }) => `${wait.text} / ${interval.text} / ${repeat.text}`),
    lines(times),
    grouped(silencers, ({ inhibition }) => inhibition.name)
      .map((of) => `${[...new Set(of.map(({ by }) => by.alert.name))].join(", ")} (${of[0]?.inhibition.name})`)
      .join("<br>"),
  ];
}

function times({ muted, active }: Branch): string {
  const names = (intervals: readonly TimeInterval[]) =>
    intervals.map(({ name, zone }) => `${name} (${zone})`).join(", ");
  const within = active.length > 0 ? `in ${names(active)}` : "always";
  return muted.length > 0 ? `${within}, not in ${names(muted)}` : within;
}

/** The labels by which these are told apart from all of the same name: one text where their values combine freely. */
function labelTexts(group: readonly Carried[], all: readonly Carried[]): readonly string[] {
  const of = (label: string, some: readonly Carried[]) => [...new Set(some.map(({ labels }) => labels[label] ?? ""))];
  const names = [...new Set(all.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => !OWN_COLUMN.has(name));
  const telling = names.filter((name) => of(name, group).length < of(name, all).length);
  const combined = telling.reduce((product, name) => product * of(name, group).length, 1);
  const texts = [...new Set(group.map(({ labels }) => labelText(labels, telling)))];
  if (texts.length !== combined) return texts;
  return [telling.map((name) => `${name}: ${of(name, group).map(told).join(", ")}`).join("; ")];
}

const labelText = (labels: LabelSet, names: readonly string[]): string =>
  names.map((name) => `${name}: ${told(labels[name] ?? "")}`).join("; ");

const told = (value: string): string => (value === "" ? "none" : value);

/** In the order in which the keys first appear. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
