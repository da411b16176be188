import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentialsText } from "../../lib/services/credentials.ts";
import { type Clone, cloneTree, repository } from "../e2e/clone.ts";
import { docker } from "../e2e/engine.ts";
import { type Platform, platformOf, requireAllTargetsUp } from "../e2e/platform.ts";
import { madeBy } from "../support/made-by.ts";
import { ASKED, admittedBy } from "./access/asked.ts";
import { attempts } from "./access/attempts.ts";
import { declaredIn, nameOf } from "./access/declared.ts";
import { accessReport, type Judged } from "./access/report.ts";
import { addressesOf, listenersOf, type Origin, type Surveyed, survey } from "./access/survey.ts";

const COMMAND = "QUANTFLOW_WRITE_REPORT=1 npx vitest run --project full test/full/access.test.ts";

let clone: Clone;
let platform: Platform;
let surveyed: Surveyed;
beforeAll(async () => {
  clone = await cloneTree({ instance: "full-access", environment: "local" });
  const { code, stderr } = await clone.quantflow(["up"]);
  expect(code, stderr).toBe(0);
  platform = platformOf(clone);
  await requireAllTargetsUp(platform);
  surveyed = { model: platform.model, declared: declaredIn(platform.model), prefix: clone.prefix };
});
afterAll(() => clone?.destroy());

describe("every listener of a running instance", () => {
  let origins: readonly Origin[];
  const judged: Judged[] = [];

  it("is declared, and every declared port is listened on", async () => {
    for (const { name, ports } of platform.model.services) {
      const found = await listenersOf(surveyed, name);
      const heard = new Set(found.map(({ protocol, port }) => `${protocol} ${port}`));
      const declared = new Set(Object.values(ports).map((port) => `tcp ${port}`));
      expect({ name, listeners: heard }).toEqual({ name, listeners: declared });
    }
  });

  it("answers from its own networks and on the ports that people open, and from nowhere else", async () => {
    origins = await survey(surveyed);
    const differ = origins.flatMap(({ name, tried }) =>
      tried
        .filter(({ reached, expected }) => reached !== expected)
        .map(({ to, reached }) => `${nameOf(to)} is ${reached ? "" : "not "}reached from ${name}`),
    );
    expect(differ).toEqual([]);
  });

  it("lets in whom it admits, and nobody who shows nothing, something wrong or another's login", async () => {
    const addresses = await addressesOf(surveyed);
    for (const to of surveyed.declared) {
      const asked = ASKED[`${to.service} ${to.port}`];
      const host = addresses.get(to.service)?.[0];
      if (!asked || !host) throw new Error(`${nameOf(to)} has no row in ASKED, or no address`);
      const { model, secret } = platform;
      const made = await attempts({ to, host, asked, model, secret });
      expect([nameOf(to), made.filter(({ letIn, expected }) => letIn !== expected)]).toEqual([nameOf(to), []]);
      if (asked.protocol === "none") expect(to.asksFor).toEqual([]);
      if (asked.protocol === "http")
        expect([...new Set(admittedBy(asked).map(credentialsText))].sort()).toEqual([...to.asksFor].sort());
      judged.push({ to, attempts: made, ...(asked.protocol === "none" && { why: asked.why }) });
    }
  });

  it("stands in the report, where one is asked for", async () => {
    const engine = (await docker(["version", "--format", "{{.Server.Version}}"])).trim();
    const by = await madeBy(repository, COMMAND, new Date());
    const page = accessReport({ madeBy: by, environment: platform.model.environment.name, engine, origins, judged });
    for (const declared of surveyed.declared) expect(page).toContain(`| ${nameOf(declared)} |`);
    if (process.env["QUANTFLOW_WRITE_REPORT"]) writeFileSync(join(repository, "docs", "reports", "access.md"), page);
  });
});
