import type { Span } from "../../parse/ast.ts";
import { nearest } from "../../parse/nearest.ts";
import type { Check, Subject } from "../check.ts";
import { at, ofKind } from "./support.ts";

export const unknownMetric: Check = {
  id: "metric/unknown",
  summary: "The metric is exported by nobody",
  why: "A name that no job exports selects nothing: the alert never fires, the panel stays empty, and nothing says so.",
  bad: ["rate(call_total[5m])", "up + jobs_waiting", '{__name__="call_total"}'],
  good: ["rate(calls_total[5m])", "wait_seconds_count", '{__name__=~"calls_.+"}'],
  run(subject) {
    const { metrics } = subject.catalogue;
    const nears = new Map<string, string | undefined>();
    return unknown(subject).map(({ name, span, isWritten }) => {
      // Once a name: to look for it among thousands takes long.
      if (!nears.has(name)) nears.set(name, nearest(name, [...metrics.keys()]));
      const near = nears.get(name);
      return at(span, `nobody exports ${name}${near ? `; ${near} is near` : ""}`, isWritten ? near : undefined);
    });
  },
};

interface Unknown {
  readonly name: string;
  readonly span: Span;
  /** As a name, and not as the value of a matcher. */
  readonly isWritten: boolean;
}

function unknown(subject: Subject): readonly Unknown[] {
  const { opaque, metrics } = subject.catalogue;
  return ofKind(subject, "selector").flatMap((node): readonly Unknown[] => {
    const matched = node.matchers.find(
      ({ label, operator, variable }) => label === "__name__" && operator === "=" && !variable,
    );
    const name = node.name ?? matched?.value;
    if (name === undefined || opaque?.has(name) || subject.factsOf({ ...node, name }).series) return [];
    // The check of native histograms tells that there is no such part of it.
    if (metrics.get(name.replace(/_(?:bucket|count|sum)$/, ""))?.native) return [];
    const isWritten = node.name !== undefined;
    return [{ name, span: isWritten ? node.nameSpan : (matched ?? node), isWritten }];
  });
}
