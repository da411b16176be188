import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apply, applyPlan, savePlan, type Terraform } from "../../../cli/stack/apply.ts";
import { playedContext, recordingProgress, temporaryFolder } from "../fixtures.ts";

const event = (type: string, rest: object): string => JSON.stringify({ type, ...rest });
const hook = (addr: string) => ({ hook: { resource: { addr }, action: "create" } });
const planned = (add: number) => event("change_summary", { changes: { add, change: 0, remove: 0, operation: "plan" } });
const error = (summary: string) => event("diagnostic", { diagnostic: { severity: "error", summary, detail: "" } });

/** A Terraform that says these lines and ends. */
const saying =
  (code: number, ...lines: readonly string[]): Terraform =>
  async (_args, { onLine }) => {
    for (const line of lines) onLine(line);
    return code;
  };

const work = (terraform: Terraform, signal = new AbortController().signal) => ({
  ...playedContext().context,
  terraform,
  progress: recordingProgress(),
  signal,
  stack: "storage",
  folder: "/somewhere",
});

describe("applying a stack", () => {
  it("tells which resources it is at, and what it did", async () => {
    const one = work(
      saying(
        0,
        planned(2),
        event("apply_start", hook("docker_volume.a")),
        event("apply_complete", hook("docker_volume.a")),
        event("apply_start", hook("docker_volume.b")),
      ),
    );
    expect(await apply(one)).toEqual({ add: 2, change: 0, remove: 0 });
    expect(one.progress.told).toEqual([
      "note apply storage 0 of 2, now",
      "note apply storage 0 of 2, now a",
      "note apply storage 1 of 2, now",
      "note apply storage 1 of 2, now b",
      "done apply storage 2 added, 0 changed, 0 removed",
    ]);
  });

  it("says when there was nothing to change", async () => {
    const one = work(saying(0, planned(0)));
    await apply(one);
    expect(one.progress.told).toEqual(["done apply storage nothing to change"]);
  });

  it("runs Terraform once, without a question", async () => {
    const calls: (readonly string[])[] = [];
    const record: Terraform = async (args) => {
      calls.push(args);
      return 0;
    };
    await apply(work(record));
    expect(calls).toEqual([["apply", "-json", "-input=false", "-auto-approve"]]);
  });

  it("by a saved plan hands Terraform that plan and tells what was done", async () => {
    const calls: (readonly string[])[] = [];
    const done = event("change_summary", { changes: { add: 0, change: 1, remove: 2, operation: "apply" } });
    const one = work(async (args, options) => {
      calls.push(args);
      return saying(0, done)(args, options);
    });
    expect(await applyPlan(one, "/private/storage.tfplan")).toEqual({ add: 0, change: 1, remove: 2 });
    expect(calls).toEqual([["apply", "-json", "-input=false", "/private/storage.tfplan"]]);
    expect(one.progress.told.at(-1)).toBe("done apply storage 0 added, 1 changed, 2 removed");
  });

  it("is planned without a word of what is done", async () => {
    const calls: (readonly string[])[] = [];
    const one = work(async (args, options) => {
      calls.push(args);
      return saying(0, planned(2))(args, options);
    });
    await savePlan(one, "/private/storage.tfplan");
    expect(calls).toEqual([["plan", "-json", "-input=false", "-out=/private/storage.tfplan"]]);
    expect(one.progress.told.at(-1)).toBe("done plan storage 2 to add, 0 to change, 0 to remove");
  });

  it("fails with every error that Terraform told, and how to continue", async () => {
    await expect(apply(work(saying(1, error("first"), error("second"), "a plain line")))).rejects.toMatchObject({
      code: "stack/terraform-failed",
      message: expect.stringMatching(/first[\s\S]*second[\s\S]*a plain line/),
      remedy: expect.stringContaining("continues where this one stopped"),
    });
  });

  it("fails without the connection's password, as Terraform quotes it or not", async () => {
    const variables = { PG_CONN_STR: "postgres://u:hunt%22er2@127.0.0.1/states?sslmode=disable" };
    const said = saying(1, error(`parse "${variables.PG_CONN_STR}": hunt"er2`), 'and "hunt\\"er2"');
    await expect(apply({ ...work(said), variables })).rejects.toMatchObject({
      code: "stack/terraform-failed",
      message: 'Terraform could not apply the storage stack:\nparse "***": ***\n\nand "***"',
    });
  });

  it("knows a state that another program holds, and says how to end a lock that is left over", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "cdk.tf.json"),
      JSON.stringify({ terraform: { backend: { s3: { bucket: "b", key: "k" } } } }),
    );
    const words =
      "Error acquiring the state lock\nError message: PreconditionFailed\nLock Info:\n  ID:        abc\n  Who:       ada@laptop";
    await expect(apply({ ...work(saying(1, error(words))), folder })).rejects.toMatchObject({
      code: "stack/state-locked",
      message: expect.stringContaining("s3://b/k) is locked by ada@laptop"),
      remedy: expect.stringContaining(`terraform -chdir=${folder} force-unlock abc`),
    });
  });

  it("is stopped, not failed, by Ctrl-C", async () => {
    const one = work(saying(1, error("execution halted")), AbortSignal.abort());
    await expect(apply(one)).rejects.toMatchObject({ code: "interrupted" });
    expect(one.progress.told).toEqual(["fail apply storage stopped"]);
  });
});
