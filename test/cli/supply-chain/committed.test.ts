import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { audits, shippedFolders } from "../../../cli/supply-chain/audit.ts";
import { readGoLicences } from "../../../cli/supply-chain/go-licences.ts";
import { supplyChainPage } from "../../../cli/supply-chain/page.ts";
import { everyPinned, KINDS, lockFolders, moduleFolders } from "../../../cli/supply-chain/pinned.ts";
import { supplyChainProblems } from "../../../cli/supply-chain/problems.ts";
import { supplyChain } from "../../../cli/supply-chain.ts";
import { tools } from "../../../stacks/versions.ts";
import { playedContext, repository as root, temporaryFolder } from "../fixtures.ts";

const licences = readGoLicences(root);
const pinned = everyPinned(root, licences);

describe("the committed pins", () => {
  it("hold everything to its content, under a licence that is agreed to", () => {
    expect(supplyChainProblems(root, licences)).toEqual([]);
  });

  it("are of every kind, and those of npm, Go and CI all have a hash", () => {
    for (const kind of KINDS) expect(pinned.filter((one) => one.kind === kind).length).toBeGreaterThan(0);
    const hashed = pinned.filter(({ kind }) => kind === "npm" || kind === "go" || kind === "action");
    expect(hashed.filter(({ hash }) => hash === undefined)).toEqual([]);
  });

  it("are of every lock and every folder of tools/", () => {
    expect(lockFolders(root)).toEqual([
      ...[".", "images/mail", "images/node", "images/node-red", "lib/dashboards/preview/page", "tools/prometheus/ui"],
    ]);
    expect(moduleFolders(root)).toEqual(expect.arrayContaining(Object.keys(tools).map((name) => `tools/${name}`)));
  });

  it("name what we build ourselves in every folder of tools/", () => {
    for (const [folder, { module, pinned: version }] of Object.entries(tools))
      expect(pinned).toContainEqual(
        expect.objectContaining({ name: module, version, pin: `tools/${folder}/go.sum`, direct: true }),
      );
  });

  it("stand in docs/reports/supply-chain.md", async () => {
    await expect(supplyChainPage(pinned)).toMatchFileSnapshot("../../../docs/reports/supply-chain.md");
  });
});

describe("a tree with something unpinned", () => {
  const broken = (): string => {
    const copy = temporaryFolder();
    for (const folder of [...lockFolders(root), "tools/provider-grafana"]) {
      mkdirSync(join(copy, folder), { recursive: true });
      for (const file of folder === "tools/provider-grafana" ? ["package.json"] : ["package.json", "package-lock.json"])
        cpSync(join(root, folder, file), join(copy, folder, file));
    }
    cpSync(join(root, ".github"), join(copy, ".github"), { recursive: true });
    cpSync(join(root, "tools", "redis-exporter"), join(copy, "tools", "redis-exporter"), { recursive: true });
    mkdirSync(join(copy, "cli", "supply-chain"), { recursive: true });
    writeFileSync(join(copy, "cli", "supply-chain", "go-licences.json"), "{}");
    const sum = join(copy, "tools", "redis-exporter", "go.sum");
    writeFileSync(sum, readFileSync(sum, "utf8").replaceAll("redis_exporter v1.88.0", "redis_exporter v1.87.0"));
    return copy;
  };

  it("is refused by the command, which names the file, what is wrong and what to do", async () => {
    const { context, printed } = playedContext({ root: broken() });
    const given = { write: false, audit: false, build: false, sbom: undefined, json: false };
    expect(await supplyChain.run(context, given, [])).toBe(1);
    expect(printed()).toContain(
      "tools/redis-exporter/go.sum does not name github.com/oliver006/redis_exporter v1.88.0: run go mod tidy there",
    );
    expect(printed()).toMatch(/go\.sum: the licence of \S+ \S+ is not recorded: npx quantflow supply-chain --write/);
    expect(printed()).toContain("cli/supply-chain/agreed.ts speaks of github.com/grafana/mimir, which nothing brings");
    expect(printed()).toMatch(/^\d+ pins \(.*\), \d+ hashed, \d+ problems$/m);
  });

  it("is told beside the JSON that a program reads", async () => {
    const { context, printed, told } = playedContext({ root: broken() });
    const given = { write: false, audit: false, build: false, sbom: undefined, json: true };
    expect(await supplyChain.run(context, given, [])).toBe(1);
    expect(JSON.parse(printed())).toContainEqual(expect.objectContaining({ name: "express", kind: "npm" }));
    expect(told()).toContain("tools/redis-exporter/go.sum does not name");
  });
});

describe("an audit", () => {
  it("is of every lock, and of every program that stands in an image", () => {
    const names = audits(playedContext().context).map(({ pin }) => pin);
    expect(names).toEqual(expect.arrayContaining(["package-lock.json", "images/node-red/package-lock.json"]));
    expect(names).toEqual(expect.arrayContaining(["tools/prometheus promtool", "tools/thanos thanos"]));
    expect(shippedFolders()).not.toContain("mimir");
  });

  it("of a program that is not built here is not checked", async () => {
    const { context } = playedContext({ variables: { QUANTFLOW_CACHE: temporaryFolder() } });
    const [thanos] = audits(context).filter(({ pin }) => pin === "tools/thanos thanos");
    expect(await thanos?.run()).toMatchObject({ notChecked: expect.stringContaining("not built on this machine") });
  });
});
