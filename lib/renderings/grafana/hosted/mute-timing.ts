import { MuteTiming } from "@cdktf/provider-grafana/lib/mute-timing";
import type { Span, TimeInterval } from "../../../alerting/routing/time-interval.ts";
import type { Construct } from "../../terraform.ts";

/** A time interval as Grafana has it: the same fields as Alertmanager's, each in its own spelling. */
export const renderMuteTiming = (scope: Construct, { name, zone, spans }: TimeInterval): MuteTiming =>
  new MuteTiming(scope, `mute-timing-${name.replaceAll(" ", "-")}`, {
    name,
    intervals: spans.map((span) => interval(span, zone)),
  });

const interval = ({ weekdays, times }: Span, zone: string) => ({
  location: zone,
  ...(weekdays && { weekdays: [...weekdays] }),
  ...(times && { times: times.map(({ from, to }) => ({ start: from, end: to })) }),
});
