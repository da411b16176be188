import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noteDataVersions, requireReadableData, versionsIn } from "../../../cli/stack/data-versions.ts";
import { siteOf, unprovenModelOf } from "../../../cli/stack/site.ts";
import { ended, fakeRun, playedContext, rootOfLocalImages } from "../fixtures.ts";

function instance(volume?: string) {
  const { run, calls } = fakeRun(([kind]) => {
    if (kind === "volume") return volume === undefined ? ended("[]", 1, "No such volume") : ended('[{"Name":"x"}]');
    return ended(`${volume}\n`);
  });
  const root = rootOfLocalImages();
  const site = siteOf({ root, variables: {} }, "local");
  const { context, told } = playedContext({ root, run });
  const note = (versions: object) =>
    writeFileSync(join(site.instance.directory, "data-versions.json"), JSON.stringify(versions));
  return { site, model: unprovenModelOf(site), context, told, note, calls };
}

it("lets a service go on that its own version has written for", async () => {
  const { site, model, context, told, calls } = instance();
  noteDataVersions(site, model);
  await requireReadableData(context, site, model);
  expect(told()).toBe("");
  expect(calls).toEqual([]);
  expect(versionsIn(model)).toMatchObject({ timescaledb: "15", prometheus: "v3.13.5" });
});

it("refuses what another version has written, by the service and both versions", async () => {
  const { site, model, context, note } = instance();
  note({ timescaledb: "16", prometheus: "v2.53.0" });
  await expect(requireReadableData(context, site, model)).rejects.toMatchObject({
    code: "stack/data-unreadable",
    message: expect.stringMatching(
      /timescaledb 16 to 15: an older PostgreSQL does not read.*\n.*prometheus v2\.53\.0 to v3\.13\.5: run 2\.55/,
    ),
  });
});

it("tells what else has to be done, and goes on", async () => {
  const { site, model, context, told, note } = instance();
  note({ alertmanager: "v0.26.0" });
  await requireReadableData(context, site, model);
  expect(told()).toContain("alertmanager v0.26.0 to v0.31.1: matchers are read as UTF-8");
});

it.each([
  ["14", "timescaledb 14 to 15: a newer major version of PostgreSQL does not read these files"],
  ["16", "timescaledb 16 to 15: an older PostgreSQL does not read the files of a newer one"],
])("asks the volume where nobody noted it: PostgreSQL %s", async (major, words) => {
  const { site, model, context } = instance(major);
  await expect(requireReadableData(context, site, model)).rejects.toMatchObject({
    code: "stack/data-unreadable",
    message: expect.stringContaining(words),
  });
});

it("has nothing to ask where nothing was ever started", async () => {
  const { site, model, context } = instance();
  await requireReadableData(context, site, model);
});
