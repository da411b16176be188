/** Generated routing trees. */
import fc from "fast-check";
import {
  type Receiver,
  type RootRoute,
  type Route,
  weekends,
  workingHours,
} from "../../../../lib/alerting/routing/index.ts";
import { timing } from "./given.ts";

export const label = fc.constantFrom("a", "b");
export const labelValue = fc.constantFrom("x", "y.z", 'q"q');
const values = fc.oneof(labelValue, fc.uniqueArray(labelValue, { minLength: 1, maxLength: 2 }));
const match = fc.dictionary(label, values, { minKeys: 1 });
const receiver = fc
  .constantFrom("r1", "r2", "r3", "r4")
  .map((name): Receiver => ({ kind: "webhook", name, url: "http://localhost:1/" }));
const intervals = fc.subarray([workingHours("Europe/Berlin"), weekends("America/New_York")], { minLength: 1 });

const { tree } = fc.letrec<{ tree: Route; routes: readonly Route[] }>((tie) => ({
  tree: fc.record(
    {
      to: receiver,
      when: match,
      continue: fc.constant(true as const),
      groupBy: fc.subarray(["alertname", "a", "b"]),
      muted: intervals,
      active: intervals,
      timing: fc.constant(timing),
      routes: tie("routes"),
    },
    { requiredKeys: ["to"] },
  ),
  routes: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("tree"), { maxLength: 3 })),
}));

export const rootRoute = fc
  .record({ to: receiver, routes: fc.array(tree, { maxLength: 4 }) })
  .map((route): RootRoute => ({ ...route, timing }));
