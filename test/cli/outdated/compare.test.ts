import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compared } from "../../../cli/outdated/compare.ts";
import { HELD } from "../../../cli/outdated/held.ts";
import { updatingPage } from "../../../cli/outdated/page.ts";
import type { Pin } from "../../../cli/outdated/pin.ts";
import { everyPin } from "../../../cli/outdated/pins.ts";
import type { Outcome, Run } from "../../../cli/run.ts";
import { ended, playedContext, repository as root } from "../fixtures.ts";

const npm = (name: string, where = "package.json"): Pin => ({ kind: "npm", name, pinned: "1.0.0", where });
const go = (name: string, pinned: string): Pin => ({ kind: "go", name, pinned, where: "tools/x" });
const debian = (name: string, pinned: string): Pin => ({ kind: "debian", name, pinned, where: "images/x" });
const image: Pin = { kind: "image", name: "prom/prometheus", pinned: "v1.0.0", where: "stacks/versions.ts" };

const POLICY = `redis-server:
  Installed: (none)
  Candidate: 5:7.0.15-1~deb12u10
  Version table:
postgresql-15:
  Installed: (none)
  Candidate: 16.1-0+deb12u1
  Version table:
`;

const answers: Readonly<Record<string, Outcome>> = {
  npm: ended(JSON.stringify({ express: { wanted: "1.0.0", latest: "1.2.0" } }), 1),
  go: ended(
    '{\n\t"Path": "a/b",\n\t"Version": "v1.2.0"\n}\n{\n\t"Path": "a/c",\n\t"Error": {\n\t\t"Err": "not found"\n\t}\n}\n',
  ),
  sh: ended("bookworm\n"),
  "apt-cache": ended(POLICY),
};
const saying =
  (said: Readonly<Record<string, Outcome>> = {}): Run =>
  async (command) =>
    ({ ...answers, ...said })[command] ?? ended("");
const missing: Run = () => Promise.reject(Object.assign(new Error("spawn ENOENT"), { code: "ENOENT" }));
const states = async (run: Run, ...pins: readonly Pin[]) =>
  (await compared(playedContext({ run }).context, pins, async () => Response.json({ tags: ["v1.0.0", "v1.1.0"] }))).map(
    ({ name, newest, state }) => [name, newest, state],
  );

describe("a pin held against its registry", () => {
  it("is older, current or unknown", async () => {
    const pins = [npm("express"), npm("zod"), go("a/b", "v1.1.0"), go("a/b", "v1.2.0"), go("a/c", "v1.0.0"), image];
    expect(await states(saying(), ...pins, debian("redis-server", "7.0"), debian("postgresql-15", "15"))).toEqual([
      ["express", "1.2.0", "older"],
      ["zod", "1.0.0", "current"],
      ["a/b", "v1.2.0", "older"],
      ["a/b", "v1.2.0", "current"],
      ["a/c", undefined, "unknown"],
      ["prom/prometheus", "v1.1.0", "older"],
      ["redis-server", "7.0.15", "current"],
      ["postgresql-15", "16.1", "older"],
    ]);
  });

  it("is held where there is a reason, in that place alone", async () => {
    const answer = ended(JSON.stringify({ "@types/node": { latest: "26.0.0" }, vite: { latest: "8.0.0" } }), 1);
    const pins = [npm("@types/node"), npm("vite", "tools/prometheus/ui/package.json"), npm("vite")];
    expect(await states(saying({ npm: answer }), ...pins)).toEqual([
      ["@types/node", "26.0.0", "held"],
      ["vite", "8.0.0", "older"],
      ["vite", "8.0.0", "held"],
    ]);
  });

  it("is unknown with the reason where nobody answers, and never current", async () => {
    const npmDown = ended(JSON.stringify({ error: { code: "ENOTFOUND", summary: "request failed" } }), 1);
    const goDown = ended('{\n\t"Path": "a/b",\n\t"Error": {\n\t\t"Err": "dial tcp: no such host"\n\t}\n}\n', 1);
    const run = saying({ npm: npmDown, go: goDown, sh: ended("trixie\n") });
    const found = await compared(
      playedContext({ run }).context,
      [npm("express"), go("a/b", "v1.0.0"), image, debian("redis-server", "7.0")],
      () => Promise.reject(new Error("no route")),
    );
    expect(found.map(({ state, why }) => [state, why])).toEqual([
      ["unknown", "not reachable: request failed"],
      ["unknown", "not reachable: dial tcp: no such host"],
      ["unknown", "not reachable: no route"],
      ["unknown", "not reachable: this machine is not Debian bookworm, whose packages they are"],
    ]);
  });

  it("is unknown with its own error where others of its registry are known", async () => {
    const answered = ended(
      '{\n\t"Path": "a/b",\n\t"Version": "v1.2.0"\n}\n{\n\t"Path": "a/c",\n\t"Error": {\n\t\t"Err": "i/o timeout"\n\t}\n}\n',
    );
    const { context } = playedContext({ run: saying({ go: answered }) });
    const found = await compared(context, [go("a/b", "v1.2.0"), go("a/c", "v1.0.0"), go("a/d", "v1.0.0")], () =>
      Promise.reject(new Error("no image is asked for")),
    );
    expect(found.map(({ why }) => why)).toEqual([
      undefined,
      "not reachable: i/o timeout",
      "not reachable: its registry does not know it",
    ]);
  });

  it("is unknown where the program that would ask is not installed", async () => {
    expect(await states(missing, go("a/b", "v1.0.0"), debian("redis-server", "7.0"))).toEqual([
      ["a/b", undefined, "unknown"],
      ["redis-server", undefined, "unknown"],
    ]);
  });
});

describe("the pins of the repository", () => {
  const pins = everyPin(root);

  it("are exact: none moves by itself", () => {
    const moving = pins.filter(({ kind, pinned }) => kind !== "debian" && !/^v?\d+\.\d+\.\d+/.test(pinned));
    expect(moving).toEqual([]);
  });

  it("are of every kind, each named by its registry", () => {
    const names = pins.map(({ kind, name }) => `${kind} ${name}`);
    expect(names).toEqual(
      expect.arrayContaining([
        "npm express",
        "go github.com/prometheus/prometheus",
        "image prom/prometheus",
        "debian redis-server",
      ]),
    );
  });

  it("are there for every reason to hold one", () => {
    for (const { kind, name, where } of HELD)
      expect(
        pins.some((pin) => pin.kind === kind && (!name || pin.name === name) && (!where || pin.where === where)),
      ).toBe(true);
  });

  it("are what docs/updating.md shows (vitest -u writes it anew)", async () => {
    await expect(updatingPage(pins)).toMatchFileSnapshot(join(root, "docs/updating.md"));
  });
});
