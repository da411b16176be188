import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Part } from "../../../cli/backup/archive/manifest.ts";
import { keptIn } from "../../../cli/backup/kept.ts";
import type { Ended, Start } from "../../../cli/backup/process.ts";
import { restoreInto } from "../../../cli/backup/restore/restore.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import type { Resolution } from "../../../stacks/resolution.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { alertmanager, nodeRed } from "../../../stacks/services/index.ts";
import { ended, fakeRun, playedContext, rootOfLocalImages } from "../fixtures.ts";
import { archiveOf, opened } from "./given.ts";

const KEY = secrets.nodeRedCredentials;
/** As the engine describes a container that runs and has no health check. */
const DESCRIBED = {
  ...{ Id: "1", Created: "2026-11-23T12:00:00Z", RestartCount: 0 },
  State: { Status: "running", ExitCode: 0, OOMKilled: false },
};

/** An archive of both services' data, with the key of the flows. */
async function archived() {
  const parts: readonly Pick<Part, "name" | "kind">[] = [
    { name: "secrets", kind: "secrets" },
    { name: "node-red-data", kind: "frozen" },
    { name: "alertmanager-data", kind: "stopped" },
  ];
  const contents = [JSON.stringify({ [KEY.name]: "the-backup's" }), "flows", "silences"];
  const bytes = await archiveOf(
    contents.map((text) => [Buffer.from(text)]),
    (manifest) => ({ ...manifest, parts: manifest.parts.map((part, index) => ({ ...part, ...parts[index] })) }),
  );
  return opened(bytes);
}

/** What one call of docker is for, in words: `exchange node-red-data`, `stop quantflow-node-red`. */
function meaning([verb = "", ...args]: readonly string[]): string {
  if (verb !== "run") return `${verb} ${args.join(" ").replaceAll("quantflow-", "")}`;
  const volume = /source=quantflow-([\w-]+),/.exec(args.join(" "))?.[1];
  const script = args.at(-1) ?? "";
  if (script.includes("tar -x")) return `read ${volume} in`;
  if (script.includes("undo")) return `exchange ${volume}`;
  return `${script.endsWith("replaced") ? "drop" : "clear"} ${volume}`;
}

/** A restore into an instance that refuses to do what `refuses` names. */
async function restoring(...refuses: readonly string[]) {
  const happened: string[] = [];
  const refused = (what: string) => {
    happened.push(what);
    return refuses.some((one) => what.startsWith(one));
  };
  const { run } = fakeRun((args) => {
    if (args[0] === "container")
      return ended(JSON.stringify(args.slice(2).map((name) => ({ ...DESCRIBED, Name: `/${name}` }))));
    return refused(meaning(args)) ? ended("", 1, `no ${args[0]} today`) : ended();
  });
  const start: Start = (_command, args) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const end: Ended = refused(meaning(args)) ? { code: 1, complaint: "no room" } : { code: 0, complaint: "" };
    input.resume();
    return { input, output, ended: Promise.resolve(end) };
  };
  const site = siteOf({ root: rootOfLocalImages(), variables: {} }, "local");
  site.store.replace(KEY, "the-instance's");
  const resolution: Resolution = { imageSource: { kind: "local" }, available: [], secrets: [] };
  const platform = { services: [nodeRed, alertmanager], resolution };
  const push = async () => void happened.push(`push ${site.store.find(KEY)}`);
  const { context, told } = playedContext({ run });
  const archive = await archived();
  const restored = restoreInto(context, { site, platform, archive, path: "FILE", kept: keptIn(platform), start, push });
  return { restored, happened, told, key: () => site.store.find(KEY) };
}

const READ_IN = ["read node-red-data in", "read alertmanager-data in"];
const STOP = "stop node-red alertmanager";
const START = "start node-red alertmanager";

describe("a restore", () => {
  it("exchanges the data and the key that it was encrypted with while nobody reads either", async () => {
    const { restored, happened, key } = await restoring();
    await restored;
    expect(happened).toEqual([
      ...[...READ_IN, STOP, "exchange node-red-data", "exchange alertmanager-data", "push the-backup's", START],
      ...["drop node-red-data", "drop alertmanager-data"],
    ]);
    expect(key()).toBe("the-backup's");
  });

  it("stops nobody and leaves the key when the data cannot be read in", async () => {
    const { restored, happened, key } = await restoring("read alertmanager-data in");
    await expect(restored).rejects.toMatchObject({ code: "restore/failed" });
    expect(happened).toEqual([...READ_IN, "clear node-red-data", "clear alertmanager-data"]);
    expect(key()).toBe("the-instance's");
  });

  it("leaves data that cannot be exchanged the key that opens it", async () => {
    const { restored, happened, key } = await restoring("exchange node-red-data");
    await expect(restored).rejects.toMatchObject({ code: "restore/failed" });
    expect(happened.slice(READ_IN.length)).toEqual([
      ...[STOP, "exchange node-red-data", "push the-instance's", START],
      ...["clear node-red-data", "clear alertmanager-data"],
    ]);
    expect(key()).toBe("the-instance's");
  });

  it("leaves data that was exchanged before another could not be the key that opens it", async () => {
    const { restored, happened, key } = await restoring("exchange alertmanager-data");
    await expect(restored).rejects.toMatchObject({ message: expect.stringContaining("alertmanager-data") });
    expect(happened.slice(-4)).toEqual(["push the-backup's", START, "drop node-red-data", "clear alertmanager-data"]);
    expect(key()).toBe("the-backup's");
  });

  it("starts those that were stopped before another would not stop", async () => {
    const { restored, happened } = await restoring("stop");
    await expect(restored).rejects.toMatchObject({
      code: "stack/engine-refused",
      message: expect.stringContaining("would not stop"),
    });
    expect(happened.slice(READ_IN.length)).toEqual([
      ...[STOP, "push the-instance's", START],
      ...["clear node-red-data", "clear alertmanager-data"],
    ]);
  });

  it("fails with why the data was not exchanged, and tells that the services were not started either", async () => {
    const { restored, told } = await restoring("exchange", "start");
    await expect(restored).rejects.toMatchObject({ code: "restore/failed" });
    expect(told()).toContain("would not start quantflow-node-red, quantflow-alertmanager: no start today");
  });

  it("has succeeded where what it replaced cannot be removed, and tells that", async () => {
    const { restored, told } = await restoring("drop node-red-data");
    await restored;
    expect(told()).toBe("What the restore no longer needs of node-red-data could not be removed: no run today");
  });
});
