import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Crashes } from "../../app/crashes.ts";
import { temporaryFolder } from "./support/exchange.ts";

const fail = (error: unknown): never => {
  throw error;
};

describe("crashes", () => {
  it("are counted from 0, and on by the next process", async () => {
    const path = join(await temporaryFolder(), "crashes.json");
    const first = new Crashes(path, fail);
    expect(first.counts).toEqual({ uncaught: 0, rejection: 0 });
    first.add("uncaught");
    first.add("uncaught");
    first.add("rejection");
    expect(new Crashes(path, fail).counts).toEqual({ uncaught: 2, rejection: 1 });
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual({ uncaught: 2, rejection: 1 });
  });

  it.each(["", "null", '{"uncaught":-1}', '{"uncaught":'])("begin anew, told, in a file of %j", async (text) => {
    const path = join(await temporaryFolder(), "crashes.json");
    await writeFile(path, text);
    const told: unknown[] = [];
    expect(new Crashes(path, (error) => told.push(error)).counts).toEqual({ uncaught: 0, rejection: 0 });
    expect(told).toHaveLength(1);
  });
});
