import { describe, expect, it } from "vitest";
import { knownSecrets } from "../../../cli/review/known-secrets.ts";
import { reviewed } from "../../../cli/review/reviewed.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { json } from "../../../lib/review/outputs/index.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { example, plan } from "../../lib/review/verdict/given.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

const VARIABLES = {
  PG_CONN_STR: "postgres://terraform:ge%22heim4711@db.example/states",
  TF_HTTP_PASSWORD: "http-password-of-the-states",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: "session-token-of-the-job",
  QUANTFLOW_SEAL_KEY: "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=",
  QUANTFLOW_PLAN_SECRET: "plan-secret-of-both-jobs",
  GITHUB_TOKEN: "token-of-the-forge",
  GITLAB_TOKEN: "token-of-the-other-forge",
  GRAFANA_AUTH: "glsa_token-of-the-hosted-grafana",
  MIMIR_API_KEY: "glc_token-of-the-hosted-ruler",
  TF_VAR_slack_webhook_url: "https://hooks.slack.example/services/T0/B0/hunter2",
  TF_VAR_mimir_read_token: "token-of-the-data-sources",
};

const held = (variables: NodeJS.ProcessEnv) => ({
  variables,
  ...siteOf({ root: temporaryFolder(), variables }, "local"),
});

describe("the secrets that this process holds", () => {
  it("are those of its variables, a database's password as it is written and as it is", () => {
    expect(knownSecrets(held(VARIABLES))).toEqual(
      expect.arrayContaining([...Object.values(VARIABLES), "ge%22heim4711", 'ge"heim4711']),
    );
  });

  it("are those of its store and the keys of plans", () => {
    const given = held({});
    const names = ["mimir-read-token", "seal-key", "plan-secret", ".digest-key"];
    for (const name of names) given.store.replace({ name, origin: "generated" }, `value-of-${name}`);
    given.store.renew(secrets.admin);
    expect(knownSecrets(given)).toEqual(
      expect.arrayContaining([given.store.find(secrets.admin), ...names.map((name) => `value-of-${name}`)]),
    );
  });

  it("are, of a login to a hosted Grafana, the password alone, too", () => {
    expect(knownSecrets(held({ GRAFANA_AUTH: "admin:hunter4711" }))).toEqual(["admin:hunter4711", "hunter4711"]);
  });

  it("are none where nothing is given", () => {
    expect(knownSecrets(held({}))).toEqual([]);
    expect(knownSecrets(held({ PG_CONN_STR: "no URL: %", GITHUB_TOKEN: "" }))).toEqual(["no URL: %"]);
  });

  it.each(Object.values(VARIABLES))("stand in no review of a plan that holds them: %s", async (secret) => {
    const { context } = playedContext({ root: temporaryFolder(), variables: VARIABLES });
    const change = example("update", "docker_container.redis", { user: "1000" }, { user: secret });
    const stack = { stack: "platform", plan: plan([change]) };
    const { verdict } = await reviewed(context, siteOf(context, "local"), [stack]);
    expect(json(verdict)).not.toContain(secret);
  });
});
