import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../cli/run.ts";
import { pushSecrets } from "../../../cli/secrets/push.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { mebibytes, seconds } from "../../../lib/metrics/units.ts";
import { generated, given, plain, type SecretFiles } from "../../../lib/services/secret.ts";
import { type Service, service } from "../../../lib/services/service.ts";
import { ended, fakeRun, temporaryFolder } from "../fixtures.ts";

const token = generated("token");
const slack = given("slack-url");

const reader = (name: string, secrets?: SecretFiles): Service =>
  service({
    name,
    summary: "reads secrets",
    image: "reader",
    ports: {},
    ...(secrets ? { secrets } : {}),
    user: `${process.getuid?.()}:${process.getgid?.()}`,
    health: { command: ["true"], interval: seconds(5), timeout: seconds(5), retries: 1, startPeriod: seconds(5) },
    limits: { memory: mebibytes(16), cpus: 0.1 },
    networks: [],
  });

/** Runs the carrier's own script by the system's shell, with folders in place of the container's mounts. */
function carrierHere() {
  const volumes = temporaryFolder();
  const seen: { args: readonly string[] }[] = [];
  const run: Run = async (_command, args, options = {}) => {
    seen.push({ args });
    const incoming = temporaryFolder();
    const at = args.indexOf("-c");
    const script = (args[at + 1] ?? "").replaceAll("/incoming", incoming).replaceAll("/secrets", volumes);
    const services = args.slice(at + 3);
    for (const name of services) mkdirSync(join(volumes, name), { recursive: true });
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", ...services], { input: options.input });
    return ended(String(stdout), status ?? 1, String(stderr));
  };
  return { volumes, run, seen };
}

function platform(services: readonly Service[]) {
  const carrier = carrierHere();
  const directory = temporaryFolder();
  const store = secretStore({ directory, variables: {}, random: (bytes) => Buffer.alloc(bytes, 7) });
  const push = (wanted = services) =>
    pushSecrets({
      run: carrier.run,
      services: wanted,
      store,
      image: "toolbox:1",
      volumeName: ({ name }) => `v-${name}`,
    });
  return { ...carrier, store, push };
}

const read = (...path: string[]): string => readFileSync(join(...path), "utf8");
const visible = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith("."));

describe("pushing secrets", () => {
  it("gives each reader its files: its own, mode 0400, in a folder of mode 0500", async () => {
    const { volumes, store, push } = platform([reader("app", { "token.txt": plain(token) }), reader("bare")]);
    expect(await push()).toEqual({ changed: ["app"], absent: [] });
    expect(read(volumes, "app", "token.txt")).toBe(store.find(token));
    expect(statSync(join(volumes, "app", "token.txt")).mode & 0o777).toBe(0o400);
    expect(statSync(join(volumes, "app")).mode & 0o777).toBe(0o500);
    expect(readdirSync(volumes)).toEqual(["app"]);
  });

  it("changes nothing the second time", async () => {
    const { volumes, push } = platform([reader("app", { "token.txt": plain(token) })]);
    await push();
    const before = statSync(join(volumes, "app", "token.txt"));
    expect((await push()).changed).toEqual([]);
    expect(statSync(join(volumes, "app", "token.txt")).ino).toBe(before.ino);
  });

  it("replaces by rename, so who has the old file open still reads it whole", async () => {
    const { volumes, store, push } = platform([reader("app", { "token.txt": plain(token) })]);
    await push();
    const before = statSync(join(volumes, "app", "token.txt")).ino;
    store.replace(token, "another");
    expect((await push()).changed).toEqual(["app"]);
    expect(read(volumes, "app", "token.txt")).toBe("another");
    expect(statSync(join(volumes, "app", "token.txt")).ino).not.toBe(before);
  });

  it("changes only the readers of the secret that changed", async () => {
    const { store, push } = platform([
      reader("app", { token: plain(token) }),
      reader("store", { password: plain(generated("password")) }),
    ]);
    expect((await push()).changed).toEqual(["app", "store"]);
    store.replace(token, "another");
    expect((await push()).changed).toEqual(["app"]);
  });

  it("removes what is no longer wanted, and what somebody else put there", async () => {
    const { volumes, push } = platform([reader("app", { token: plain(token), old: plain(token) })]);
    await push();
    await push([reader("app", { token: plain(token) })]);
    expect(visible(join(volumes, "app"))).toEqual(["token"]);
  });

  it("leaves out a file whose secret nobody has given, and says so", async () => {
    const { volumes, store, push } = platform([reader("app", { token: plain(token), url: plain(slack) })]);
    expect(await push()).toEqual({ changed: ["app"], absent: ["slack-url"] });
    expect(visible(join(volumes, "app"))).toEqual(["token"]);
    store.replace(slack, "https://hooks.example/1");
    expect(await push()).toEqual({ changed: ["app"], absent: [] });
    expect(read(volumes, "app", "url")).toBe("https://hooks.example/1");
  });

  it("repeats a push that was cut short before its marker", async () => {
    const { volumes, push } = platform([reader("app", { token: plain(token) })]);
    mkdirSync(join(volumes, "app"), { recursive: true });
    writeFileSync(join(volumes, "app", ".new"), "half");
    await push();
    expect(readdirSync(join(volumes, "app")).sort()).toEqual([".digest", "token"]);
  });

  it("never shows a value in an argument or in the marker", async () => {
    const { volumes, store, seen, push } = platform([reader("app", { token: plain(token) })]);
    await push();
    const value = `${store.find(token)}`;
    expect(JSON.stringify(seen)).not.toContain(value);
    expect(read(volumes, "app", ".digest")).toMatch(/^[0-9a-f]{64}$/);
    expect(seen[0]?.args).toContain("--network=none");
    expect(seen[0]?.args).toContain("--mount=type=volume,source=v-app,target=/secrets/app,volume-nocopy=true");
  });

  it("starts no container when nobody reads a secret", async () => {
    const { run, calls } = fakeRun(() => ended());
    const store = secretStore({ directory: temporaryFolder(), variables: {}, random: (bytes) => Buffer.alloc(bytes) });
    const pushed = await pushSecrets({ run, services: [reader("bare")], store, image: "i", volumeName: () => "v" });
    expect({ pushed, calls }).toEqual({ pushed: { changed: [], absent: [] }, calls: [] });
  });

  it("tells the engine's words when it fails", async () => {
    const { run } = fakeRun(() => ended("", 125, "No space left on device\n"));
    const store = secretStore({ directory: temporaryFolder(), variables: {}, random: (bytes) => Buffer.alloc(bytes) });
    const services = [reader("app", { token: plain(token) })];
    await expect(pushSecrets({ run, services, store, image: "i", volumeName: () => "v" })).rejects.toMatchObject({
      code: "secrets/push-failed",
      message: expect.stringContaining("No space left on device"),
    });
  });
});
