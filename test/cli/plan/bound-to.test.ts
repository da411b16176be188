import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { engineId, placeOfState } from "../../../cli/plan/bound-to.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";

function folderOf(backend: unknown): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend } }));
  return folder;
}
const pg = () => folderOf({ pg: { schema_name: "quantflow__docker__storage" } });

describe("the place of a state", () => {
  it.each([
    ["postgres://u:geheim@db.example/states?sslmode=require", "postgres://db.example:5432/states"],
    ["postgres://other:word@db.example:6432/states", "postgres://db.example:6432/states"],
    ["postgres:///states?host=db.example&port=6432", "postgres://db.example:6432/states"],
    ["postgres://u:geheim@[fd12::1]/states", "postgres://[fd12::1]:5432/states"],
  ])("in PostgreSQL is told without the login of %s", (PG_CONN_STR, database) => {
    expect(placeOfState(pg(), { PG_CONN_STR })).toBe(`schema quantflow__docker__storage of ${database}`);
  });

  it("is a file, an object or an address elsewhere", () => {
    const file = folderOf({ local: { path: "../terraform.storage.tfstate" } });
    expect(placeOfState(file, {})).toBe(join(file, "../terraform.storage.tfstate"));
    expect(placeOfState(folderOf({ s3: { bucket: "states", key: "a.tfstate" } }), {})).toBe("s3://states/a.tfstate");
  });
});

describe("the id of an engine", () => {
  const answering = (id: ReturnType<typeof ended>) =>
    playedContext(fakeRun(([what]) => (what === "info" ? id : ended("29.0.0 amd64")))).context;

  it("is what the engine calls itself", async () => {
    expect(await engineId(answering(ended("d5be1b1b\n")))).toBe("d5be1b1b");
  });

  it("is missed where there is none: nothing could be bound to it", async () => {
    await expect(engineId(answering(ended("\n")))).rejects.toMatchObject({
      code: "stack/engine-refused",
      message: expect.stringContaining("tell its id"),
    });
  });
});
