import { query, stat, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { absolute, max, min, value, where } from "../../lib/promql/index.ts";
import { hostClockError, hostClockOffset, hostClockSynchronised } from "../../metrics/external/index.ts";
import { HostClockSkew, HostClockUnsynchronised } from "../../rules/host.ts";
import { chosen } from "./variables.ts";

export const clockOffset = stat("host-clock-offset", {
  title: "Clock off by",
  description:
    "How far the kernel reckons the host's clock is from its reference. It says 0 where nobody keeps the clock, so read it together with the panel beside it. Wrong clocks make prices look old and orders late.",
  width: 6,
  thresholds: [thresholdOf(HostClockSkew, "seconds")],
  queries: [query(max(absolute(value(where(hostClockOffset, chosen))), { by: [] }), () => "Off by")],
  watchedBy: [HostClockSkew],
});

export const synchronised = stat("host-clock-synchronised", {
  title: "Clock kept",
  description:
    "Whether a time server keeps the host's clock. No: it drifts by seconds a day, and nothing tells by how much. Start chrony or systemd-timesyncd on the host.",
  width: 6,
  states: [
    { value: 0, text: "No", color: "red" },
    { value: 1, text: "Yes", color: "green" },
  ],
  queries: [query(min(value(where(hostClockSynchronised, chosen)), { by: [] }), () => "Kept")],
  watchedBy: [HostClockUnsynchronised],
});

export const clockError = timeseries("host-clock-error", {
  title: "Clock may be wrong by",
  description:
    "The most that the clock can be off, as the kernel reckons: it falls with each answer of a time server and grows between. A line that climbs is a clock that nobody keeps; the kernel stops counting at 16 s.",
  width: 8,
  height: 9,
  min: 0,
  queries: [query(max(value(where(hostClockError, chosen)), { by: [] }), () => "at most")],
});
