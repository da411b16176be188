import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apply } from "../../../cli/apply.ts";
import { writeReviews, writeSealed } from "../../../cli/plan/folder.ts";
import { sealingOf } from "../../../cli/plan/keys.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { type Seal, sha256, writeSeal } from "../../../lib/review/seal/index.ts";
import { seal } from "../../lib/review/seal/fixtures.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";
import { COMMIT, countingRandom } from "./fixtures.ts";

const REVIEW = "{}";

/** A machine where git answers, and an engine under another id, and a plan that was sealed there an hour ago with these changes. */
function sealedAnHourAgo(changes: Partial<Seal>) {
  const root = temporaryFolder();
  const { run, calls } = fakeRun((_args, command) => ended(command === "git" ? `${COMMIT}\n` : "another\n"));
  const now = () => Date.parse("2026-11-23T13:00:00Z");
  const { context } = playedContext({ root, run, now });
  const site = siteOf(context, "local");
  const directory = join(root, "plan");
  mkdirSync(directory);
  const { privateKey } = sealingOf({ variables: {}, store: site.store, random: countingRandom() });
  const sealed = { ...seal, environment: "local", commit: COMMIT, review: sha256(REVIEW), ...changes };
  writeReviews(directory, { markdown: "", html: "", json: REVIEW });
  writeSealed(directory, writeSeal(sealed, privateKey), new Map());
  const given = { environment: undefined, "image-source": undefined, "overwrite-notification-policy": false };
  return {
    apply: () => apply.run(context, given, [directory]),
    asked: () => calls.map(({ command, args }) => `${command} ${args[0]}`),
  };
}

describe("quantflow apply", () => {
  it.each<[string, Partial<Seal>, string]>([
    ["that has expired", { expires: "2026-11-23T12:30:00Z" }, "The seal expired"],
    ["of another commit", { commit: "f".repeat(40) }, "The commit was"],
    ["for another environment", { environment: "docker" }, 'The environment was "docker", is "local"'],
    ["with another review", { review: sha256("another") }, "The review was"],
  ])("refuses a plan %s before an image is fetched or a stack is synthesized", async (_what, changes, message) => {
    const at = sealedAnHourAgo(changes);
    await expect(at.apply()).rejects.toMatchObject({
      code: "apply/mismatch",
      message: expect.stringContaining(message),
    });
    expect(at.asked()).toEqual(["git rev-parse"]);
  });

  it("refuses another engine than was planned against before an image is fetched for it", async () => {
    const at = sealedAnHourAgo({});
    await expect(at.apply()).rejects.toMatchObject({
      code: "apply/mismatch",
      message: expect.stringContaining(`The engine was "${seal.engine}", is "another"`),
    });
    expect(at.asked()).toEqual(["git rev-parse", "docker context", "docker version", "docker info"]);
  });
});
