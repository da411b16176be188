import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repository } from "../cli/fixtures.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly "runs-on": string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, ".github", "workflows");
const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const workflows = new Map([...texts].map(([name, text]) => [name, parse(text) as Workflow]));
const workflow = (name: string): Workflow => workflows.get(name) as Workflow;
const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ job, name: `${file} ${name}` })),
);

const secretsOf = ({ steps }: Job): readonly string[] =>
  steps.flatMap(({ env = {} }) => Object.values(env)).filter((value) => value.includes("secrets."));

describe.each([...texts])("%s", (_name, text) => {
  it("pins every action by its full commit, with the version beside it", () => {
    const used = [...text.matchAll(/uses: (.+)/g)].map(([, what]) => what);
    expect(used.length).toBeGreaterThan(0);
    for (const what of used) expect(what).toMatch(/^[a-z-]+\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs nothing that a pull request wrote with rights or secrets of ours", () => {
    expect(text).not.toContain("pull_request_target");
    expect(text).not.toContain("workflow_run");
  });

  it("puts no expression into a shell line, where its value would be code", () => {
    for (const [, line] of text.matchAll(/run: (.+)/g)) expect(line).not.toContain("${{");
  });
});

describe("a job", () => {
  it.each(jobs)("$name has the rights that it names and no more", ({ name, job }) => {
    const more = name === "preview.yml comment" ? { "pull-requests": "write" } : {};
    expect(job.permissions).toEqual({ contents: "read", ...more });
  });

  it("has no right that it does not name", () => {
    for (const { permissions } of workflows.values()) expect(permissions).toEqual({});
  });

  it.each(jobs)("$name keeps no token in its checkout", ({ job }) => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false]);
  });

  it.each(jobs)("$name reads secrets only under a protected environment", ({ job }) => {
    if (secretsOf(job).length > 0) expect(job.environment).toMatch(/^monitoring/);
    else expect(job.environment).toBeUndefined();
  });
});

describe("a pull request from a fork", () => {
  const { check, plan, comment } = workflow("preview.yml").jobs as Record<"check" | "plan" | "comment", Job>;

  it("is checked on a hosted machine without a secret, and neither planned nor commented on", () => {
    expect(check.if).toContain("head.repo.full_name != github.repository");
    expect(plan.if).toContain("head.repo.full_name == github.repository");
    expect(comment.if).toContain("needs.plan.outputs.outcome");
    expect(check["runs-on"]).toBe("ubuntu-24.04");
    expect(secretsOf(check)).toEqual([]);
  });
});

describe("the right to apply", () => {
  const { plan, apply } = workflow("apply.yml").jobs as Record<"plan" | "apply", Job>;
  const variablesOf = ({ steps }: Job) => steps.flatMap(({ env = {} }) => Object.keys(env));

  it("is not the right to seal: the apply job has the public keys, the plan job the private one", () => {
    expect(variablesOf(plan)).toContain("QUANTFLOW_SEAL_KEY");
    expect(variablesOf(apply)).not.toContain("QUANTFLOW_SEAL_KEY");
    expect(variablesOf(apply)).toContain("QUANTFLOW_SEAL_PUBLIC_KEYS");
    expect([plan.environment, apply.environment]).toEqual(["monitoring-plan", "monitoring"]);
  });

  it("is used by one run at a time, which is never cut off", () => {
    expect(workflow("apply.yml").concurrency).toEqual({ group: "apply", "cancel-in-progress": false });
    expect(Object.keys(workflow("apply.yml").on)).toEqual(["push"]);
  });

  it("is used with the Terraform that planned", () => {
    const terraform = (job: Job) => job.steps.find(({ uses }) => uses?.startsWith("hashicorp/setup-terraform@"));
    expect(terraform(apply)).toEqual(terraform(plan));
  });
});

describe("a job that is given secrets", () => {
  const secretive = jobs.filter(({ job }) => job.steps.some(({ env }) => env));
  const named = (job: Job) => job.steps.flatMap(({ env = {} }) => Object.entries(env));

  it.each(secretive)("$name has fetched the packages before, in a step that has none", ({ job }) => {
    const ours = job.steps.filter(({ run }) => run);
    expect(ours).toHaveLength(2);
    expect(ours[0]).toEqual({ run: ".ci/pipeline install" });
  });

  it("has what planning, applying and looking for drift all need, and the same image source", () => {
    const working = secretive.filter(({ name }) => !name.endsWith("comment"));
    expect(working.map(({ name }) => name)).toEqual([
      "apply.yml plan",
      "apply.yml apply",
      "drift.yml drift",
      "preview.yml plan",
    ]);
    for (const { job } of working)
      expect(Object.fromEntries(named(job))).toMatchObject({
        QUANTFLOW_IMAGE_SOURCE: "${{ vars.QUANTFLOW_IMAGE_SOURCE || 'registry' }}",
        QUANTFLOW_SECRETS: "${{ secrets.QUANTFLOW_SECRETS }}",
        PG_CONN_STR: "${{ secrets.PG_CONN_STR }}",
        DOCKER_HOST: "${{ secrets.DOCKER_HOST }}",
      });
  });
});

it("every step is one of the pipeline's", () => {
  const script = readFileSync(join(repository, ".ci", "pipeline"), "utf8");
  const lines = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []));
  expect(lines.length).toBeGreaterThanOrEqual(6);
  for (const line of lines) expect(script).toContain(`\n  ${/^\.ci\/pipeline (\w+)$/.exec(line)?.[1]}) `);
});
