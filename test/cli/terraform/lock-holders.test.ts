import { describe, expect, it } from "vitest";
import { lockHolders } from "../../../cli/terraform/lock-holders.ts";
import { ended, fakeRun } from "../fixtures.ts";

const variables = { PG_CONN_STR: "postgres://terra%40form:p%40ss@db.example:6432/states?sslmode=verify-full" };

describe("who holds a lock in PostgreSQL", () => {
  it("is asked of psql, which is told the connection in no argument", async () => {
    const { run, calls } = fakeRun(() =>
      ended("ada at 10.0.0.7 since now (pid 7)\nbob at 10.0.0.8 since now (pid 8)\n"),
    );
    expect(await lockHolders({ run, variables }, "some_schema")).toBe(
      "ada at 10.0.0.7 since now (pid 7), bob at 10.0.0.8 since now (pid 8)",
    );
    expect(calls[0]?.command).toBe("psql");
    expect(calls[0]?.args.join(" ")).toContain("SELECT id FROM some_schema.states");
    expect(calls[0]?.args.join(" ")).not.toMatch(/p@ss|p%40ss/);
    expect(calls[0]?.options.environment).toMatchObject({
      PGHOST: "db.example",
      PGPORT: "6432",
      PGUSER: "terra@form",
      PGPASSWORD: "p@ss",
      PGDATABASE: "states",
      PGSSLMODE: "verify-full",
    });
  });

  it("stays unknown where there is no psql, and where it cannot ask", async () => {
    const absent = () => Promise.reject(Object.assign(new Error("spawn psql ENOENT"), { code: "ENOENT" }));
    expect(await lockHolders({ run: absent, variables }, "s")).toBe("");
    const { run } = fakeRun(() => ended("", 2, "connection refused"));
    expect(await lockHolders({ run, variables }, "s")).toBe("");
  });
});
