import { describe, expect, it } from "vitest";
import {
  anyValues,
  type RootRoute,
  routingTable,
  weekends,
  workingHours,
} from "../../../../lib/alerting/routing/index.ts";
import { minutes, seconds } from "../../../../lib/metrics/units.ts";
import { labelled, QueueFull } from "../given.ts";
import { chat, hook, mail, pager, timing } from "./given.ts";

const route: RootRoute = {
  to: mail,
  timing,
  routes: [
    { to: hook, timing: { ...timing, wait: seconds(10), interval: minutes(1) }, continue: true },
    { to: pager, when: { severity: "critical" }, groupBy: ["alertname"] },
    { to: chat, when: { disk: ["a", "b"] }, active: [workingHours("Europe/Berlin")] },
    { to: mail, muted: [weekends("UTC")] },
  ],
};
const down = ["app", "desk", "node"].map((job) => labelled("Down", "critical", { job }));
const inhibitions = [
  { name: "why", source: { alertname: "Boot", job: "app" }, target: { alertname: "Down" }, equal: ["job"] },
];
const boot = labelled("Boot", "critical", { job: "app" });

describe("the routing table", () => {
  it("merges label sets that fare alike, and says what sets the others apart", () => {
    const alerts = [...down, boot, QueueFull];
    expect(routingTable({ alerts, route, inhibitions, values: anyValues }).split("\n")).toEqual([
      "| alert | severity | labels | told to | grouped by | wait / interval / repeat | when | silenced by |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      "| Down | critical | job: app | hook<br>pager | alertname, job, severity<br>alertname | 10 s / 1 min / 4 h<br>30 s / 5 min / 4 h | always | Boot (why) |",
      "| Down | critical | job: desk, node | hook<br>pager | alertname, job, severity<br>alertname | 10 s / 1 min / 4 h<br>30 s / 5 min / 4 h | always |  |",
      "| Boot | critical |  | hook<br>pager | alertname, job, severity<br>alertname | 10 s / 1 min / 4 h<br>30 s / 5 min / 4 h | always |  |",
      "| QueueFull | warning | disk: a, b | hook<br>chat | alertname, job, severity | 10 s / 1 min / 4 h<br>30 s / 5 min / 4 h | always<br>in working hours (Europe/Berlin) |  |",
      "| QueueFull | warning | disk: * | hook<br>mail | alertname, job, severity | 10 s / 1 min / 4 h<br>30 s / 5 min / 4 h | always<br>always, not in weekends (UTC) |  |",
    ]);
  });

  it("says who would have been told", () => {
    const gone: RootRoute = { to: { kind: "absent", name: "chat" }, timing };
    expect(routingTable({ alerts: [boot], route: gone, inhibitions: [], values: anyValues })).toContain(
      "| nobody (chat is not there) |",
    );
  });
});
