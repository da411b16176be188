import type { DeskView } from "../../desk/view.ts";
import { connectionText } from "../connection.ts";

/** What is worth telling of the step from one view to the next, the most urgent last; prices are not. */
export function news(before: DeskView, after: DeskView): readonly string[] {
  return [...endedBacktests(before, after), ...connectionNews(before, after), ...newAlerts(before, after)];
}

function endedBacktests({ backtests }: DeskView, after: DeskView): readonly string[] {
  if (backtests === after.backtests) return [];
  const states = new Map(backtests.map(({ id, state }) => [id, state]));
  const isOver = (state: string | undefined) => state !== undefined && state !== "queued" && state !== "running";
  return after.backtests
    .filter(({ id, state }) => isOver(state) && !isOver(states.get(id)))
    .map(({ id, state }) => `Backtest ${id} ${state}.`);
}

const connectionNews = ({ connection }: DeskView, after: DeskView): readonly string[] =>
  connection.state === after.connection.state ? [] : [`Exchange ${connectionText(after.connection)}.`];

function newAlerts({ alerts }: DeskView, after: DeskView): readonly string[] {
  if (alerts === after.alerts) return [];
  const known = new Map(alerts.map(({ fingerprint, status }) => [fingerprint, status]));
  const changed = after.alerts.filter(({ fingerprint, status }) => known.get(fingerprint) !== status);
  const [first] = changed;
  if (first === undefined) return [];
  const more = changed.length > 1 ? `, and ${changed.length - 1} more` : "";
  return [`Alert ${first.name} ${first.status}${more}.`];
}
