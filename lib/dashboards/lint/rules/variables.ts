import { panelsOf } from "../../dashboard.ts";
import { expressionsOf } from "../../panels/queries.ts";
import { type LabelVariable, rawLabelVariable, variablesIn } from "../../variable.ts";
import { labelsOf } from "../labels.ts";
import { panelNamed, variableNamed } from "../named.ts";
import type { Finding, LintRule, Subject } from "../rule.ts";
import { board, channel, ORDERS, panel } from "../sample.ts";
import { matcherOn, selectorsIn } from "../selectors.ts";

const narrowed = 'shop_queue{channel=~"$channel"}';

const labelVariables = ({ dashboard }: Subject): readonly LabelVariable[] =>
  dashboard.variables.filter((variable): variable is LabelVariable => variable.kind === "label");

export const variableSeries: LintRule = {
  id: "variable/series",
  severity: "error",
  summary: "A variable lists the values of a label that its series carry",
  why: "A choice without values empties every panel that is narrowed by it.",
  bad: [
    board([panel({}, narrowed)], { variables: [rawLabelVariable("channel", "Channel", "shop_queues", "channel")] }),
    board([panel({}, narrowed)], { variables: [rawLabelVariable("channel", "Channel", "shop_queue", "chanel")] }),
  ],
  good: [board([panel({}, narrowed)], { variables: [channel] })],
  run: (subject) =>
    labelVariables(subject).flatMap((variable) => {
      const [selector] = selectorsIn(variable.series);
      const labels = selector?.name === undefined ? undefined : labelsOf(selector.name, subject.catalogue);
      const where = variableNamed(variable);
      if (labels === "unknown")
        return [{ where, message: `lists ${variable.series}, which nothing exports: name a metric of the catalogue` }];
      if (labels === undefined || labels.includes(variable.label)) return [];
      return [
        {
          where,
          message: `lists the label "${variable.label}" of ${selector?.name}, which carries ${labels.join(", ")}: name one of those`,
        },
      ];
    }),
};

export const variableRefresh: LintRule = {
  id: "variable/refresh",
  severity: "warning",
  summary: "A variable is read again when the time range changes",
  why: "Values that were there yesterday cannot be chosen today, and those that are gone stay in the list. Source: dashboard-linter, template-on-time-change-reload-rule.",
  bad: [
    board([panel({}, narrowed)], {
      variables: [rawLabelVariable("channel", "Channel", "shop_queue", "channel", { refresh: 1 })],
    }),
  ],
  good: [board([panel({}, narrowed)], { variables: [channel] })],
  run: (subject) =>
    labelVariables(subject)
      .filter(({ raw }) => raw !== undefined && "refresh" in raw && raw["refresh"] !== 2)
      .map((variable) => ({
        where: variableNamed(variable),
        message: "is not read again when the time range changes: set refresh to 2",
      })),
};

export const variableIgnored: LintRule = {
  id: "variable/ignored",
  severity: "warning",
  summary: "A choice narrows every panel whose series carry its label",
  why: "Who chooses one symbol believes that all panels show that symbol. A panel that goes on showing all of them is misread.",
  bad: [
    board(
      [panel({ width: 12 }, narrowed), { ...panel({ width: 12, title: "Orders" }, ORDERS, "items/s"), key: "orders" }],
      {
        variables: [channel],
      },
    ),
  ],
  good: [board([panel({}, narrowed)], { variables: [channel] })],
  run: (subject) => labelVariables(subject).flatMap((variable) => ignoring(subject, variable)),
};

function ignoring({ dashboard, catalogue }: Subject, { name, label }: LabelVariable): readonly Finding[] {
  return panelsOf(dashboard).flatMap((panel) => {
    const wide = expressionsOf(panel).flatMap((promql) =>
      selectorsIn(promql).filter((selector) => {
        const labels = selector.name === undefined ? undefined : labelsOf(selector.name, catalogue);
        if (labels === undefined || labels === "unknown" || !labels.includes(label)) return false;
        // A fixed value is a choice of its own.
        return matcherOn(selector, label) === undefined;
      }),
    );
    const [first] = wide;
    if (!first || expressionsOf(panel).some((promql) => variablesIn(promql).includes(name))) return [];
    return [
      {
        where: panelNamed(panel),
        panel: panel.key,
        message: `shows every ${label}, whatever $${name} says: narrow ${first.name} by it`,
      },
    ];
  });
}
