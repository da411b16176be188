import { describe, expect, it } from "vitest";
import {
  anyValues,
  type Inhibition,
  type RootRoute,
  type Route,
  type Routing,
  routingFaults,
  timeInterval,
  weekends,
} from "../../../../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../../../../lib/metrics/units.ts";
import type { Service } from "../../../../lib/services/service.ts";
import { labelled, QueueFull } from "../given.ts";
import { chat, hook, mail, pager, phone, timing } from "./given.ts";

const app = { name: "app" } as Service;
const copy = { ...hook, livesIn: app, keepsHistoryOnly: true } as const;
const down = labelled("Down", "critical", { job: "app" });
const slow = labelled("Slow", "warning", { job: "app" });
const explains: Inhibition = {
  name: "down explains slow",
  source: { alertname: "Down" },
  target: { severity: "warning" },
  equal: ["job"],
};

const wellRouted: RootRoute = {
  to: mail,
  timing,
  routes: [
    { to: copy, continue: true },
    { to: pager, when: { severity: "critical" } },
    { to: mail, muted: [weekends("UTC")] },
  ],
};
const routing: Routing = {
  alerts: [down, slow],
  route: wellRouted,
  inhibitions: [explains],
  servicesOf: (job) => [{ name: job } as Service],
  values: anyValues,
  retention: hours(120),
};
const faults = (change: Partial<Routing>) =>
  routingFaults({ ...routing, ...change }).map(({ code, message }) => `${code}: ${message}`);
const to = (...routes: readonly Route[]): Partial<Routing> => ({ route: { to: mail, timing, routes } });

describe("the routing proof", () => {
  it("finds nothing where every alert is told, and everything has its use", () => {
    expect(faults({})).toEqual([]);
  });

  it("names what only the application would hear", () => {
    expect(faults({ ...to({ to: copy }), inhibitions: [] })).toEqual([
      "routing/unreachable: alerts would be lost: Down reaches only hook; Slow reaches only hook",
      'routing/unused-receiver: no alert reaches the receiver "mail"',
    ]);
  });

  it("names what nobody would hear, and the labels that are needed for that", () => {
    const absent = { kind: "absent", name: "chat" } as const;
    const route: RootRoute = { to: mail, timing, routes: [{ to: absent, when: { disk: "spare" } }, { to: mail }] };
    expect(faults({ alerts: [QueueFull], route, inhibitions: [] })).toEqual([
      'routing/unreachable: alerts would be lost: QueueFull{job="*", disk="spare"} reaches nobody',
    ]);
  });

  it("knows that a bounded label cannot have the value that a route asks for", () => {
    const route: RootRoute = { to: mail, timing, routes: [{ to: chat, when: { disk: "spare" } }] };
    const known = { alerts: [QueueFull], route, inhibitions: [] };
    expect(faults(known)).toEqual([]);
    const values = (_: unknown, label: string) => (label === "disk" ? ["a", "b"] : undefined);
    expect(faults({ ...known, values })).toEqual([
      'routing/unused-receiver: no alert reaches the receiver "chat"',
      "routing/dead-route: nothing gets to route 1 to chat: no alert has its labels",
    ]);
  });

  it("routes an alert whose label can have no value at all", () => {
    expect(faults({ alerts: [QueueFull], ...to({ to: copy }), inhibitions: [], values: () => [] })).toEqual([
      "routing/unreachable: alerts would be lost: QueueFull reaches only hook",
      'routing/unused-receiver: no alert reaches the receiver "mail"',
    ]);
  });

  it("names the receiver that is declared and not routed", () => {
    expect(faults({ receivers: [mail, phone] })).toEqual([
      'routing/unused-receiver: no alert reaches the receiver "phone"',
    ]);
  });

  it("names the route that an earlier one hides, also below another", () => {
    const hidden = { to: pager, when: { severity: "critical" } };
    expect(faults(to({ to: mail }, hidden))).toContain(
      "routing/dead-route: nothing gets to route 2 to pager: route 1 to mail takes it all",
    );
    const nested = { to: chat, routes: [{ to: mail, when: { job: "app" } }, hidden] };
    expect(faults(to(nested))).toContain(
      "routing/dead-route: nothing gets to route 1.2 to pager: route 1.1 to mail takes it all",
    );
    expect(faults(to({ to: mail, continue: true }, hidden))).toEqual([]);
  });

  it("names the inhibition whose alerts never agree", () => {
    const elsewhere = labelled("Slow", "warning", { job: "desk" });
    expect(faults({ alerts: [down, elsewhere] })).toEqual([
      'routing/dead-inhibition: inhibition "down explains slow" can match nothing: no source and target have the same job',
    ]);
  });

  it("names the alert that is source and target at once", () => {
    const wide: Inhibition = { ...explains, target: { severity: ["warning", "critical"] } };
    expect(faults({ inhibitions: [wide] })).toEqual([
      "routing/inhibition-cycle: Down is both source and target of one inhibition, so it cannot be told which of two such alerts is silenced",
    ]);
  });

  it("names the alerts that silence each other in a circle", () => {
    const back: Inhibition = {
      ...explains,
      name: "back",
      source: { alertname: "Slow" },
      target: { alertname: "Down" },
    };
    expect(faults({ inhibitions: [explains, back] })).toEqual([
      "routing/inhibition-cycle: alerts silence each other, and all would be lost: Down silences Slow silences Down",
    ]);
  });

  it("takes a chain of inhibitions for none", () => {
    const late = labelled("Late", "info", { job: "app" });
    const next: Inhibition = {
      ...explains,
      name: "next",
      source: { alertname: "Slow" },
      target: { alertname: "Late" },
    };
    expect(faults({ alerts: [down, slow, late], inhibitions: [explains, next] })).toEqual([]);
  });

  it("names the group that ends before its receiver may", () => {
    const hasty = { ...timing, interval: seconds(5) };
    expect(faults(to({ to: chat, timing: hasty, continue: true }, { to: mail, timing: hasty }))).toEqual([
      'routing/impatient-group: route 1 to chat gives a message 5 s, which is its group\'s interval; the receiver "chat" may take 10 s',
    ]);
  });

  it("names the repeat that its interval does not meet, or that Alertmanager forgets", () => {
    expect(faults(to({ to: mail, timing: { ...timing, repeat: minutes(12) } }))).toEqual([
      "routing/uneven-repeat: route 1 to mail repeats after 12 min, which is no multiple of its interval of 5 min: it would be told later than that",
    ]);
    expect(faults({ retention: hours(1) })[0]).toBe(
      "routing/forgotten-repeat: the root repeats after 4 h, but Alertmanager forgets what it told after 1 h, and then repeats it",
    );
  });

  it("names the route that is muted around the clock, and the time interval that nobody uses", () => {
    const always = timeInterval("always", "UTC", [{}]);
    expect(faults(to({ to: mail, muted: [always] }))).toEqual([
      "routing/always-muted: route 1 to mail is muted at all times",
    ]);
    expect(faults({ intervals: [always, weekends("UTC")] })).toEqual([
      'routing/unused-interval: no route uses the time interval "always"',
    ]);
  });

  it("refuses two time intervals under one name", () => {
    const route = {
      to: mail,
      timing,
      routes: [{ to: mail, muted: [weekends("UTC")], active: [weekends("Asia/Tokyo")] }],
    };
    expect(() => faults({ route })).toThrow(
      expect.objectContaining({ code: "routing/intervals-differ", message: expect.stringContaining('"weekends"') }),
    );
  });

  it("says of every fault what to do", () => {
    const all = routingFaults({ ...routing, ...to({ to: copy }, { to: mail }), retention: minutes(1) });
    expect(all.length).toBeGreaterThan(3);
    for (const { remedy } of all) expect(remedy).toMatch(/^[a-z].{10,}/);
  });
});
