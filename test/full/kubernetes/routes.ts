import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { labelsOf } from "../../../lib/alerting/rules/file.ts";
import type { Group } from "../../../lib/alerting/rules/group.ts";

type Labels = Readonly<Record<string, string>>;

/** Every way in which an alert of these groups is told in its proofs: its labels with those of its series, each once. */
export function toldLabels(groups: readonly Group[]): readonly Labels[] {
  const told = groups.flatMap(({ alerts }) =>
    alerts.flatMap((alert) =>
      alert.meaning.fires.flatMap(({ tells }) =>
        tells.map(({ labels }) => ({ ...labels, ...labelsOf(alert), alertname: alert.name })),
      ),
    ),
  );
  return told.filter((labels, index) => told.findIndex((other) => isDeepStrictEqual(other, labels)) === index);
}

interface Configuration {
  readonly route: unknown;
  readonly time_intervals?: unknown;
  readonly inhibit_rules?: readonly { readonly name?: string }[];
  readonly receivers: readonly { readonly name: string }[];
}

/** What decides who is told of what and when: routes, intervals, inhibitions. Their names are for the reader. */
export function decisions(text: string) {
  const { route, time_intervals = [], inhibit_rules = [], receivers } = parse(text) as Configuration;
  const inhibitions = inhibit_rules.map(({ name: _, ...rule }) => rule);
  return { route, time_intervals, inhibitions, receivers: receivers.map(({ name }) => name) };
}
