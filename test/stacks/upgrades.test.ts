import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionOf } from "../../lib/services/image.ts";
import { environments } from "../../stacks/environments/index.ts";
import { servicesIn } from "../../stacks/profile.ts";
import { type Upgrade, upgrades, verdictOf, versionFrom } from "../../stacks/upgrades.ts";
import { upgradesPage } from "../../stacks/upgrades-page.ts";
import { type ImageName, images } from "../../stacks/versions.ts";

const major = fc.nat(20);
const minor = fc.nat(70);
const version = fc
  .tuple(major, minor, minor, fc.option(fc.integer({ min: 9, max: 20 })))
  .map(
    ([major, minor, patch, postgresql]) =>
      `v${major}.${minor}.${patch}${postgresql === null ? "" : `-pg${postgresql}`}`,
  );

describe("the table of upgrades", () => {
  it("says something of every service that keeps data", () => {
    const keeping = Object.values(environments).flatMap(({ profile }) =>
      servicesIn(profile).filter(({ volumes = [] }) => volumes.some(({ volume }) => volume.backup.kind !== "not kept")),
    );
    const missing = new Set(
      keeping.map(({ image }) => image).filter((image) => !upgrades.some((one) => one.image === image)),
    );
    // Its own migrations know what they find: test/app/store/postgres.test.ts.
    expect([...missing]).toEqual(["quantflow-app"]);
  });

  it("ends with a line that fits whatever is left", () => {
    const last = new Map(upgrades.map((one) => [one.image, one]));
    const zero = { major: 0, minor: 0, patch: 0 };
    for (const one of last.values()) expect(one.applies(zero, zero), `${one.image}: ${one.change}`).toBe(true);
  });

  it("has no line that another one hides", () => {
    const pairs = fc.sample(fc.tuple(version, version), { numRuns: 20_000, seed: 1 });
    const reached = new Set<Upgrade>();
    for (const [from, to] of pairs) {
      const [before, after] = [versionFrom(from), versionFrom(to)];
      if (!before || !after) throw new Error(`${from} or ${to} is no version`);
      for (const image of new Set(upgrades.map((one) => one.image))) {
        const first = upgrades.find((one) => one.image === image && one.applies(before, after));
        if (first) reached.add(first);
      }
    }
    expect(upgrades.filter((one) => !reached.has(one)).map(({ image, change }) => `${image}: ${change}`)).toEqual([]);
  });

  it("allows every version its own data, however it is read", () => {
    for (const name of Object.keys(images) as ImageName[])
      for (const kind of ["registry", "local"] as const)
        for (const way of ["inPlace", "restored"] as const) {
          const own = versionOf(images[name], { kind });
          expect(verdictOf(name, own, own, way)).toEqual({ kind: "allowed" });
        }
  });

  it.each([
    ["timescaledb", "15", "17", "inPlace", "refused"],
    ["timescaledb", "15", "17", "restored", "allowed"],
    ["timescaledb", "17", "15", "restored", "refused"],
    ["timescaledb", "2.29.2-pg16", "2.29.2-pg17", "inPlace", "refused"],
    ["timescaledb", "2.29.2-pg16", "2.29.2-pg17", "restored", "allowed"],
    ["timescaledb", "2.28.0-pg17", "2.29.2-pg17", "inPlace", "step"],
    ["timescaledb", "2.28.0-pg17", "2.29.2-pg17", "restored", "refused"],
    ["timescaledb", "2.28.0-pg16", "2.29.2-pg17", "restored", "refused"],
    ["timescaledb", "2.29.2-pg17", "17", "inPlace", "refused"],
    ["timescaledb", "15", "2.29.2-pg17", "inPlace", "refused"],
    ["timescaledb", "17", "2.29.2-pg17", "inPlace", "allowed"],
    ["prometheus", "v2.53.0", "v3.13.5", "inPlace", "refused"],
    ["prometheus", "v2.55.1", "v3.13.5", "inPlace", "step"],
    ["prometheus", "v3.13.5", "v2.55.1", "inPlace", "allowed"],
    ["prometheus", "v3.13.5", "v2.54.0", "inPlace", "refused"],
    ["alertmanager", "v0.26.0", "v0.31.1", "inPlace", "step"],
    ["alertmanager", "v0.31.1", "v0.34.2", "inPlace", "allowed"],
    ["alertmanager", "v0.34.2", "v0.31.1", "restored", "refused"],
    ["grafana", "13.2.2", "12.4.0", "inPlace", "refused"],
    ["redis", "8.10.2-alpine", "7.0", "inPlace", "refused"],
    ["redis", "7.0", "8.10.2-alpine", "inPlace", "allowed"],
    ["postgres-exporter", "v0.19.1", "v0.20.0", "inPlace", "step"],
    ["timescaledb", "newest", "17", "inPlace", "refused"],
  ] as const)("judges %s from %s to %s, %s: %s", (image, from, to, way, kind) => {
    expect(verdictOf(image, from, to, way).kind).toBe(kind);
  });

  it("is told in docs/upgrades.md", async () => {
    await expect(upgradesPage(upgrades)).toMatchFileSnapshot("../../docs/upgrades.md");
  });
});
