/**
 * The database's schema, step by step. A step is never edited once released: a change is a new step.
 * Where TimescaleDB is installed the tables become hypertables and it keeps candles and retention by policies of its
 * own; elsewhere they stay plain tables and `upkeep.ts` does so.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const hypertable = (table: string, chunk?: string): string => `
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('quantflow.${table}', 'time', if_not_exists => true, migrate_data => true${
      chunk === undefined ? "" : `, chunk_time_interval => INTERVAL '${chunk}'`
    });
  END IF;
END $$;`;

/** Policies and continuous aggregates are of the Community edition: the images named `-oss` have neither. */
const ifPolicies = (managed: string, otherwise: string): string => `
DO $policies$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')
    AND current_setting('timescaledb.license', true) = 'timescale' THEN
    ${managed}
  ELSE
    ${otherwise}
  END IF;
END $policies$;`;

/**
 * A change of the past is refreshed whenever it was, for only what changed is computed; real-time, so that the newest
 * buckets are there before a policy has run.
 * Source: https://www.tigerdata.com/docs/reference/timescaledb/continuous-aggregates
 */
const continuousAggregate = (table: string, source: string, bucket: string): string => `
    EXECUTE $view$
      CREATE MATERIALIZED VIEW quantflow.${table}
      WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
      SELECT time_bucket(INTERVAL '${bucket}', time) AS time, symbol, first(open, time) AS open, max(high) AS high,
        min(low) AS low, last(close, time) AS close, sum(volume) AS volume
      FROM quantflow.${source} GROUP BY 1, 2 WITH NO DATA
    $view$;
    PERFORM add_continuous_aggregate_policy('quantflow.${table}', start_offset => NULL,
      end_offset => INTERVAL '${bucket}', schedule_interval => INTERVAL '1 minute');`;

const candleTable = (table: string): string => `
    CREATE TABLE quantflow.${table} (
      time   timestamptz      NOT NULL,
      symbol text             NOT NULL,
      open   double precision NOT NULL,
      high   double precision NOT NULL,
      low    double precision NOT NULL,
      close  double precision NOT NULL,
      volume double precision NOT NULL,
      PRIMARY KEY (symbol, time)
    );
    INSERT INTO quantflow.rollups (target) VALUES ('${table}');`;

/** Of rows that come in the order of their time: small, and cheap to keep. */
const timeIndex = (table: string): string =>
  `CREATE INDEX ${table}_time_range ON quantflow.${table} USING brin (time) WITH (autosummarize = on);`;

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: "trades and candles",
    sql: `
CREATE TABLE quantflow.trades (
  time     timestamptz NOT NULL,
  id       text        NOT NULL,
  symbol   text        NOT NULL,
  side     text        NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity numeric     NOT NULL CHECK (quantity > 0),
  price    numeric     NOT NULL CHECK (price > 0),
  fee      numeric     NOT NULL,
  PRIMARY KEY (time, id)
);
CREATE TABLE quantflow.candles (
  time   timestamptz      NOT NULL,
  symbol text             NOT NULL,
  open   double precision NOT NULL,
  high   double precision NOT NULL,
  low    double precision NOT NULL,
  close  double precision NOT NULL,
  volume double precision NOT NULL,
  PRIMARY KEY (symbol, time)
);
${hypertable("trades")}
${hypertable("candles")}`,
  },
  {
    version: 2,
    name: "liquidity of fills",
    // Null for the fills before: it was not recorded, and the ledgers that they made ended with their run.
    sql: `ALTER TABLE quantflow.trades ADD COLUMN liquidity text CHECK (liquidity IN ('maker', 'taker'));`,
  },
  {
    version: 3,
    name: "ticks",
    sql: `
CREATE TABLE quantflow.ticks (
  time     timestamptz      NOT NULL,
  symbol   text             NOT NULL,
  id       bigint           NOT NULL,
  price    numeric          NOT NULL,
  quantity double precision NOT NULL,
  PRIMARY KEY (symbol, id, time)
);
${hypertable("ticks", "1 day")}
${ifPolicies(`PERFORM add_retention_policy('quantflow.ticks', INTERVAL '7 days');`, timeIndex("ticks"))}`,
  },
  {
    version: 4,
    name: "alerts",
    // Texts as they were sent: a timestamp keeps no nanoseconds, a jsonb takes no \\u0000.
    sql: `
CREATE TABLE quantflow.alerts (
  received_at timestamptz NOT NULL,
  status      text        NOT NULL CHECK (status IN ('firing', 'resolved')),
  labels      json        NOT NULL,
  annotations json        NOT NULL,
  starts_at   text        NOT NULL,
  ends_at     text        NOT NULL,
  fingerprint text        NOT NULL,
  truncated   integer     NOT NULL,
  PRIMARY KEY (fingerprint, status, starts_at)
);
CREATE INDEX alerts_received ON quantflow.alerts (received_at);`,
  },
  {
    version: 5,
    name: "candles of minutes and hours",
    sql: ifPolicies(
      [
        continuousAggregate("candles_1m", "candles", "1 minute"),
        continuousAggregate("candles_5m", "candles_1m", "5 minutes"),
        continuousAggregate("candles_1h", "candles_5m", "1 hour"),
      ].join(""),
      `CREATE TABLE quantflow.rollups (target text PRIMARY KEY, watermark timestamptz);
    ${timeIndex("candles")}${["candles_1m", "candles_5m", "candles_1h"].map(candleTable).join("")}`,
    ),
  },
];
