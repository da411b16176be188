import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { resolve, wantedSource } from "../../../cli/stack/resolve.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { readResolution, writeResolution } from "../../../stacks/resolution.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";

/** An instance whose last `up` built its images here, with an engine that has Grafana's image. */
function builtHere() {
  const root = temporaryFolder();
  const { run } = fakeRun(() => ended("grafana/grafana:13.2.2\n"));
  const { context } = playedContext({ run, root });
  const site = siteOf({ root, variables: {} }, "local");
  writeResolution(site.instance.directory, { imageSource: { kind: "local" }, available: [], secrets: [] });
  return { context, site };
}

const volume = { mode: "managed", type: "docker_volume", name: "data", instances: [{ attributes: { id: "data" } }] };

describe("where images come from", () => {
  it("stays what it was, without asking a registry", async () => {
    const { context, site } = builtHere();
    const found = await resolve(context, site, { kind: "auto" });
    expect(found.imageSource).toEqual({ kind: "local" });
    expect(found.available).toEqual(["grafana"]);
    expect(readResolution(site.instance.directory)).toEqual(found);
  });

  it("can be changed while there is no data", async () => {
    const { context, site } = builtHere();
    expect((await resolve(context, site, { kind: "registry" })).imageSource).toEqual({ kind: "registry" });
  });

  it("is refused where the data could not be read any more", async () => {
    const { context, site } = builtHere();
    mkdirSync(site.instance.directory, { recursive: true });
    writeFileSync(stateFile(site.instance.directory, "storage"), JSON.stringify({ version: 4, resources: [volume] }));
    await expect(resolve(context, site, { kind: "registry" })).rejects.toMatchObject({
      code: "stack/other-image-source",
    });
    expect(readResolution(site.instance.directory).imageSource).toEqual({ kind: "local" });
  });
});

it("reads a source, and refuses what is none", () => {
  expect(wantedSource("up", undefined, {})).toEqual({ kind: "auto" });
  const mirrored = wantedSource("up", "mirror=registry.example:5000", {});
  expect(mirrored).toEqual({ kind: "mirror", host: "registry.example:5000" });
  expect(() => wantedSource("up", "mirror=", {})).toThrow(
    'must be registry, mirror=HOST, local or auto, not "mirror="',
  );
});

it("takes the source that the jobs of a pipeline are given by a variable, unless an option says another", () => {
  const variables = { QUANTFLOW_IMAGE_SOURCE: "local" };
  expect(wantedSource("plan", undefined, variables)).toEqual({ kind: "local" });
  expect(wantedSource("plan", "registry", variables)).toEqual({ kind: "registry" });
  expect(wantedSource("plan", undefined, { QUANTFLOW_IMAGE_SOURCE: "" })).toEqual({ kind: "auto" });
  expect(() => wantedSource("plan", undefined, { QUANTFLOW_IMAGE_SOURCE: "docker" })).toThrow(
    'QUANTFLOW_IMAGE_SOURCE is "docker"',
  );
});
