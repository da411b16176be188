import { dateTimeFormat, dateTimeFormatTimeAgo } from "@grafana/data";
import { Badge, Icon } from "@grafana/ui";
import { type ListedAlert, labelFilter, listedAlerts } from "../../data/alerts.ts";
import { seriesText } from "../../data/prometheus.ts";
import type { Drawing } from "./drawing.ts";

interface Options {
  readonly alertInstanceLabelFilter?: string;
  readonly maxItems?: number;
  readonly stateFilter?: { readonly firing?: boolean; readonly pending?: boolean };
}

/** The alerts that fire or are about to, as Prometheus tells them, most severe first. */
export function AlertListPanel({ panel, rules }: Drawing) {
  const options = (panel.options ?? {}) as Options;
  const filter = labelFilter(options.alertInstanceLabelFilter ?? "");
  if (filter === undefined) throw new Error(`The filter ${options.alertInstanceLabelFilter} cannot be read`);
  const { firing = true, pending = true } = options.stateFilter ?? {};
  const alerts = listedAlerts(rules, filter).filter(({ state }) => (state === "firing" ? firing : pending));
  if (alerts.length === 0) return <p className="quiet">{panel.fieldConfig?.defaults?.noValue ?? "No alert fires."}</p>;
  const shown = alerts.slice(0, options.maxItems ?? 20);
  return (
    <ul className="alerts">
      {shown.map((alert) => (
        <Item key={seriesText(alert.labels)} alert={alert} />
      ))}
      {shown.length < alerts.length && <li>and {alerts.length - shown.length} more</li>}
    </ul>
  );
}

function Item({ alert: { name, severity, state, labels, annotations, activeAt } }: { alert: ListedAlert }) {
  const { runbook_url: runbook, summary = "" } = annotations;
  const where = ["job", "instance"].flatMap((label) => (labels[label] ? [labels[label]] : [])).join(" · ");
  return (
    <li title={seriesText(labels)}>
      <Badge
        text={severity || "alert"}
        color={severity === "critical" ? "red" : severity === "warning" ? "orange" : "blue"}
      />
      <div>
        <strong>
          {name}
          {runbook && (
            <a href={runbook} target="_blank" rel="noreferrer" aria-label={`Runbook of ${name}`}>
              <Icon name="book-open" />
            </a>
          )}
        </strong>
        {summary !== "" && <p>{summary}</p>}
        <small>
          <span className={state}>{state}</span>
          {activeAt && <time title={dateTimeFormat(activeAt)}> since {dateTimeFormatTimeAgo(activeAt)}</time>}
          {where !== "" && ` · ${where}`}
        </small>
      </div>
    </li>
  );
}
