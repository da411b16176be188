import { describe, expect, it } from "vitest";
import type { Receiver } from "../../../../lib/alerting/routing/index.ts";
import {
  pacedRoute,
  type RootRoute,
  reach,
  receiversOf,
  unreachable,
  withSecrets,
} from "../../../../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../../../../lib/metrics/units.ts";
import { given } from "../../../../lib/services/secret.ts";
import type { Service } from "../../../../lib/services/service.ts";
import { labelled } from "../given.ts";

const app = { name: "app" } as Service;
const copy: Receiver = { kind: "webhook", name: "copy", url: "http://app:1/", livesIn: app, keepsHistoryOnly: true };
const servicesOf = (job: string): Service[] => [{ name: job } as Service];
const mail: Receiver = {
  kind: "email",
  name: "mail",
  to: "a@b.test",
  from: "c@b.test",
  smarthost: "mail:25",
  requireTls: true,
  login: { user: "a", password: given("smtp-password") },
};
const pager: Receiver = { kind: "webhook", name: "pager", url: "https://pager.test/" };
const timing = { wait: seconds(30), interval: minutes(5), repeat: hours(4) };

const root: RootRoute = {
  to: mail,
  timing,
  routes: [
    { to: copy, continue: true },
    { to: pager, when: { severity: "critical" }, timing: { ...timing, wait: seconds(10) } },
    { to: mail, when: { severity: ["warning", "info"] } },
  ],
};
const names = (labels: Record<string, string>) => reach(labels, root).map(({ name }) => name);

describe("an alert reaches", () => {
  it("the first route that matches, and before it those that let it go on", () => {
    expect(names({ severity: "critical" })).toEqual(["copy", "pager"]);
    expect(names({ severity: "info" })).toEqual(["copy", "mail"]);
  });

  it("not the root, once any route below has taken it", () => {
    expect(names({ severity: "none" })).toEqual(["copy"]);
  });
});

describe("the routing proof", () => {
  it("names the alert that reaches only the application", () => {
    expect(unreachable([labelled("Quiet", "none"), labelled("Loud", "critical")], root, servicesOf)).toEqual([
      { alert: "Quiet", only: ["copy"] },
    ]);
  });

  it("names the alert whose every receiver lives in what it is about", () => {
    const inMail: RootRoute = { to: { ...mail, livesIn: { name: "mail" } as Service }, timing };
    const about = (job: string) => ({ ...labelled("Down", "critical"), labels: { job } });
    expect(unreachable([about("redis"), about("mail")], inMail, servicesOf)).toEqual([
      { alert: "Down", only: ["mail"] },
    ]);
    const withCopy = { ...inMail, routes: [{ to: copy, continue: true as const }, { to: inMail.to }] };
    expect(unreachable([about("mail")], withCopy, servicesOf)).toEqual([]);
  });
});

describe("a receiver whose secret is not there", () => {
  const { route, omitted } = withSecrets(root, () => false);

  it("is left out, and said so", () => {
    expect(omitted).toEqual([{ name: "mail", why: "its secret smtp-password is not there" }]);
    expect(reach({ severity: "info" }, route).map(({ name }) => name)).toEqual(["copy"]);
  });

  it("fails the proof of every alert that only it would have received", () => {
    expect(unreachable([labelled("Slow", "warning"), labelled("Loud", "critical")], route, servicesOf)).toEqual([
      { alert: "Slow", only: ["copy"] },
    ]);
  });

  it("stays when its secret is there", () => {
    expect(withSecrets(root, () => true)).toEqual({ route: root, omitted: [] });
  });
});

describe("receivers", () => {
  it("are listed once each", () => {
    expect(receiversOf(root).map(({ name }) => name)).toEqual(["mail", "copy", "pager"]);
  });

  it("fail when two differ under one name", () => {
    const other: RootRoute = { to: mail, timing, routes: [{ to: { ...pager, name: "mail" } }] };
    expect(() => receiversOf(other)).toThrow('two receivers are named "mail" and differ');
  });
});

describe("a paced route", () => {
  it("divides every time of the tree and nothing else", () => {
    const fifth = pacedRoute(root, 5);
    expect(fifth.timing).toMatchObject({ wait: { value: 6 }, interval: { value: 60 }, repeat: { value: 2880 } });
    expect(fifth.routes?.[1]).toMatchObject({
      to: pager,
      when: { severity: "critical" },
      timing: { wait: { value: 2 } },
    });
    expect(fifth.routes?.[0]).toEqual({ to: copy, continue: true });
  });
});
