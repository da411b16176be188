/**
 * The database's schema, step by step. A step is never edited once released: a change is a new step.
 * Where TimescaleDB is installed the tables become hypertables, elsewhere they stay plain tables.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const hypertable = (table: string): string => `
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('quantflow.${table}', 'time', if_not_exists => true, migrate_data => true);
  END IF;
END $$;`;

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
];
