import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alertmanagerFiles, type RootRoute, type Route, reach } from "../../../../../lib/alerting/routing/index.ts";
import { type Policy, policyOf } from "../../../../../lib/renderings/grafana/hosted/index.ts";
import { grafanaSchema, validate } from "../../../../../lib/renderings/grafana/index.ts";
import { service } from "../../../../../lib/services/service.ts";
import { receivers, route, synthesized, timing } from "./given.ts";

const document = synthesized({ route });
const { resource, variable } = document;

describe("who is told by a hosted Grafana", () => {
  it("keeps to the provider's schema", () => {
    expect(validate(document, grafanaSchema)).toEqual([]);
  });

  it("names every secret by a sensitive variable, and holds no value", () => {
    expect(Object.keys(variable).sort()).toEqual(["bot_token", "hook_token", "pager_key", "slack_url"]);
    expect(variable.pager_key).toMatchObject({ type: "string", sensitive: true, nullable: false });
    expect(variable.pager_key).not.toHaveProperty("default");
    const points = resource.grafana_contact_point;
    expect(points["contact-point-pager"].pagerduty[0].integration_key).toBe("${var.pager_key}");
    expect(points["contact-point-slack"].slack[0].url).toBe("${var.slack_url}");
    expect(points["contact-point-telegram"].telegram[0].token).toBe("${var.bot_token}");
    expect(points["contact-point-hook"].webhook[0]).toMatchObject({
      url: "https://hook.shop.test/$${team}",
      authorization_scheme: "Bearer",
      authorization_credentials: "${var.hook_token}",
    });
  });

  it("sends the messages of Alertmanager's own templates", () => {
    expect(resource.grafana_message_template["message-template"].template).toBe(
      alertmanagerFiles({ route, inhibitions: [] }).get("templates/messages.tmpl"),
    );
    expect(resource.grafana_contact_point["contact-point-mail"].email[0]).toEqual({
      addresses: ["ops@shop.test"],
      subject: '{{ template "message.subject" . }}',
      message: '{{ template "message.text" . }}',
    });
  });

  it("has the tree of routes with its matchers, order, times and inheritance", () => {
    const { policy, depends_on, ...root } = resource.grafana_notification_policy["notification-policy"];
    const told = { group_wait: "30s", group_interval: "5m", repeat_interval: "12h" };
    expect(root).toMatchObject({ contact_point: "mail", group_by: ["alertname", "job", "severity"], ...told });
    expect(depends_on).toHaveLength(7);
    expect(policy).toEqual([
      { contact_point: "hook", group_by: ["alertname", "job", "severity"], matcher: [], continue: true },
      {
        contact_point: "pager",
        group_by: ["alertname", "job", "severity"],
        matcher: [{ label: "severity", match: "=", value: "critical" }],
        ...told,
        group_wait: "10s",
        continue: false,
        policy: [
          {
            contact_point: "telegram",
            group_by: ["team"],
            matcher: [{ label: "team", match: "=~", value: "a\\.b|c\\|d" }],
            continue: false,
          },
        ],
      },
      {
        contact_point: "slack",
        group_by: ["alertname", "job", "severity"],
        matcher: [],
        continue: false,
        mute_timings: ["weekends"],
        active_timings: ["working hours"],
      },
    ]);
  });

  it("has the time intervals of Alertmanager's file", () => {
    const timings = resource.grafana_mute_timing;
    const { time_intervals } = parse(alertmanagerFiles({ route, inhibitions: [] }).get("alertmanager.yml") ?? "");
    const spelled = Object.values(timings as Record<string, { name: string; intervals: { times?: object[] }[] }>).map(
      ({ name, intervals }) => ({ name, intervals }),
    );
    expect(spelled).toEqual(
      time_intervals.map(
        (one: { name: string; time_intervals: { times?: { start_time: string; end_time: string }[] }[] }) => ({
          name: one.name,
          intervals: one.time_intervals.map(({ times, ...rest }) => ({
            ...rest,
            ...(times && { times: times.map((time) => ({ start: time.start_time, end: time.end_time })) }),
          })),
        }),
      ),
    );
  });

  it.each([
    ["hosted-grafana/absent-receiver", { kind: "absent", name: "nobody" }],
    ["hosted-grafana/own-telegram", { ...receivers.telegram, url: "https://bots.shop.test" }],
    ["hosted-grafana/unreachable-receiver", { ...receivers.hook, livesIn: inside() }],
  ] as const)("fails with %s on what Grafana cannot express", (code, to) => {
    expect(() => synthesized({ route: { to, timing } })).toThrow(expect.objectContaining({ code }));
  });

  it("fails on policies deeper than the provider nests them", () => {
    const deep = (levels: number): Route => ({ to: receivers.mail, ...(levels > 0 && { routes: [deep(levels - 1)] }) });
    expect(validate(synthesized({ route: { ...deep(4), timing } as RootRoute }), grafanaSchema)).toEqual([]);
    expect(() => policyOf({ ...deep(5), timing } as RootRoute)).toThrow(
      expect.objectContaining({ code: "hosted-grafana/policy-too-deep" }),
    );
  });
});

function inside() {
  return service({ name: "shop" } as never);
}

/** Grafana's own walk of its tree: the first child that matches, and the next ones while it goes on. */
function toldBy(policy: Policy, labels: Readonly<Record<string, string>>): readonly string[] | undefined {
  const matches = policy.matchers.every(({ label, match, value }) =>
    match === "=" ? (labels[label] ?? "") === value : new RegExp(`^(?:${value})$`).test(labels[label] ?? ""),
  );
  if (!matches) return undefined;
  const told: string[] = [];
  for (const child of policy.policies) {
    const found = toldBy(child, labels);
    told.push(...(found ?? []));
    if (found && !child.continue) break;
  }
  return told.length > 0 ? told : [policy.contactPoint];
}

describe("the policy and Alertmanager's routes", () => {
  const label = fc.constantFrom("severity", "team");
  const value = fc.constantFrom("critical", "a.b", "c|d", "x", "");
  const when = fc.dictionary(label, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 })), { maxKeys: 2 });
  const leaf = fc.record({
    to: fc.constantFrom(...Object.values(receivers)),
    when,
    continue: fc.option(fc.constant(true as const), { nil: undefined }),
  });
  const node = fc.record({
    to: fc.constantFrom(...Object.values(receivers)),
    when,
    routes: fc.array(leaf, { maxLength: 3 }),
  });

  it("tell the same receivers of every alert", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(leaf, node), { maxLength: 4 }), fc.dictionary(label, value), (routes, labels) => {
        const root = { to: receivers.mail, timing, routes: JSON.parse(JSON.stringify(routes)) } as RootRoute;
        expect(toldBy(policyOf(root), labels)).toEqual(reach(labels, root).map(({ name }) => name));
      }),
    );
  });
});
