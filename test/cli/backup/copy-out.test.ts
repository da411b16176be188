import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { copyOut } from "../../../cli/backup/copy-out.ts";
import type { KeptFiles } from "../../../cli/backup/kept.ts";
import type { Ended, Start, Started } from "../../../cli/backup/process.ts";
import { namesUnder } from "../../../lib/renderings/docker/names.ts";
import { type Backup, frozenCopy, stoppedCopy, volume } from "../../../lib/services/volume.ts";
import { store } from "../../lib/renderings/kubernetes/given.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";
import { gathered } from "./given.ts";
import { helpersAt } from "./shell.ts";

/** As the engine describes any container that runs. */
const DESCRIBED = {
  Created: "2026-11-23T12:00:00Z",
  RestartCount: 0,
  State: { Status: "running", ExitCode: 0, OOMKilled: false },
};

/** A helper that copies when it is told to, and an engine; both write down what happens. */
function copying(backup: Backup, helper: { readonly dies?: boolean; readonly refuses?: string | undefined } = {}) {
  const happened: string[] = [];
  const { run } = fakeRun(([verb = "", ...args]) => {
    if (verb === "container")
      return ended(JSON.stringify(args.slice(1).map((name) => ({ ...DESCRIBED, Id: name, Name: `/${name}` }))));
    happened.push(`${verb} ${args.join(" ")}`);
    return verb === helper.refuses ? ended("", 1, "it is not running") : ended();
  });
  const start: Start = (_command, args, { onWord }) => {
    happened.push(args.find((argument) => argument.startsWith("--env=")) ?? "no pattern");
    const [input, output] = [new PassThrough(), new PassThrough()];
    const over = new Promise<Ended>((resolve) => {
      input.on("data", () => {
        if (helper.dies) return resolve({ code: 1, complaint: "cp: no space left on device" });
        happened.push("copied");
        onWord("copied");
        output.end("files");
        resolve({ code: 0, complaint: "" });
      });
      input.on("end", () => resolve({ code: 1, complaint: "" }));
    });
    queueMicrotask(() => onWord("ready"));
    return { input, output, ended: over };
  };
  let time = 0;
  const now = () => {
    time += 250;
    return time;
  };
  const { context, told } = playedContext({ run, now });
  const kept = { name: "store-data", volume: volume("store-data", "everything", backup), services: [store] };
  const copied = copyOut(
    { context, start, site: { names: namesUnder("quantflow") }, image: "toolbox" },
    {
      ...kept,
      backup: backup as Extract<Backup, { kind: "frozen" | "stopped" }>,
    },
  );
  return { copied, happened, told };
}

it("freezes the services only while their files are copied within the volume", async () => {
  const { copied, happened } = copying(frozenCopy("01*"));
  const { content, still, finished } = await copied;
  expect(happened).toEqual(["--env=IMMUTABLE=01*", "pause quantflow-store", "copied", "unpause quantflow-store"]);
  expect(still).toBe(250);
  expect((await gathered(content)).toString()).toBe("files");
  await finished();
});

it("stops those that write down what they know when they end, and starts them again", async () => {
  const { copied, happened } = copying(stoppedCopy);
  await copied;
  expect(happened).toEqual(["--env=IMMUTABLE=", "stop quantflow-store", "copied", "start quantflow-store"]);
});

it("lets the services go on when the copy fails, and tells why it did", async () => {
  const { copied, happened } = copying(frozenCopy(), { dies: true });
  await expect(copied).rejects.toMatchObject({
    code: "backup/copy-failed",
    message: "The data of store-data could not be copied: cp: no space left on device",
  });
  expect(happened.at(-1)).toBe("unpause quantflow-store");
});

it("tells that the engine would not freeze them, not what came of letting them go", async () => {
  const { copied, happened } = copying(frozenCopy(), { refuses: "pause" });
  await expect(copied).rejects.toMatchObject({ code: "stack/engine-refused" });
  expect(happened.slice(1)).toEqual(["pause quantflow-store", "unpause quantflow-store"]);
});

it("tells who may not go on, and how it does, when the engine would not let it", async () => {
  const { copied, told } = copying(frozenCopy(), { dies: true, refuses: "unpause" });
  await expect(copied).rejects.toMatchObject({ code: "backup/copy-failed" });
  expect(told()).toBe(
    "quantflow-store may still be frozen; let them go on: docker unpause quantflow-store. The container engine would not unpause quantflow-store: it is not running",
  );
});

/** A copy of the files of a service that does not run. */
function copyingBy(start: Start) {
  const { context } = playedContext({ run: async () => ended("[]") });
  const kept: KeptFiles = {
    ...{ name: "store-data", volume: volume("store-data", "everything", stoppedCopy), services: [store] },
    backup: { kind: "stopped" },
  };
  return copyOut({ context, start, site: { names: namesUnder("quantflow") }, image: "toolbox" }, kept);
}

/** The helper's own script in a folder. */
const helperIn = (folder: string): Start => helpersAt(folder, "IMMUTABLE=").start;

/** The helper of a backup that was interrupted before it said a word. */
const waitingHelper = (start: Start): Promise<Started> =>
  new Promise((resolve) => {
    const interrupted: Start = (command, args, { signal }) => {
      const helper = start(command, args, { signal, onWord: () => resolve(helper) });
      return { ...helper, ended: Promise.resolve({ code: null, complaint: "" }), input: new PassThrough() };
    };
    copyingBy(interrupted).catch((error) => expect(error).toMatchObject({ code: "backup/copy-failed" }));
  });

const namesInTar = (tar: Buffer): readonly string[] =>
  spawnSync("tar", ["-t", "-f", "-"], { input: tar, encoding: "utf8" }).stdout.trim().split("\n").sort();

it("copies the volume's own files, not what a backup or a restore that was cut off has left among them", async () => {
  const folder = temporaryFolder();
  for (const left of [".quantflow-backup.Xy12ab", ".quantflow-restore", ".quantflow-replaced"]) {
    mkdirSync(join(folder, left));
    writeFileSync(join(folder, left, "left"), "left");
  }
  writeFileSync(join(folder, ".hidden"), "1");
  writeFileSync(join(folder, "file"), "1");
  const { content, finished } = await copyingBy(helperIn(folder));
  expect(namesInTar(await gathered(content))).toEqual(["./", "./.hidden", "./file"]);
  await finished();
  expect(readdirSync(folder).sort()).toEqual([".hidden", ".quantflow-replaced", ".quantflow-restore", "file"]);
});

it("has a folder of its own, which the end of an interrupted backup's helper does not remove", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "1");
  const start = helperIn(folder);
  const interrupted = await waitingHelper(start);
  const { content, finished } = await copyingBy((command, args, { signal, onWord }) =>
    start(command, args, {
      signal,
      onWord(word) {
        interrupted.input.end();
        interrupted.ended.then(() => onWord(word));
      },
    }),
  );
  expect(namesInTar(await gathered(content))).toEqual(["./", "./file"]);
  await finished();
});
