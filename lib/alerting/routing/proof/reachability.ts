import type { Unreachable } from "../../errors.ts";
import type { Alert } from "../../rules/alert.ts";
import { receiversIn } from "../branch.ts";
import { carriedName } from "../carried.ts";
import { anyValues, type LabelValues } from "../label-values.ts";
import type { RootRoute } from "../route.ts";
import { type Passage, passages } from "./passages.ts";
import type { ServicesOfJob } from "./routing.ts";

/** Alerts that call nobody, or whose every receiver lives in what the alert is about. */
export function unreachable(
  alerts: readonly Alert[],
  route: RootRoute,
  servicesOf: ServicesOfJob,
  values: LabelValues = anyValues,
): readonly Unreachable[] {
  return alerts.flatMap((alert) => {
    const all = passages({ alerts: [alert], route, inhibitions: [], values });
    const lost = all.filter((passage) => !isTold(passage, servicesOf));
    return merged(lost, lost.length === all.length);
  });
}

/** Whether someone is called, and something receives that does not live in what the alert is about. */
function isTold(passage: Passage, servicesOf: ServicesOfJob): boolean {
  const about = servicesOf(passage.labels["job"] ?? "").map(({ name }) => name);
  const receivers = receiversIn(passage);
  const calls = receivers.some(({ keepsHistoryOnly }) => !keepsHistoryOnly);
  return calls && receivers.some(({ livesIn }) => !livesIn || !about.includes(livesIn.name));
}

/** The name is enough where every set of labels is lost in the same way. */
function merged(lost: readonly Passage[], all: boolean): readonly Unreachable[] {
  const told = lost.map((passage) => ({
    alert: carriedName(passage),
    only: receiversIn(passage).map(({ name }) => name),
  }));
  const alike = new Set(told.map(({ only }) => only.join())).size === 1;
  const [first] = lost;
  return all && alike && first && told[0] ? [{ alert: first.alert.name, only: told[0].only }] : told;
}
