import { Marked, type Token } from "marked";
import type { Alert } from "../rules/alert.ts";
import { constant, escaped, live, verbatim } from "./go-template.ts";
import { isCode } from "./reader.ts";
import { type Runbook, SECTIONS } from "./runbook.ts";

export interface Link {
  readonly text: string;
  readonly url: string;
}

export interface PageOptions {
  /** The alerts of the runbook's name; at least one. */
  readonly alerts: readonly Alert[];
  /** Where else to look: the dashboard, Alertmanager. */
  readonly links: readonly Link[];
}

const markdown = new Marked({
  renderer: {
    link({ href, tokens }) {
      return `<a href="${escaped(href.replace(/\.md$/, ".html"))}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

/** A runbook as a console template of Prometheus: below each query of its confirmation stands the query's result. */
export const runbookPage = (runbook: Runbook, { alerts, links }: PageOptions): string =>
  [
    `{{ template "head" ${constant(`${runbook.alert}: runbook`)} }}`,
    navigation(runbook, links),
    verbatim(`<h1>${escaped(runbook.alert)}</h1>`),
    verbatim(`<p class="facts">${facts(alerts)}</p>`),
    live("instances", `ALERTS{alertname=${constant(runbook.alert)}}`),
    ...SECTIONS.map((name) => section(name, runbook.sections[name])),
    verbatim(rulesOf(alerts)),
    `<p class="quiet">Values as of ${live("time", "time()")}; reload for new ones.</p>`,
    "</body>\n</html>\n",
  ].join("\n");

/** Prometheus' own pages lie beside this one, wherever Prometheus is. */
function navigation({ alert }: Runbook, links: readonly Link[]): string {
  const own = [
    { text: "All runbooks", url: "../index.html" },
    { text: "Alert", url: `../../alerts?search=${encodeURIComponent(alert)}` },
    { text: "Targets", url: "../../targets" },
  ];
  const anchors = [...own, ...links].map(({ text, url }) => `<a href="${escaped(url)}">${escaped(text)}</a>`);
  return verbatim(`<nav>${anchors.join("")}</nav>`);
}

function facts(alerts: readonly Alert[]): string {
  const of = (fact: (alert: Alert) => string) => [...new Set(alerts.map(fact))];
  const severities = of(({ severity }) => severity).map((one) => `<span class="badge ${one}">${one}</span>`);
  const held = of((alert) => (alert.for ? `after ${alert.for.text}` : "at once"));
  return `${severities.join("")}<span>${of(({ owner }) => owner).join(", ")}</span><span>fires ${held.join(" or ")}</span>`;
}

const section = (name: string, tokens: readonly Token[]): string =>
  [verbatim(`<h2>${escaped(name)}</h2>`), ...tokens.map(block)].join("\n");

const block = (token: Token): string =>
  isCode("promql")(token) ? query(token.text.trim()) : verbatim(markdown.parser([token]));

const query = (promql: string): string =>
  [
    `<div class="query">${verbatim(`<pre><code>${escaped(promql)}</code></pre>`)}`,
    live("results", promql),
    `<p class="quiet"><a href="{{ pathPrefix }}{{ graphLink ${constant(promql)} }}">graph</a></p></div>`,
  ].join("\n");

function rulesOf(alerts: readonly Alert[]): string {
  const conditions = [...new Set(alerts.map(({ condition }) => condition.promql))];
  const shown = conditions.map((promql) => `<pre><code>${escaped(promql)}</code></pre>`);
  const title = conditions.length === 1 ? "The rule" : `Its ${conditions.length} rules`;
  return `<h2>${title}</h2>\n<details><summary class="quiet">PromQL</summary>${shown.join("\n")}</details>`;
}
