import { nearest } from "../../parse/nearest.ts";
import type { Check } from "../check.ts";
import { at, ofKind } from "./support.ts";

export const unknownMetric: Check = {
  id: "metric/unknown",
  summary: "The metric is exported by nobody",
  why: "A name that no job exports selects nothing: the alert never fires, the panel stays empty, and nothing says so.",
  bad: ["rate(call_total[5m])", "up + jobs_waiting", '{__name__="call_total"}'],
  good: ["rate(calls_total[5m])", "wait_seconds_count", '{__name__=~"calls_.+"}'],
  run: (subject) =>
    ofKind(subject, "selector").flatMap((node) => {
      const matched = node.matchers.find(
        ({ label, operator, variable }) => label === "__name__" && operator === "=" && !variable,
      );
      const name = node.name ?? matched?.value;
      if (name === undefined || subject.catalogue.opaque?.has(name) || subject.factsOf({ ...node, name }).series)
        return [];
      // The check of native histograms tells that there is no such part of it.
      if (subject.catalogue.metrics.get(name.replace(/_(?:bucket|count|sum)$/, ""))?.native) return [];
      const near = nearest(name, [...subject.catalogue.metrics.keys()]);
      const said = `nobody exports ${name}`;
      const instead = near && node.name !== undefined ? near : undefined;
      return [
        at(
          node.name === undefined ? (matched ?? node) : node.nameSpan,
          near ? `${said}; ${near} is near` : said,
          instead,
        ),
      ];
    }),
};
