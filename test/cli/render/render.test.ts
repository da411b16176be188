import { readdirSync, readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../../cli/main.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { formatsIn } from "../../../lib/review/secrets/formats.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { playedContext, repository, rootOfLocalImages, temporaryFolder } from "../fixtures.ts";

const SLOW = 240_000;

/** Every file below a folder, by its path from there. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

async function rendered(
  environment: string,
  given: Parameters<typeof playedContext>[0] = {},
  more: readonly string[] = [],
) {
  const out = temporaryFolder();
  const { context, told } = playedContext(given);
  const code = await main(["render", "--environment", environment, "--out", out, ...more], context);
  expect(code, told()).toBe(0);
  return { out, files: filesIn(out) };
}

describe("rendering every environment", () => {
  it("gives each a folder of its own, the same bytes on any machine, and tells nothing of this one", {
    timeout: SLOW,
  }, async () => {
    // A machine where `up` has run: images are built there, and secrets have values.
    const root = rootOfLocalImages();
    const store = secretStore({
      directory: join(root, ".quantflow", "quantflow-local"),
      variables: {},
      random: (bytes) => Buffer.alloc(bytes, 7),
    });
    const values = Object.values(secrets).map((secret) => `${store.ensure(secret)}`);
    const [{ files }, elsewhere] = [await rendered("all"), await rendered("all", { root })];

    expect(new Set([...files.keys()].map((path) => path.split("/")[0]))).toEqual(
      new Set([".quantflow-rendered.json", ...Object.keys(environments)]),
    );
    expect([...files].filter(([path, text]) => elsewhere.files.get(path) !== text).map(([path]) => path)).toEqual([]);
    expect(elsewhere.files.size).toBe(files.size);
    const telling = [repository, root, elsewhere.out, ...values];
    // A short name is part of many words.
    const named = new RegExp(`(?<![\\w.-])${hostname()}(?![\\w.-])`);
    for (const [path, text] of files) {
      expect([path, telling.filter((one) => text.includes(one))]).toEqual([path, []]);
      expect([path, named.exec(text)]).toEqual([path, null]);
      expect([path, formatsIn(text)]).toEqual([path, []]);
    }
  });

  it("gives what a Docker engine carries a Compose file, readable for the users of the containers", {
    timeout: SLOW,
  }, async () => {
    const { out, files } = await rendered("fault");
    expect(files.get("compose/docker-compose.yml")).toContain('name: "quantflow"\n');
    expect(files.get("compose/configuration/prometheus/prometheus.yml")).toBe(files.get("prometheus/prometheus.yml"));
    const path = join(out, "compose/configuration/prometheus");
    expect([path, join(path, "prometheus.yml")].map((one) => (statSync(one).mode & 0o777).toString(8))).toEqual([
      "755",
      "644",
    ]);
  });

  it("leaves out the receivers whose secrets nobody gives, and mounts none of their files", {
    timeout: SLOW,
  }, async () => {
    const given = await rendered("docker");
    const without = await rendered("docker", {}, ["--without", "pagerduty-key,dead-mans-switch-url"]);
    const told = ({ files }: typeof given) =>
      ["compose/docker-compose.yml", "compose/configuration/alertmanager/alertmanager.yml"].map((path) =>
        [...`${files.get(path)}`.matchAll(/pagerduty-key|dead-mans-switch-url/g)].map(([name]) => name),
      );
    for (const names of told(given)) expect(new Set(names)).toEqual(new Set(["pagerduty-key", "dead-mans-switch-url"]));
    expect(told(without)).toEqual([[], []]);
    expect(without.files.get("compose/docker-compose.yml")).toContain("alertmanager/smtp-password");
  });

  it.each([
    [["--environment", "docker", "--without", "smtp-password"], "smtp-password"],
    [["--environment", "docker", "--without", "admin-password"], 'not "admin-password"'],
    [["--environment", "nowhere"], "nowhere"],
    [["--environment", "fault", "--image-source", "auto"], "must be registry, mirror=HOST or local"],
  ])("refuses %j with words", async (args, words) => {
    const { context, told } = playedContext();
    expect(await main(["render", "--out", temporaryFolder(), ...args], context)).toBeGreaterThan(0);
    expect(told()).toContain(words);
  });
});
