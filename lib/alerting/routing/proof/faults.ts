import { type AlertingError, unreachableAlerts } from "../../errors.ts";
import { deadInhibitions } from "../inhibition.ts";
import { inhibitionCycles } from "./cycles.ts";
import { deadRoutes, unusedIntervals, unusedReceivers } from "./dead-ends.ts";
import { passages } from "./passages.ts";
import { unreachable } from "./reachability.ts";
import type { Routing } from "./routing.ts";
import { wrongTimes } from "./times.ts";

/** The routing proof: every alert with every set of labels it can carry goes through the tree. Empty when all is well. */
export function routingFaults(routing: Routing): readonly AlertingError[] {
  const { alerts, route, inhibitions, servicesOf, values } = routing;
  const lost = unreachable(alerts, route, servicesOf, values);
  const all = passages(routing);
  return [
    ...(lost.length > 0 ? [unreachableAlerts(lost)] : []),
    ...unusedReceivers(routing, all),
    ...deadRoutes(routing, all),
    ...deadInhibitions(inhibitions, alerts, values),
    ...inhibitionCycles(inhibitions, all),
    ...wrongTimes(routing),
    ...unusedIntervals(routing),
  ];
}
