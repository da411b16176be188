import { Pool, type PoolClient } from "pg";
import { migrate } from "./migrate.ts";
import { inserts, type Row } from "./rows.ts";

export interface DatabaseOptions {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  /** Asked at every new connection, so that a rotated password is used. */
  readonly password: () => string;
  /** Told of connections that break while idle. */
  readonly broken: (error: Error) => void;
}

/** Every wait ends, `pg` itself limits none of these; together they leave a stop within its 10 seconds. */
const TIMEOUTS = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 4_000,
  query_timeout: 5_000,
  idle_in_transaction_session_timeout: 6_000,
  idleTimeoutMillis: 30_000,
};
/** One each for fills, for candles, and for the check of whether it lives. */
const CONNECTIONS = 3;

/** The application's tables in PostgreSQL or TimescaleDB. Migrated at the first write that reaches the server. */
export class Database {
  readonly #pool: Pool;
  #migrated = false;

  constructor({ host, port, name, user, password, broken }: DatabaseOptions) {
    this.#pool = new Pool({
      host,
      port,
      database: name,
      user,
      password,
      max: CONNECTIONS,
      keepAlive: true,
      application_name: "quantflow",
      ...TIMEOUTS,
    });
    // Without a listener a connection that breaks while idle would end the process.
    this.#pool.on("error", broken);
    // So would one that breaks between two statements of a transaction; its next statement fails, and that is told.
    this.#pool.on("connect", (client) => client.on("error", () => {}));
  }

  /** Stores rows, all or none; rows that are there already are left alone. */
  async write(rows: readonly Row[]): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await this.#prepare(client);
      await client.query("BEGIN");
      for (const { text, values } of inserts(rows)) await client.query(text, [...values]);
      await client.query("COMMIT");
      client.release();
    } catch (error) {
      // Its transaction may be open and its server gone: such a connection is not used again.
      client.release(true);
      throw error;
    }
  }

  /** A round trip, migrations included. */
  async check(): Promise<void> {
    await this.write([]);
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #prepare(client: PoolClient): Promise<void> {
    if (this.#migrated) return;
    await migrate(client);
    this.#migrated = true;
  }
}
