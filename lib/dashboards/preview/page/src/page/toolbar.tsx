import type { Address } from "../data/address.ts";
import type { DashboardJson } from "../data/dashboard.ts";
import { RefreshPicker, TimeRangePicker } from "../grafana/controls.ts";
import { rawOf, shifted, type TimeRange, zoomedOut } from "../grafana/time.ts";
import { useBoard } from "./board.ts";

/** What the dashboard is about, what time is shown, and how often it is read again. */
export function Toolbar(props: { refresh: string; change: (part: Partial<Address>) => void; now: () => void }) {
  const { refresh, change, now } = props;
  const { dashboard, range, timeZone } = useBoard();
  const to = (next: TimeRange) => change(rawOf(next));
  return (
    <header className="toolbar">
      <div className="about">
        <h1>{dashboard.title}</h1>
        <p>{dashboard.description}</p>
        <Links links={dashboard.links ?? []} />
      </div>
      <div className="controls">
        <TimeRangePicker
          value={range}
          timeZone={timeZone}
          onChange={to}
          onChangeTimeZone={(timezone) => change({ timezone })}
          onMoveBackward={() => to(shifted(range, -1))}
          onMoveForward={() => to(shifted(range, 1))}
          onZoom={() => to(zoomedOut(range))}
        />
        <RefreshPicker
          value={refresh}
          onRefresh={now}
          onIntervalChanged={(interval) => change({ refresh: interval })}
        />
      </div>
    </header>
  );
}

/** Links elsewhere; those to other dashboards stand in the list of all. */
function Links({ links }: { links: NonNullable<DashboardJson["links"]> }) {
  const { linkVariables } = useBoard();
  const value = (name: string) => String(linkVariables(name)?.value ?? "");
  const kept = (keepTime = false, includeVars = false) =>
    [keepTime ? value("__url_time_range") : "", includeVars ? value("__all_variables") : ""].filter(
      (part) => part !== "",
    );
  return links.map(({ type, title, url = "", targetBlank, keepTime, includeVars }) => {
    if (type !== "link") return null;
    const query = kept(keepTime, includeVars).join("&");
    const href = query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
    return (
      <a key={`${title} ${url}`} href={href} target={targetBlank ? "_blank" : "_self"} rel="noreferrer">
        {title}
      </a>
    );
  });
}
