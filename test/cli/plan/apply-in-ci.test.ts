import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apply } from "../../../cli/apply.ts";
import { writeReviews, writeSealed } from "../../../cli/plan/folder.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { keyPair, privateKeyOf, sha256, writeSeal } from "../../../lib/review/seal/index.ts";
import { seal } from "../../lib/review/seal/fixtures.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";
import { COMMIT, countingRandom } from "./fixtures.ts";

it("an apply in CI that was not given the services' passwords names them, and neither makes one nor touches anything", async () => {
  const root = temporaryFolder();
  const { run, calls } = fakeRun((args) => ended(args.includes("rev-parse") ? `${COMMIT}\n` : ""));
  const keys = keyPair(countingRandom());
  const variables = {
    CI: "true",
    PG_CONN_STR: "postgres://planner:word@state.example/states",
    QUANTFLOW_SEAL_PUBLIC_KEYS: keys.publicKey,
    QUANTFLOW_PLAN_SECRET: Buffer.alloc(32, 1).toString("base64"),
  };
  const { context } = playedContext({ root, run, variables, now: () => Date.parse("2026-11-23T13:00:00Z") });
  const directory = join(root, "plan");
  mkdirSync(directory);
  writeReviews(directory, { markdown: "", html: "", json: "{}" });
  const sealed = { ...seal, environment: "docker", commit: COMMIT, review: sha256("{}") };
  writeSealed(directory, writeSeal(sealed, privateKeyOf(keys.privateKey, "key")), new Map());

  const given = { environment: "docker", "image-source": undefined, "overwrite-notification-policy": false };
  await expect(apply.run(context, given, [directory])).rejects.toMatchObject({
    code: "secrets/missing-in-ci",
    message: expect.stringMatching(
      /admin-password, .*redis-app-password, .*\.digest-key, .*certificate-authority, .*watchman-certificate:/,
    ),
  });
  expect(new Set(calls.map(({ command }) => command))).toEqual(new Set(["git"]));
  expect(existsSync(join(siteOf(context, "docker").instance.directory, "secrets"))).toBe(false);
});
