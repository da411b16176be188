import { describe, expect, it } from "vitest";
import { hostedEnvironment } from "../../../cli/hosted/content.ts";
import type { StandingPolicy } from "../../../cli/hosted/policy-guard.ts";
import { hostedGround } from "../../../cli/hosted/site.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { type Policy, policyOf } from "../../../lib/renderings/grafana/hosted/index.ts";
import { UNRESOLVED } from "../../../stacks/resolution.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";
import { served } from "./served.ts";

const site = siteOf({ root: temporaryRoot(), variables: {} }, "grafana-cloud");
const model = modelOf(site, UNRESOLVED);

function temporaryRoot(): string {
  return "/nowhere";
}

const SECRETS = {
  TF_VAR_mimir_read_token: "read",
  TF_VAR_slack_webhook_url: "https://hooks.example/hunter2",
  TF_VAR_pagerduty_routing_key: "key",
  TF_VAR_dead_man_switch_token: "switch",
  TF_VAR_alert_history_token: "history",
};
const VARIABLES = { GRAFANA_AUTH: "glsa_token", ...SECRETS };

/** A Grafana whose notification policy is this, and what Terraform would be given for it. */
async function given(policy: object, variables: NodeJS.ProcessEnv = VARIABLES, standing: StandingPolicy = "keep") {
  const { url, asked } = await served(() => ({ status: 200, text: JSON.stringify(policy) }));
  const played = playedContext({ variables });
  const ground = { ...hostedGround(site.environment), grafana: url };
  const environment = hostedEnvironment(played.context, siteIn(), model, ground, standing);
  const result = await environment.then(
    (found) => ({ found }),
    (error) => error as { code: string; message: string },
  );
  return { result, asked, told: played.told() };
}

const siteIn = () => siteOf({ root: temporaryFolder(), variables: {} }, "grafana-cloud");

/** A policy as Grafana answers it; times are left out. */
const answerOf = ({ contactPoint, matchers, policies, ...policy }: Policy): object => ({
  receiver: contactPoint,
  object_matchers: matchers.map(({ label, match, value }) => [label, match, value]),
  continue: policy.continue,
  routes: policies.map(answerOf),
});

const FRESH = { receiver: "grafana-default-email", group_by: ["grafana_folder", "alertname"] };
const FOREIGN = {
  receiver: "office",
  group_by: ["alertname"],
  repeat_interval: "4h",
  routes: [{ receiver: "billing", object_matchers: [["team", "=", "billing"]], mute_time_intervals: ["nights"] }],
};

describe("filling a hosted Grafana", () => {
  it("hands over the login and the secrets by their variables, and nothing else", async () => {
    const { result, asked } = await given(FRESH);
    expect(result).toEqual({ found: VARIABLES });
    expect(asked[0]).toMatchObject({
      method: "GET",
      path: "/api/v1/provisioning/policies",
      headers: { authorization: "Bearer glsa_token" },
    });
  });

  it.each(Object.keys(VARIABLES))("names %s where it is missing, before Grafana is asked", async (variable) => {
    const { result, asked } = await given(FRESH, { ...VARIABLES, [variable]: "" });
    expect(result).toMatchObject({
      message: expect.stringContaining(`The environment variable ${variable} is not set`),
    });
    expect(asked).toEqual([]);
  });
});

describe("a notification policy", () => {
  it("that is somebody else's is listed, and not overwritten", async () => {
    const { result } = await given(FOREIGN);
    expect(result).toMatchObject({ code: "hosted/policy-overwritten" });
    expect((result as { message: string }).message).toContain(
      [
        "    the root: everything, to office, grouped by alertname, times inherited / inherited / 14400 s",
        '    policy 1: team="billing", to billing, grouped by alertname, muted in nights',
      ].join("\n"),
    );
  });

  it("that is somebody else's is overwritten when that is told, and listed all the same", async () => {
    const { result, told } = await given(FOREIGN, VARIABLES, "overwrite");
    expect(result).toEqual({ found: expect.objectContaining(VARIABLES) });
    expect(told).toContain("policy 1: team=");
  });

  it("is not even asked for where nothing is applied", async () => {
    const { result, asked } = await given(FOREIGN, VARIABLES, "unread");
    expect([result, asked]).toEqual([{ found: VARIABLES }, []]);
  });

  it("is not overwritten by a variable that somebody once set", async () => {
    const variables = { ...VARIABLES, QUANTFLOW_OVERWRITE_NOTIFICATION_POLICY: "yes" };
    expect((await given(FOREIGN, variables)).result).toMatchObject({ code: "hosted/policy-overwritten" });
  });

  it("that an earlier apply of ours wrote, with other grouping and times, gives way to the next", async () => {
    const earlier = { provenance: "api", ...answerOf(policyOf(model.route)), group_by: ["job"], repeat_interval: "1h" };
    expect((await given(earlier)).result).toEqual({ found: VARIABLES });
  });

  it("that another program made of our names does not, where it sends other alerts to them", async () => {
    const routes = [{ receiver: "pager", object_matchers: [["team", "=", "payments"]] }];
    const { result } = await given({ provenance: "api", receiver: "people", routes });
    expect(result).toMatchObject({
      code: "hosted/policy-overwritten",
      message: expect.stringContaining('policy 1: team="payments", to pager'),
    });
  });

  it.each([{ repeat_interval: "1m" }, { group_by: ["team"] }])(
    "that is a new Grafana's but for %j, which somebody set, does not",
    async (set) => {
      expect((await given({ ...FRESH, ...set })).result).toMatchObject({ code: "hosted/policy-overwritten" });
    },
  );

  it("that another program wrote, for others, does not", async () => {
    const theirs = { provenance: "api", receiver: "people", routes: [{ receiver: "their-team" }] };
    expect((await given(theirs)).result).toMatchObject({ code: "hosted/policy-overwritten" });
  });

  it("that people made of our names, in the browser, does not", async () => {
    expect((await given({ receiver: "people", routes: [{ receiver: "pager" }] })).result).toMatchObject({
      code: "hosted/policy-overwritten",
    });
  });

  it.each([[[]], [{ routes: "none" }], ["text"]])("is not read out of %j", async (answer) => {
    expect((await given(answer as object)).result).toMatchObject({ code: "hosted/strange-answer" });
  });
});
