import { useCallback, useMemo } from "react";
import type { Address } from "../data/address.ts";
import type { Client, Settings } from "../data/client.ts";
import type { DashboardJson } from "../data/dashboard.ts";
import { milliseconds } from "../data/duration.ts";
import { fixed } from "../data/interpolate.ts";
import type { Span } from "../data/interval.ts";
import type { Mark } from "../data/marks.ts";
import { choicesOf } from "../data/options.ts";
import type { Readiness } from "../data/readiness.ts";
import { type Choice, lookupIn, parameters } from "../data/variables.ts";
import { spanOf, timeRange, useTimeZone } from "../grafana/time.ts";
import { type Board, BoardContext } from "./board.ts";
import { Grid } from "./grid.tsx";
import { Notices } from "./notices.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useClock } from "./use-clock.ts";
import { useLoaded } from "./use-loaded.ts";
import { useMarks } from "./use-marks.ts";
import { Variables } from "./variables.tsx";

const FALLBACK = { from: "now-6h", to: "now" };
const NO_MARKS: readonly Mark[] = [];
/** Grafana's own guess where nobody says how often is scraped. */
const SCRAPE_INTERVAL = 15_000;

/** One dashboard: its controls and its panels. */
export function Dashboard(props: {
  dashboard: DashboardJson;
  settings: Settings;
  address: Address;
  change: (part: Partial<Address>) => void;
  client: Client;
  readiness: Readiness;
}) {
  const { dashboard, settings, address, change, client, readiness } = props;
  const time = dashboard.time ?? FALLBACK;
  const [from, to] = [address.from ?? time.from, address.to ?? time.to];
  const refresh = address.refresh ?? (dashboard.refresh || "");
  const timeZone = useTimeZone(address.timezone ?? (dashboard.timezone || "browser"));
  const [tick, now] = useClock(refresh);
  // A tick moves what "now" means.
  const { range } = useMemo(() => ({ tick, range: timeRange(from, to, timeZone) }), [from, to, timeZone, tick]);
  const span = spanOf(range);
  const scrapeInterval = milliseconds(settings.interval) ?? SCRAPE_INTERVAL;

  const templates = dashboard.templating?.list ?? [];
  const choices = useLoaded(JSON.stringify([templates, address.variables, span]), () =>
    choicesOf(templates, address.variables, span, client),
  );
  const chosen = JSON.stringify(choices.value);
  const variables = useMemo(() => (chosen === undefined ? undefined : lookupIn(JSON.parse(chosen))), [chosen]);
  const rules = useLoaded(String(tick), () => client.rules());
  const marks = useMarks({ dashboard, client, variables, scrapeInterval }, span);

  const zoom = useCallback(
    (to: Span) => change({ from: String(Math.round(to.from)), to: String(Math.round(to.to)) }),
    [change],
  );
  const view = useCallback((viewPanel: number | undefined) => change({ viewPanel }), [change]);
  const passed = parameters(choices.value ?? []);
  const linkVariables = useMemo(
    () => fixed({ __url_time_range: `from=${from}&to=${to}`, __all_variables: passed }),
    [from, to, passed],
  );
  const board: Board = {
    ...{ dashboard, client, range, timeZone, scrapeInterval, variables, zoom, view },
    rules,
    marks: marks.value ?? NO_MARKS,
    alone: address.viewPanel !== undefined,
    prometheus: settings.prometheus,
    linkVariables,
    report: useCallback((panel) => readiness.report(panel), [readiness]),
  };
  return (
    <BoardContext value={board}>
      {!address.kiosk && <Toolbar {...{ refresh, change, now }} />}
      {!address.kiosk && <Variables choices={choices.value ?? []} change={change} address={address} />}
      <Notices
        problems={{ Annotations: marks.problem, Alerts: rules.problem, ...variableProblems(choices.value ?? []) }}
      />
      <Grid readiness={readiness} viewPanel={address.viewPanel} />
    </BoardContext>
  );
}

const variableProblems = (choices: readonly Choice[]): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(choices.map(({ variable, problem }) => [`Variable ${variable.name}`, problem]));
