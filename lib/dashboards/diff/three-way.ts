import type { Dashboard } from "../dashboard.ts";
import { type Difference, overlapping } from "./difference.ts";
import { differences } from "./differences.ts";
import { equal, isObject } from "./equal.ts";

/**
 * A difference and whose it is: Grafana's (somebody edited it there), the code's (edited, not yet applied), or both's,
 * where each made something else of the same thing.
 */
export interface Sided extends Difference {
  readonly side: "grafana" | "code" | "both";
}

export interface Versions {
  /** What the code says now. */
  readonly code: Dashboard;
  /** What the program last put into Grafana; undefined: nobody knows. */
  readonly applied: Dashboard | undefined;
  /** What Grafana has now. */
  readonly live: Dashboard;
}

/** What was changed since the last time they were one, and where. Changes that both made alike are none. */
export function compared({ code, applied, live }: Versions): readonly Sided[] {
  if (applied === undefined) return differences(code, live).map((one) => ({ ...one, side: "grafana" }));
  const inGrafana = differences(applied, live);
  const inCode = differences(applied, code);
  return [
    ...inGrafana.flatMap((one) => sided(one, inCode, "grafana")),
    // A conflict is told once.
    ...inCode.flatMap((one) => sided(one, inGrafana, "code")).filter(({ side }) => side === "code"),
  ];
}

function sided(one: Difference, others: readonly Difference[], side: "grafana" | "code"): readonly Sided[] {
  const touching = others.filter((other) => overlapping(one, other));
  if (touching.length === 0) return [{ ...one, side }];
  const alike = touching.some((other) => one.what === other.what && equal(place(one.to), place(other.to)));
  return alike ? [] : [{ ...one, side: "both" }];
}

/** Where exactly a panel came to stand follows from its neighbours' sizes too. */
function place(to: unknown): unknown {
  if (!isObject(to) || !("row" in to)) return to;
  const { x: _, y: __, heading: ___, ...rest } = to;
  return rest;
}
