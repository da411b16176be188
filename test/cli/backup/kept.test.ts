import { describe, expect, it } from "vitest";
import { keptIn, namesIn } from "../../../cli/backup/kept.ts";
import { requireMade } from "../../../cli/backup/made.ts";
import { permanentSecrets } from "../../../cli/backup/permanent-secrets.ts";
import { chosenFrom } from "../../../cli/backup/restore/chosen.ts";
import { compatibilityOf } from "../../../cli/backup/restore/compatible.ts";
import { ownersOf } from "../../../cli/backup/restore/restore.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { servicesIn } from "../../../stacks/profile.ts";
import { everyService } from "../../../stacks/services/index.ts";
import { ended, rootOfLocalImages } from "../fixtures.ts";
import { manifestOf } from "./given.ts";

const all = { services: everyService };
const names = (kept: readonly { readonly name: string }[]): readonly string[] => kept.map(({ name }) => name);

describe("what is backed up", () => {
  it("is every volume of every environment but those that say why nothing is lost", () => {
    const services = Object.values(environments).flatMap(({ profile }) => servicesIn(profile));
    const volumes = new Map(services.flatMap((one) => one.volumes ?? []).map(({ volume }) => [volume.name, volume]));
    const left = [...volumes.values()].flatMap(({ name, backup }) =>
      backup.kind === "not kept" ? [`${name}: ${backup.why}`] : [],
    );
    expect(left).toEqual([
      "redis-data: the feed writes every last price again within a second",
      "prometheus-agent-data: it holds samples for as long as it takes to send them: when they are restored, the store no longer takes them",
    ]);
    expect(names(keptIn({ services })).length + left.length).toBe(volumes.size);
  });

  it("ends with databases: what waited on a disk and was then stored is in both, never in neither", () => {
    expect(names(keptIn(all)).at(-1)).toBe("timescaledb-data");
  });

  it("is that of the services that are named", () => {
    expect(names(keptIn(all, namesIn("prometheus, alertmanager")))).toEqual(["prometheus-data", "alertmanager-data"]);
    expect(() => keptIn(all, ["redis"])).toThrow('No data of "redis" is kept.');
  });

  it("is told apart from what was never started and from what a newer version adds", async () => {
    const kept = keptIn(all, ["prometheus", "alertmanager"]);
    const site = siteOf({ root: rootOfLocalImages(), variables: {} }, "local");
    const requiring = (made: readonly string[]) =>
      requireMade({ run: async () => ended(JSON.stringify(made.map((Name) => ({ Name })))) }, site, kept);
    await requiring(["quantflow-prometheus-data", "quantflow-alertmanager-data"]);
    await expect(requiring([])).rejects.toMatchObject({ code: "backup/not-made" });
    await expect(requiring(["quantflow-prometheus-data"])).rejects.toMatchObject({
      code: "backup/partly-made",
      message: "quantflow has no volume quantflow-alertmanager-data yet.",
    });
  });

  it("comes with the secrets that it was encrypted with, and with no other", () => {
    const secrets = permanentSecrets(everyService);
    expect(names(secrets)).toContain("node-red-credential-secret");
    expect(secrets.filter(({ permanent }) => permanent === undefined)).toEqual([]);
  });
});

describe("what is restored", () => {
  const part = (name: string, services: readonly string[]) => ({
    ...{ name, services: [...services], kind: "frozen" as const, size: 0, sha256: "0".repeat(64) },
  });
  const archive = { manifest: manifestOf([part("prometheus-data", ["prometheus"]), part("secrets", [])]) };

  it("is what the archive has of the instance's volumes", () => {
    expect(names(chosenFrom(archive, "FILE", all, undefined))).toEqual(["prometheus-data"]);
    expect(names(chosenFrom(archive, "FILE", all, ["prometheus"]))).toEqual(["prometheus-data"]);
    expect(() => chosenFrom(archive, "FILE", all, ["alertmanager"])).toThrow("FILE has no data of alertmanager.");
  });

  it("stops who writes to the data, and who works on the database, and lets the rest go on", () => {
    const stopped = (only: readonly string[]) => names(ownersOf(everyService, keptIn(all, only)));
    expect(stopped(["alertmanager"])).toEqual(["alertmanager"]);
    expect(stopped(["timescaledb"])).toEqual(["quantflow-app", "grafana", "postgres-exporter"]);
  });

  it("is refused where the version that runs does not read it", () => {
    const kept = keptIn(all, ["prometheus"]);
    const read = (versions: Readonly<Record<string, string>>) => compatibilityOf({ versions }, kept, { kind: "local" });
    expect(read({ prometheus: "v3.13.5" })).toEqual({ problems: [], steps: [] });
    expect(read({ prometheus: "v2.53.0" })).toEqual({
      problems: ["prometheus v2.53.0 to v3.13.5: restore with 2.55 first: it is the only one that both sides know"],
      steps: [],
    });
    expect(read({})).toEqual({ problems: ["prometheus: the backup does not say which version it is of"], steps: [] });
  });

  it("goes on where the version that runs reads it and something is to be done besides", () => {
    const { problems, steps } = compatibilityOf({ versions: { "node-red": "1.0.0" } }, keptIn(all, ["node-red"]), {
      kind: "local",
    });
    expect(problems).toEqual([]);
    expect(steps).toEqual([
      expect.stringMatching(/^node-red 1\.0\.0 to \S+: open the editor: it names the nodes of flows that it no longer/),
    ]);
  });
});
