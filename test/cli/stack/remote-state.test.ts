import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../cli/run.ts";
import { apply } from "../../../cli/stack/apply.ts";
import { openRemoteState } from "../../../cli/stack/remote-state.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { stateObjects } from "../../../cli/stack/state.ts";
import { STACKS, type StackName } from "../../../cli/stack/synthesis.ts";
import { openTerraform } from "../../../cli/stack/terraform.ts";
import { ensureTerraform } from "../../../cli/terraform/index.ts";
import { remoteBlock, stateName } from "../../../stacks/backend.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "../../app/store/servers.ts";
import { BUILDING, workshop } from "../../support/tools.ts";
import { playedContext, repository, temporaryFolder } from "../fixtures.ts";

const programs = postgresPrograms();

/** What reaches Terraform beside the connection: where its own and the tools' caches are. */
const ambient = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  QUANTFLOW_CACHE: process.env["QUANTFLOW_CACHE"],
};

describe.skipIf(programs === undefined)("a state in PostgreSQL", { timeout: 6 * PATIENCE_MS }, () => {
  let server: TestServer;
  let database: pg.Client;
  const url = (user = "quantflow", name = "postgres", port = server.port) =>
    `postgres://${user}@127.0.0.1:${port}/${name}?sslmode=disable`;

  beforeAll(async () => {
    server = await startPostgres(programs ?? "");
    database = new pg.Client({ connectionString: url() });
    await database.connect();
  }, PATIENCE_MS);
  /** The provider is compiled where no run did it before. */
  beforeAll(async () => void (await ensureTerraform(workshop)), BUILDING);
  afterAll(async () => {
    await database.end();
    await server.stop();
  });

  /** An instance in the environment `docker`, from a clone of its own. */
  function instance(name: string, PG_CONN_STR = url()) {
    const variables = { ...ambient, PG_CONN_STR, QUANTFLOW_INSTANCE: name };
    const site = siteOf({ root: temporaryFolder(), variables }, "docker");
    const { context } = playedContext({ root: repository, variables, run });
    const owner = (stack: StackName) => ({ prefix: site.instance.prefix, environment: "docker", stack });
    return {
      site,
      schema: (stack: StackName) => stateName(owner(stack)),
      objects: (stack: StackName) => stateObjects(context, site, stack),
      forget: async (stack: StackName, address: string) =>
        (await openRemoteState(context, site, stack)).forget([address]),
      /** Applies a stack that has nothing but one object, which needs no engine. */
      async apply(stack: StackName, object: string = stack) {
        const folder = join(site.out, "stacks", stack);
        const { kind, arguments: given } = remoteBlock({ kind: "pg" }, owner(stack));
        const resource = { terraform_data: { [object]: { input: object } } };
        mkdirSync(folder, { recursive: true });
        writeFileSync(
          join(folder, "cdk.tf.json"),
          JSON.stringify({ terraform: { backend: { [kind]: given } }, resource }),
        );
        const terraform = await openTerraform(context, site);
        await terraform.init(folder, stack);
        return apply({ ...context, terraform: terraform.run, stack, folder });
      },
    };
  }

  const addresses = (objects: readonly { readonly address: string }[]) => objects.map(({ address }) => address);

  it("is one of its own for each stack of each instance", async () => {
    const [one, two] = [instance("one"), instance("two")];
    for (const stack of STACKS) await one.apply(stack);
    await two.apply("storage", "other");
    for (const stack of STACKS) expect(addresses(await one.objects(stack))).toEqual([`terraform_data.${stack}`]);
    expect(addresses(await two.objects("storage"))).toEqual(["terraform_data.other"]);
    expect(await two.objects("platform")).toEqual([]);
    const { rows } = await database.query(
      "SELECT table_schema FROM information_schema.tables WHERE table_name = 'states' AND table_schema LIKE '%one%' ORDER BY 1",
    );
    expect(rows.map(({ table_schema }) => table_schema)).toEqual([...STACKS].map(one.schema).sort());
  });

  it("is found by another clone of the same instance, which has no file of it", async () => {
    await instance("shared").apply("storage");
    expect(addresses(await instance("shared").objects("storage"))).toEqual(["terraform_data.storage"]);
  });

  it("is not applied by two at once, and is again when the first has ended", async () => {
    const here = instance("locked");
    await here.apply("platform");
    const { rows } = await database.query(`SELECT id, pg_advisory_lock(id) FROM ${here.schema("platform")}.states`);
    await expect(here.apply("platform", "second")).rejects.toMatchObject({
      code: "stack/state-locked",
      message: expect.stringContaining(`schema ${here.schema("platform")}`),
      remedy: expect.stringContaining("pg_terminate_backend(PID)"),
    });
    expect(addresses(await here.objects("platform"))).toEqual(["terraform_data.platform"]);
    await database.query("SELECT pg_advisory_unlock($1)", [rows[0].id]);
    expect(await here.apply("platform", "second")).toEqual({ add: 1, change: 0, remove: 1 });
  });

  it("names who holds it, and since when", async () => {
    const here = instance("holder");
    await here.apply("storage");
    await database.query(`SELECT pg_advisory_lock(id) FROM ${here.schema("storage")}.states`);
    const { rows } = await database.query("SELECT pg_backend_pid() AS pid");
    await expect(here.apply("storage")).rejects.toMatchObject({
      code: "stack/state-locked",
      message: expect.stringMatching(
        new RegExp(`locked by quantflow at 127\\.0\\.0\\.1 since \\d{4}-.* \\(pid ${rows[0].pid}\\): somebody else`),
      ),
    });
    await database.query("SELECT pg_advisory_unlock_all()");
  });

  it.each(['{"version": 4, "resou', "no JSON", '{"version": 99}', "{}"])(
    "that is damaged is told as that, and not taken for empty: %s",
    async (text) => {
      const here = instance("damaged");
      await here.apply("storage");
      await database.query(`UPDATE ${here.schema("storage")}.states SET data = $1`, [text]);
      const damaged = { code: "state/unreadable", remedy: expect.stringContaining(`${here.schema("storage")}.states`) };
      await expect(here.objects("storage")).rejects.toMatchObject(damaged);
      await expect(here.apply("storage", "second")).rejects.toMatchObject(damaged);
      await database.query(`DROP SCHEMA ${here.schema("storage")} CASCADE`);
    },
  );

  it("is read, and forgets, without the providers of what is in it", async () => {
    const here = instance("without");
    await here.apply("storage");
    const volume = (name: string) => ({
      mode: "managed",
      type: "docker_volume",
      name,
      provider: 'provider["registry.terraform.io/kreuzwerker/docker"]',
      instances: [{ schema_version: 1, attributes: { id: name, name }, sensitive_attributes: [] }],
    });
    const state = { version: 4, terraform_version: "1.11.4", serial: 7, lineage: "x", outputs: {} };
    await database.query(`UPDATE ${here.schema("storage")}.states SET data = $1`, [
      JSON.stringify({ ...state, resources: [volume("a"), volume("b")], check_results: null }),
    ]);
    const elsewhere = instance("without");
    expect(addresses(await elsewhere.objects("storage"))).toEqual(["docker_volume.a", "docker_volume.b"]);
    await elsewhere.forget("storage", "docker_volume.a");
    expect(addresses(await elsewhere.objects("storage"))).toEqual(["docker_volume.b"]);
  });

  it("forgets what was deleted with its data", async () => {
    const here = instance("forgetful");
    await here.apply("storage");
    await here.forget("storage", "terraform_data.storage");
    expect(await here.objects("storage")).toEqual([]);
  });

  it("is refused to who may make no schema, and to who is nobody", async () => {
    await database.query("CREATE ROLE weak LOGIN");
    await database.query("CREATE DATABASE states");
    await expect(instance("weak", url("weak", "states")).objects("storage")).rejects.toMatchObject({
      code: "state/forbidden",
      remedy: expect.stringContaining("GRANT CREATE ON DATABASE"),
    });
    await expect(instance("nobody", url("nobody")).objects("storage")).rejects.toMatchObject({
      code: "state/login-refused",
    });
    await expect(instance("nowhere", url("quantflow", "nowhere")).objects("storage")).rejects.toMatchObject({
      code: "state/store-missing",
    });
  });

  it("is asked for before anything is started, where nothing says where it is", async () => {
    await expect(instance("lost", "").objects("storage")).rejects.toMatchObject({ code: "state/connection-missing" });
  });

  it("is not reached where no database listens", async () => {
    await expect(instance("away", url("quantflow", "postgres", 1)).objects("storage")).rejects.toMatchObject({
      code: "state/unreachable",
      message: expect.stringContaining("connection refused"),
    });
  });
});
