import type { Alert } from "../rules/alert.ts";
import { constant, escaped, live, verbatim } from "./go-template.ts";
import type { Runbook } from "./runbook.ts";

/** The page that lists all runbooks, as a console template: what fires now, then every alert with its state. */
export const contentsPage = (runbooks: readonly Runbook[], alerts: readonly Alert[]): string =>
  [
    `{{ template "head" ${constant("Runbooks")} }}`,
    '<nav><a href="../alerts">Alerts</a><a href="../targets">Targets</a><a href="../query">Query</a></nav>',
    "<h1>Runbooks</h1>",
    `<p class="quiet">Values as of ${live("time", "time()")}; reload for new ones.</p>`,
    "<h2>Firing now</h2>",
    live("firing", 'ALERTS{alertstate="firing", severity!="none"}'),
    "<h2>Every alert</h2>",
    "<table>",
    ...runbooks.map((runbook) => row(runbook, alerts)),
    "</table>",
    "</body>\n</html>\n",
  ].join("\n");

/** How many alerts of a name are pending and firing: `{alertstate="firing"} 2`. */
const stateOf = (alert: string): string => `count by (alertstate) (ALERTS{alertname=${constant(alert)}})`;

function row({ alert, owner }: Runbook, alerts: readonly Alert[]): string {
  const severities = new Set(alerts.filter(({ name }) => name === alert).map(({ severity }) => severity));
  const badges = [...severities].map((one) => `<span class="badge ${one}">${one}</span>`);
  const name = `<a href="runbooks/${escaped(alert)}.html">${escaped(alert)}</a>`;
  const cells = verbatim(`<td>${name}</td><td>${badges.join(" ")}</td><td>${escaped(owner)}</td>`);
  return `<tr>${cells}<td>${live("state", stateOf(alert))}</td></tr>`;
}
