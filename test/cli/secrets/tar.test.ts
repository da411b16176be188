import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type TarEntry, tar } from "../../../cli/secrets/tar.ts";
import { temporaryFolder } from "../fixtures.ts";

const file = fc.record({
  mode: fc.constantFrom(0o400, 0o440, 0o600, 0o644),
  content: fc.uint8Array({ maxLength: 1500 }),
});

it("writes what the system's tar reads back byte for byte", () => {
  fc.assert(
    fc.property(fc.array(file, { maxLength: 5 }), (files) => {
      const entries = files.map((one, index): TarEntry => ({ ...one, path: `d/file ${index}`, uid: 70, gid: 71 }));
      const folder = temporaryFolder();
      execFileSync("tar", ["-x", "--no-same-owner", "-p", "-f", "-", "-C", folder], {
        input: tar([{ path: "d", mode: 0o755, uid: 0, gid: 0 }, ...entries]),
      });
      for (const { path, mode, content } of entries) {
        expect(new Uint8Array(readFileSync(join(folder, path)))).toEqual(content);
        expect(statSync(join(folder, path)).mode & 0o777).toBe(mode);
      }
    }),
    { numRuns: 25 },
  );
});

it("carries numeric owners", () => {
  const archive = tar([{ path: "secret", mode: 0o400, uid: 70, gid: 65534, content: Buffer.from("x") }]);
  const listing = execFileSync("tar", ["--numeric-owner", "-tvf", "-"], { input: archive, encoding: "utf8" });
  expect(listing).toMatch(/^-r-------- 70\/65534 +1 .* secret$/m);
});

it("refuses a path that the format cannot hold", () => {
  expect(() => tar([{ path: "x".repeat(101), mode: 0, uid: 0, gid: 0 }])).toThrow("longer than 100 bytes");
});
