import { expect, it, vi } from "vitest";
import type { Inhibition, RootRoute } from "../../../../lib/alerting/routing/index.ts";
import { silences } from "../../../../lib/alerting/routing/inhibition.ts";
import { BUILDING } from "../../../support/tools.ts";
import { timing } from "./given.ts";
import { alertmanager } from "./running.ts";

const inhibitions: readonly Inhibition[] = [
  { name: "by value", source: { alertname: "A" }, target: { alertname: ["B", "C"] }, equal: ["job"] },
  { name: "by two labels", source: { alertname: "C" }, target: { alertname: "D" }, equal: ["job", "instance"] },
  { name: "without any", source: { alertname: "D", job: "x" }, target: { alertname: "E", job: ["y", ""] }, equal: [] },
  { name: "both sides", source: { alertname: ["F", "G"] }, target: { alertname: ["G", "H"] }, equal: ["instance"] },
];
const choices = (name: string) => [{}, { [name]: "x" }, { [name]: "y" }];
const everyLabels = ["A", "B", "C", "D", "E", "G", "H"].flatMap((alertname) =>
  choices("job").flatMap((job) => choices("instance").map((instance) => ({ alertname, ...job, ...instance }))),
);
interface Known {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly inhibitedBy: readonly string[] };
}
const text = (labels: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(labels).sort());

it(
  "What we say is silenced, Alertmanager silences, and nothing else",
  async () => {
    const route: RootRoute = { to: { kind: "absent", name: "nobody" }, timing };
    const here = await alertmanager({ route, inhibitions }, {});
    try {
      const startsAt = new Date().toISOString();
      await here.post(
        everyLabels.map((labels) => ({ labels, annotations: {}, startsAt, generatorURL: "http://p.test" })),
      );
      const theirs = async () => {
        const known = (await here.get("/api/v2/alerts")) as readonly Known[];
        return known.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => text(labels));
      };
      const ours = everyLabels.filter((of) =>
        inhibitions.some((inhibition) => everyLabels.some((by) => silences(inhibition, by, of))),
      );
      expect(ours.length).toBeGreaterThan(20);
      // It takes in what was posted a moment after it has answered.
      await vi.waitFor(async () => expect((await theirs()).sort()).toEqual(ours.map(text).sort()), 10_000);
    } finally {
      await here.stop();
    }
  },
  BUILDING,
);
