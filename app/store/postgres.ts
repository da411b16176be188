import { Client, Pool, type PoolClient, type QueryResultRow } from "pg";
import { copyTicks } from "./copy-ticks.ts";
import { migrate } from "./migrate.ts";
import type { Insert } from "./rows.ts";

export interface DatabaseOptions {
  readonly host: string;
  readonly port: number;
  /** By TLS, the server's name and certificate verified; in clear where it does not say. */
  readonly tls?: boolean;
  readonly name: string;
  readonly user: string;
  /** Asked at every new connection, so that a rotated password is used. */
  readonly password: () => string;
  /** Told of connections that break while idle. */
  readonly broken: (error: Error) => void;
  /** The longest wait for an answer, 5,000 ms when it does not say: a stop must fit within its 10 seconds. */
  readonly answerWithinMs?: number;
}

const ANSWER_MS = 5_000;
const CONNECT_MS = 3_000;
/** An index over what a long-lived database holds takes its time, once. */
const MIGRATION_MS = 60_000;
/** One each for the writer, the upkeep and the alerts, and two for who reads, so that none waits for another. */
const CONNECTIONS = 5;

/** Every wait ends; `pg` itself limits none of these. The server is to give up before its client does. */
const timeouts = (answerMs: number) => ({
  connectionTimeoutMillis: Math.min(CONNECT_MS, answerMs),
  statement_timeout: Math.round(answerMs * 0.8),
  query_timeout: answerMs,
  idle_in_transaction_session_timeout: Math.round(answerMs * 1.2),
});

/** The application's tables in PostgreSQL or TimescaleDB. Migrated at the first use that reaches the server. */
export class Database {
  readonly #pool: Pool;
  readonly #migrator: () => Client;
  #migrating: Promise<void> | undefined;

  constructor({ name, broken, answerWithinMs = ANSWER_MS, tls: ssl = false, ...at }: DatabaseOptions) {
    const { host, port, user, password } = at;
    const server = { host, port, ssl, database: name, user, password, keepAlive: true, application_name: "quantflow" };
    this.#pool = new Pool({
      ...server,
      ...timeouts(answerWithinMs),
      max: CONNECTIONS,
      idleTimeoutMillis: 30_000,
    });
    // Without a listener a connection that breaks while idle would end the process.
    this.#pool.on("error", broken);
    // So would one that breaks between two statements of a transaction; its next statement fails, and that is told.
    this.#pool.on("connect", (client) => client.on("error", () => {}));
    this.#migrator = () =>
      new Client({
        ...server,
        ...timeouts(answerWithinMs),
        statement_timeout: MIGRATION_MS,
        query_timeout: MIGRATION_MS,
      });
  }

  /** Stores rows, all or none; rows that are there already are left alone. */
  async insert({ text, values }: Insert): Promise<void> {
    await this.#use((client) => client.query(text, [...values]));
  }

  /** Stores a binary COPY of ticks, all or none; those that are there already are left alone. */
  async copyTicks(rows: Buffer): Promise<void> {
    await this.#use((client) => copyTicks(client, rows));
  }

  async query<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    const { rows } = await this.#use((client) => client.query<R>(text, [...values]));
    return rows;
  }

  /** A round trip, migrations included. */
  async check(): Promise<void> {
    await this.query("SELECT 1");
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    await this.#migrated();
    const client = await this.#pool.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      // Its transaction may be open and its server gone: such a connection is not used again.
      client.release(true);
      throw error;
    }
  }

  /** Once; a migration that failed is tried again by the next use. */
  #migrated(): Promise<void> {
    this.#migrating ??= this.#migrate().catch((error: unknown) => {
      this.#migrating = undefined;
      throw error;
    });
    return this.#migrating;
  }

  async #migrate(): Promise<void> {
    const client = this.#migrator();
    // A connection that breaks fails its statement too, and that is told.
    client.on("error", () => {});
    try {
      await client.connect();
      await migrate(client);
    } finally {
      // Not waited for: a server that hangs would never close its end.
      void client.end().catch(() => undefined);
    }
  }
}
