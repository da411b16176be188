import { check } from "../../../promql/checker/index.ts";
import { drillDown } from "../../data-link.ts";
import type { Panel } from "../../panels/panel.ts";
import { expressionsOf } from "../../panels/queries.ts";
import { onPanels } from "../named.ts";
import type { LintRule, Subject } from "../rule.ts";
import { board, panel, QUEUE } from "../sample.ts";

const stock = { uid: "stock", title: "Stock" };

export const linkTarget: LintRule = {
  id: "link/target",
  severity: "error",
  summary: "A link leads to a dashboard that exists, and sets variables that it has",
  why: "A link into nothing is found by who needs it, at night.",
  bad: [
    board([panel({ links: [drillDown("Stock", { uid: "stocks", title: "Stocks" })] })]),
    board([panel({ links: [drillDown("Stock", stock, { choosing: { chanel: "channel" } })] })]),
  ],
  good: [board([panel({ links: [drillDown("Stock", stock, { choosing: { channel: "channel" } })] })])],
  run: (subject) => onPanels(subject.dashboard, (one) => one.links.flatMap(({ url }) => wrongTarget(subject, url))),
};

function wrongTarget({ dashboard, dashboards }: Subject, url: string): readonly string[] {
  const uid = /^\/d\/([\w-]+)/.exec(url)?.[1];
  if (uid === undefined) return [];
  const to = [dashboard, ...dashboards].find((one) => one.uid === uid);
  if (!to)
    return [
      `leads to the dashboard "${uid}", which does not exist: name one of ${dashboards.map((one) => one.uid).join(", ")}`,
    ];
  const has = to.variables.map(({ name }) => name);
  return [...url.matchAll(/[?&]var-(\w+)=/g), ...url.matchAll(/\$\{(\w+):queryparam\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !has.includes(name))
    .map(
      (name) => `sets $${name} of "${to.title}", which has ${has.map((one) => `$${one}`).join(", ") || "no variables"}`,
    );
}

export const linkLabel: LintRule = {
  id: "link/label",
  severity: "error",
  summary: "A link takes labels that the drawn series carry",
  why: "Grafana puts an empty text in place of a label that is not there, and the dashboard behind the link shows nothing.",
  bad: [board([panel({ links: [drillDown("Stock", stock, { choosing: { channel: "symbol" } })] })])],
  good: [board([panel({ links: [drillDown("Stock", stock, { choosing: { channel: "channel" } })] })])],
  run: ({ dashboard, catalogue }) =>
    onPanels(dashboard, (one) =>
      labelsWanted(one).flatMap((label) => {
        const carried = expressionsOf(one).map((promql) => check(promql, { catalogue }).labels);
        if (carried.every((labels) => labels === undefined || labels.includes(label))) return [];
        return [
          `links by the label "${label}", which its series lack: keep the label in ${expressionsOf(one).join(" and ") || QUEUE}`,
        ];
      }),
    ),
};

const labelsWanted = ({ links }: Panel): readonly string[] =>
  links.flatMap(({ url }) => [...url.matchAll(/\$\{__field\.labels\.(\w+)\}/g)].map(([, label = ""]) => label));
