import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { copyOut } from "../../../cli/backup/copy-out.ts";
import type { Ended, Start } from "../../../cli/backup/process.ts";
import { namesUnder } from "../../../lib/renderings/docker/names.ts";
import { type Backup, frozenCopy, stoppedCopy, volume } from "../../../lib/services/volume.ts";
import { store } from "../../lib/renderings/kubernetes/given.ts";
import { ended, fakeRun } from "../fixtures.ts";
import { gathered } from "./given.ts";

/** As the engine describes any container that runs. */
const DESCRIBED = {
  Created: "2026-11-23T12:00:00Z",
  RestartCount: 0,
  State: { Status: "running", ExitCode: 0, OOMKilled: false },
};

/** A helper that copies when it is told to, and an engine; both write down what happens. */
function copying(backup: Backup, helper: { readonly dies?: boolean; readonly refuses?: string } = {}) {
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
  const context = { run, now, signal: new AbortController().signal };
  const kept = { name: "store-data", volume: volume("store-data", "everything", backup), services: [store] };
  const copied = copyOut(
    { context, start, site: { names: namesUnder("quantflow") }, image: "toolbox" },
    {
      ...kept,
      backup: backup as Extract<Backup, { kind: "frozen" | "stopped" }>,
    },
  );
  return { copied, happened };
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
