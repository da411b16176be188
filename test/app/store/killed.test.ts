import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { FillFile } from "../../../app/store/fill-file.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { fillStep } from "./records.ts";
import { PATIENCE_MS } from "./servers.ts";

const ENOUGH = 200;

describe("an application that is killed while the database is away", () => {
  it("has every fill on the disk that counted, none of them twice", { timeout: 3 * PATIENCE_MS }, async () => {
    const path = join(await temporaryFolder(), "fills.ndjson");
    const program = join(import.meta.dirname, "recording.ts");
    const child = spawn(process.execPath, ["--import", "tsx", program, path], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    let counted = 0;
    for await (const line of createInterface(child.stdout)) {
      counted = Number(line);
      if (counted === ENOUGH) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    const file = new FillFile(path);
    onTestFinished(() => file.close());
    const { rows, corrupt } = file.all();
    const sequences = rows.map(({ id }) => Number(id.split("-")[1]));
    expect(counted).toBeGreaterThanOrEqual(ENOUGH);
    // The kill may come between a fill's reaching the disk and its being told.
    expect([counted, counted + 1]).toContain(rows.length);
    expect(sequences).toEqual(Array.from({ length: rows.length }, (_, index) => index + 1));
    expect(rows.map(({ fill }) => fill)).toEqual(rows.map((_, index) => fillStep(index + 1).fill));
    expect(corrupt.length).toBeLessThanOrEqual(1);
  });
});
