import { createPublicKey } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newKeys, sealingOf, unsealingOf } from "../../../cli/plan/keys.ts";
import { PLAN_SECRET, SEAL_KEY, SEAL_PUBLIC_KEYS, withoutSealing } from "../../../cli/sealing-variables.ts";
import { keyId } from "../../../lib/review/seal/index.ts";
import { temporaryFolder } from "../fixtures.ts";
import { countingRandom, keysGiven } from "./fixtures.ts";

/** The variables as a shell would read the lines. */
const variablesIn = (lines: string): NodeJS.ProcessEnv =>
  Object.fromEntries([...lines.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value]) => [name, value]));

describe("the keys of plans", () => {
  it("are made once on a machine of one's own, and kept where only their owner reads", () => {
    const directory = temporaryFolder();
    const first = sealingOf(keysGiven({}, directory));
    const again = unsealingOf(keysGiven({}, directory));
    expect(again.publicKeys.map(keyId)).toEqual([keyId(first.privateKey)]);
    expect(again.secret).toBe(first.secret);
    for (const name of ["seal-key", "plan-secret"])
      expect(statSync(join(directory, "secrets", name)).mode & 0o777).toBe(0o600);
  });

  it("must be given in CI, each job its own, and the error says how they are made", () => {
    expect(() => sealingOf(keysGiven({ CI: "true" }))).toThrow(
      expect.objectContaining({
        code: "plan/keys-missing",
        message: expect.stringContaining(`${SEAL_KEY} and ${PLAN_SECRET} are not`),
        remedy: expect.stringContaining("plan --new-keys"),
      }),
    );
    expect(() => unsealingOf(keysGiven({ CI: "true", [PLAN_SECRET]: "x" }))).toThrow(`${SEAL_PUBLIC_KEYS} is not`);
  });

  it("that are printed for CI fit together", () => {
    const variables = { CI: "true", ...variablesIn(newKeys(countingRandom())) };
    expect(Object.keys(variables)).toEqual(["CI", SEAL_KEY, SEAL_PUBLIC_KEYS, PLAN_SECRET]);
    const { privateKey, secret } = sealingOf(keysGiven(variables));
    const { publicKeys, secret: same } = unsealingOf(keysGiven(variables));
    expect(publicKeys.map(keyId)).toEqual([keyId(createPublicKey(privateKey))]);
    expect(same).toBe(secret);
  });

  it("are taken out of what other programs see", () => {
    const variables = { PATH: "/bin", [SEAL_KEY]: "a", [SEAL_PUBLIC_KEYS]: "b", [PLAN_SECRET]: "c" };
    expect(withoutSealing(variables)).toEqual({ PATH: "/bin" });
  });
});
