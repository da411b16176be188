import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING_HEARD } from "../../../app/watchman/state.ts";
import { StateFile } from "../../../app/watchman/state-file.ts";
import { temporaryFolder } from "../support/exchange.ts";

const opened = (path: string) => {
  const failures: unknown[] = [];
  return { file: new StateFile(path, (error) => failures.push(error)), failures };
};

describe("the watchman's state file", () => {
  it("gives back what was written, and leaves nothing beside it", async () => {
    const folder = await temporaryFolder();
    const { file, failures } = opened(join(folder, "watch.json"));
    const instant = fc.nat();
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const mail = fc.record({
      kind: fc.constantFrom("silent" as const, "reminder" as const, "back" as const),
      subject: fc.string(),
      text: fc.string(),
    });
    const state = fc.record({
      lastHeartbeat: optional(instant),
      ended: optional(instant),
      silence: optional(fc.record({ since: instant, reminders: fc.nat() })),
      waiting: fc.array(mail, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(state, (written) => {
        file.write(written);
        expect(JSON.stringify(file.read())).toBe(JSON.stringify(written));
      }),
      { numRuns: 50 },
    );
    expect(failures).toEqual([]);
    expect(readdirSync(folder)).toEqual(["watch.json"]);
  });

  it("is a new watch where there is none, without a word", async () => {
    const { file, failures } = opened(join(await temporaryFolder(), "watch.json"));
    expect(file.read()).toEqual(NOTHING_HEARD);
    expect(failures).toEqual([]);
  });

  it.each(["", "{", "[]", '{"waiting":[{"kind":"gossip"}]}', '{"waiting":[],"lastHeartbeat":-1}'])(
    "is a new watch where it holds %j, and that is told",
    async (text) => {
      const path = join(await temporaryFolder(), "watch.json");
      writeFileSync(path, text);
      const { file, failures } = opened(path);
      expect(file.read()).toEqual(NOTHING_HEARD);
      expect(failures).toHaveLength(1);
    },
  );

  it("tells what cannot be written, and throws nothing", async () => {
    const path = join(await temporaryFolder(), "watch.json");
    mkdirSync(path);
    const { file, failures } = opened(path);
    file.write(NOTHING_HEARD);
    expect(failures).toHaveLength(1);
  });
});
