import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../../cli/engine/index.ts";
import { engineFolders, freeBytes, ROOM, requireRoom, roomFor } from "../../../cli/stack/disk.ts";
import { ended, fakeRun, temporaryFolder } from "../fixtures.ts";

const engineAt = (endpoint: string): Engine => ({
  endpoint,
  from: "default",
  version: "20.10.24",
  architecture: "amd64",
});

describe("room on a disk", () => {
  it("is that of the nearest folder that exists, for one that is still to be made", async () => {
    const folder = temporaryFolder();
    expect(await freeBytes(join(folder, "cache", "deep"))).toBeGreaterThan(0);
    await requireRoom([join(folder, "cache")], 1);
  });

  it("that does not suffice is told with its place", async () => {
    const folder = temporaryFolder();
    await expect(requireRoom([folder], 2 ** 60)).rejects.toThrow(`${folder} has`);
  });

  it("grows with what is to be built, up to a first build of everything", () => {
    expect([0, 1, 4, 40].map(roomFor)).toEqual([ROOM.run, ROOM.image, 4 * ROOM.image, ROOM.build]);
  });
});

describe("where the engine keeps its files", () => {
  it("is what a local engine says, where that is on this machine", async () => {
    const folder = temporaryFolder();
    const { run, calls } = fakeRun(() => ended(`${folder}\n`));
    expect(await engineFolders({ run }, engineAt("unix:///var/run/docker.sock"))).toEqual([folder]);
    expect(calls[0]?.args).toEqual(["info", "--format", "{{.DockerRootDir}}"]);
  });

  it("is nowhere here for an engine elsewhere, or in a virtual machine", async () => {
    const { run } = fakeRun(() => ended("/no/such/folder\n"));
    expect(await engineFolders({ run }, engineAt("tcp://10.0.0.1:2375"))).toEqual([]);
    expect(await engineFolders({ run }, engineAt("unix:///var/run/docker.sock"))).toEqual([]);
  });
});
