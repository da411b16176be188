import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { applyPlan, savePlan } from "../../cli/stack/apply.ts";
import { type Site, siteOf } from "../../cli/stack/site.ts";
import { stateObjects } from "../../cli/stack/state.ts";
import { STACKS, type StackName, synthesize, synthesized } from "../../cli/stack/synthesis.ts";
import { deleteData } from "../../cli/stack/take-down.ts";
import { openTerraform } from "../../cli/stack/terraform.ts";
import { stateName } from "../../stacks/backend.ts";
import { playedContext } from "../cli/fixtures.ts";
import { repository } from "./clone.ts";
import { docker, removeByLabel, volumeNames } from "./engine.ts";
import { type Shared, shared } from "./shared.ts";

/** Where the shared instance's PostgreSQL answers on its own network, and to whom. */
async function connectionTo({ clone, platform }: Shared): Promise<string> {
  const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
  const addresses = await docker(["inspect", "--format", format, `${clone.prefix}-timescaledb`]);
  const password = encodeURIComponent(platform.secret("database-superuser-password"));
  return `postgres://postgres:${password}@${addresses.trim().split(" ")[0]}:5432/quantflow?sslmode=disable`;
}

describe("the state of the environment docker, in the PostgreSQL of a running stack", () => {
  const schemaOf = (stack: StackName) => stateName({ prefix: "quantflow-e2e-state", environment: "docker", stack });
  const schema = schemaOf("storage");
  const root = mkdtempSync(join(tmpdir(), "quantflow-state-"));
  const plan = join(root, "storage.tfplan");
  let connection: string;
  let database: pg.Client;
  let context: ReturnType<typeof playedContext>["context"];
  let site: Site;

  beforeAll(async () => {
    connection = await connectionTo(await shared());
    database = new pg.Client({ connectionString: connection });
    await database.connect();
    const variables = { ...process.env, PG_CONN_STR: connection, QUANTFLOW_INSTANCE: "e2e-state" };
    context = playedContext({ root: repository, variables, run }).context;
    site = siteOf({ root, variables }, "docker");
    mkdirSync(site.instance.directory, { recursive: true });
    await synthesize({ root, variables, environment: "docker", out: site.out });
  });
  afterAll(async () => {
    await removeByLabel(site.instance.prefix);
    for (const stack of STACKS) await database.query(`DROP SCHEMA IF EXISTS ${schemaOf(stack)} CASCADE`);
    await database.query("DROP SEQUENCE IF EXISTS public.global_states_id_seq");
    await database.end();
    rmSync(root, { recursive: true });
  });

  /** The storage stack's folder, initialized, and Terraform to work on it. */
  async function storage() {
    const terraform = await openTerraform(context, site);
    const { folder } = synthesized(site.out, "storage");
    await terraform.init(folder, "storage");
    return { ...context, terraform: terraform.run, stack: "storage", folder };
  }
  const rows = async () => (await database.query(`SELECT name, data FROM ${schema}.states`)).rows;
  const inState = async () => (await stateObjects(context, site, "storage")).map(({ id }) => id).sort();

  it("is a row of a schema of the stack's own, once a saved plan is applied", async () => {
    const work = await storage();
    const { add } = await savePlan(work, plan);
    expect(add).toBeGreaterThan(0);
    expect(await rows()).toEqual([]);
    expect(await applyPlan(work, plan)).toMatchObject({ add, change: 0, remove: 0 });
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row.name).toBe("default");
    expect(JSON.parse(row.data).resources).toHaveLength(add);
    expect(await inState()).toEqual(await volumeNames(site.instance.prefix));
    expect(await savePlan(work, plan)).toEqual({ add: 0, change: 0, remove: 0 });
  });

  it("tells its connection to no file", () => {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"));
    expect(texts.length).toBeGreaterThan(3);
    const password = new URL(connection).password;
    expect(texts.filter((text) => text.includes(password))).toEqual([]);
  });

  it("lets nobody plan while another holds it", async () => {
    await database.query(`SELECT pg_advisory_lock(id) FROM ${schema}.states`);
    try {
      await expect(savePlan(await storage(), plan)).rejects.toMatchObject({
        code: "stack/state-locked",
        message: expect.stringContaining(schema),
      });
    } finally {
      await database.query("SELECT pg_advisory_unlock_all()");
    }
  });

  it("tells of nothing any more when the data is deleted", async () => {
    const volumes = await volumeNames(site.instance.prefix);
    expect([...(await deleteData(context, site))].sort()).toEqual(volumes);
    expect(await volumeNames(site.instance.prefix)).toEqual([]);
    expect(await inState()).toEqual([]);
    expect(JSON.parse((await rows())[0].data).resources).toEqual([]);
  });
});
