import type { Address } from "../data/address.ts";
import type { DashboardJson } from "../data/dashboard.ts";
import { RefreshPicker, TimeRangePicker } from "../grafana/controls.ts";
import { rawOf, shifted, type TimeRange, zoomedOut } from "../grafana/time.ts";

/** What time is shown, and how often it is read again. */
export function Toolbar(props: {
  dashboard: DashboardJson;
  range: TimeRange;
  refresh: string;
  address: Address;
  change: (part: Partial<Address>) => void;
  now: () => void;
}) {
  const { dashboard, range, refresh, change, now } = props;
  const to = (next: TimeRange) => change(rawOf(next));
  return (
    <header className="toolbar">
      <h1 title={dashboard.description}>{dashboard.title}</h1>
      <div className="controls">
        <TimeRangePicker
          value={range}
          timeZone="browser"
          onChange={to}
          onChangeTimeZone={() => undefined}
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
