import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { grafanaSchema, validate } from "../../lib/renderings/grafana/index.ts";
import { TerraformStack, Testing } from "../../lib/renderings/terraform.ts";
import { assemble } from "../../stacks/assemble.ts";
import { content } from "../../stacks/content.ts";
import type { Environment, HostedGrafanaGround } from "../../stacks/environment.ts";
import { grafanaCloud } from "../../stacks/environments/grafana-cloud.ts";
import { prometheusFiles } from "../../stacks/files.ts";
import { contentSecrets, hostedRules } from "../../stacks/grafana-cloud.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import { rendered } from "../../stacks/rendered.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { BUILDING, builtTool } from "../support/tools.ts";

const modelOf = (changes: Partial<Environment> = {}) =>
  assemble({
    environment: { ...grafanaCloud, ...changes },
    instance: instanceFrom({}, "/nowhere", "grafana-cloud"),
    resolution: UNRESOLVED,
  });
const model = modelOf();
const ground = grafanaCloud.ground as HostedGrafanaGround;

function synthesized(changes: Partial<Environment> = {}) {
  const stack = new TerraformStack(Testing.app(), "content");
  content(stack, modelOf(changes));
  return JSON.parse(Testing.synth(stack));
}

describe("with a hosted Grafana", () => {
  const configuration = prometheusFiles(model).get("prometheus.yml") ?? "";

  it("an agent scrapes what Prometheus scrapes, sends it on, and holds no rule", () => {
    const { command, secrets, volumes } = model.services.find(({ name }) => name === "prometheus") ?? {};
    expect(command).toEqual(expect.arrayContaining(["--agent", "--storage.agent.path=/prometheus"]));
    expect(command?.filter((flag) => flag.includes("tsdb"))).toEqual([]);
    expect(Object.keys(secrets ?? {})).toContain("remote-write-token");
    expect(volumes?.map(({ volume }) => volume.name)).toEqual(["prometheus-agent-data"]);
    const { remote_write, rule_files, global, scrape_configs } = parse(configuration);
    expect(remote_write).toEqual([
      {
        name: "mimir",
        url: `${ground.mimir.url}/api/prom/push`,
        basic_auth: { username: ground.mimir.tenant, password_file: "/run/secrets/remote-write-token" },
        queue_config: { max_shards: 10, max_samples_per_send: 2000, max_backoff: "30s", retry_on_http_429: true },
      },
    ]);
    expect([rule_files, global.external_labels]).toEqual([[], {}]);
    expect(scrape_configs.map(({ job_name }: { job_name: string }) => job_name)).toEqual([
      ...new Set(model.targets.map(({ job }) => job)),
    ]);
  });

  it("the agent's configuration is one that an agent takes", { timeout: BUILDING }, async () => {
    const promtool = await builtTool("promtool");
    const directory = mkdtempSync(join(tmpdir(), "quantflow-agent-"));
    try {
      writeFileSync(join(directory, "prometheus.yml"), configuration);
      const flags = ["check", "config", "--agent", "--syntax-only", join(directory, "prometheus.yml")];
      expect(execFileSync(promtool, flags, { encoding: "utf8" })).toContain("SUCCESS");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("alerts about what an agent does not do are left out, and said to be", () => {
    const alerts = model.groups.flatMap((group) => group.alerts.map(({ name }) => name));
    expect(alerts).toContain("Watchdog");
    const left = model.omitted.filter(({ name }) => name.startsWith("alert ")).map(({ name }) => name.slice(6));
    expect(left).toEqual(["RuleEvaluationFailures", "NotificationsFailing", "NotificationsDropped", "NoAlertmanager"]);
    expect(alerts.filter((name) => left.includes(name))).toEqual([]);
  });

  it("alerts lead to the hosted Grafana and to the runbooks in the repository, and say which environment they are of", () => {
    const [first] = hostedRules(model);
    const [{ annotations, labels }] = parse(first?.text ?? "").rules;
    expect(annotations.dashboard_url).toMatch(`${ground.grafana}/d/`);
    expect(annotations.runbook_url).toMatch(`${ground.runbooks}/`);
    expect(labels.environment).toBe("grafana-cloud");
  });

  it("its rules are rendered as they are pushed", () => {
    const files = [...rendered(model)].filter(([name]) => name.startsWith("mimir/"));
    expect(files).toEqual(hostedRules(model).map(({ name, text }) => [`mimir/rules/${name}.yaml`, text]));
  });
});

describe("the content of a hosted Grafana", () => {
  it.each(["ruler", "grafana"] as const)("keeps to the provider's schema where the %s evaluates", (evaluatedBy) => {
    const document = synthesized({ ground: { ...ground, evaluatedBy } });
    expect(validate(document, grafanaSchema)).toEqual([]);
    expect(Object.keys(document.resource)).toEqual(
      expect.arrayContaining(["grafana_contact_point", "grafana_dashboard", "grafana_notification_policy"]),
    );
    expect("grafana_rule_group" in document.resource).toBe(evaluatedBy === "grafana");
  });

  it("asks for its secrets by variables, and for no others", () => {
    const { variable, provider } = synthesized();
    expect(Object.keys(variable).sort()).toEqual(
      contentSecrets(model)
        .map(({ name }) => name.replaceAll("-", "_"))
        .sort(),
    );
    expect(provider.grafana).toEqual([{ url: ground.grafana, retries: 3 }]);
  });

  it.each([
    [{ kind: "local" }, "refused"],
    [{ kind: "pg" }, "refused"],
    [{ kind: "http", address: "http://states.example" }, "refused"],
    [{ kind: "http", address: "https://states.example" }, "taken"],
    [{ kind: "s3", bucket: "states", region: "eu-central-1" }, "taken"],
  ] as const)("with a state in %j is %s: secrets stand in it", (backend, outcome) => {
    const made = () => synthesized({ backend });
    if (outcome === "taken") expect(made()).toHaveProperty("resource");
    else expect(made).toThrow(expect.objectContaining({ code: "stacks/unencrypted-state" }));
  });
});
