import pg from "pg";
import { docker } from "../../e2e/engine.ts";
import { eventually } from "../../e2e/eventually.ts";

/** A PostgreSQL for Terraform's state, in this machine's engine. */
export interface StateDatabase {
  /** PG_CONN_STR */
  readonly connection: string;
  remove(): Promise<void>;
}

export async function stateDatabase(image: string): Promise<StateDatabase> {
  const name = `qf-remote-state-${process.pid}`;
  const variables = ["--env=POSTGRES_PASSWORD=of-this-test", "--env=POSTGRES_DB=states"];
  await docker(["run", "--detach", "--name", name, ...variables, image]);
  const address = (await docker(["inspect", "--format", "{{.NetworkSettings.IPAddress}}", name])).trim();
  const connection = `postgres://postgres:of-this-test@${address}:5432/states?sslmode=disable`;
  await eventually("PostgreSQL answers", () => answers(connection), { within: 60 });
  return {
    connection,
    remove: async () => void (await docker(["rm", "--force", "--volumes", name])),
  };
}

async function answers(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.end();
}
