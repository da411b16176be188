import type { ImageName } from "./versions.ts";

/** The numbers of a version: `2.29.2-pg17` is 2, 29, 2 with PostgreSQL 17. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Of an image of TimescaleDB. */
  readonly postgresql?: number;
}

/** What a newer or older version makes of data that is there. */
export type Verdict =
  | { readonly kind: "allowed" }
  /** Something has to be done as well. */
  | { readonly kind: "step"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

/** How the data comes to the other version: it finds its own volume again, or a backup of it is read in. */
export type Way = "inPlace" | "restored";

export interface Upgrade {
  readonly image: ImageName;
  /** Which change of versions, in words. */
  readonly change: string;
  readonly applies: (from: Version, to: Version) => boolean;
  readonly inPlace: Verdict;
  readonly restored: Verdict;
  /** Where that is said. */
  readonly source: string;
}

const allowed: Verdict = { kind: "allowed" };
const step = (why: string): Verdict => ({ kind: "step", why });
const refused = (why: string): Verdict => ({ kind: "refused", why });

const older = (from: Version, to: Version): boolean =>
  to.major < from.major || (to.major === from.major && to.minor < from.minor);
const any = (): boolean => true;

/** The major version of PostgreSQL: `15`, or the end of `2.29.2-pg17`. */
const postgresql = (version: Version): number => version.postgresql ?? version.major;

const POSTGRESQL = "https://www.postgresql.org/docs/current/upgrading.html";
const TIMESCALEDB = "https://docs.tigerdata.com/self-hosted/latest/backup-and-restore/logical-backup/";
const PROMETHEUS = "https://prometheus.io/docs/prometheus/latest/migration/";
const ALERTMANAGER = "https://prometheus.io/docs/alerting/latest/configuration/";
const GRAFANA = "https://grafana.com/docs/grafana/latest/upgrade-guide/";
const REDIS = "https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/";
const NODE_RED = "https://nodered.org/docs/getting-started/local";
const THANOS = "https://thanos.io/tip/thanos/storage.md/";
const before255 = ({ major, minor }: Version): boolean => major < 2 || (major === 2 && minor < 55);

/** They keep nothing; but a metric that is renamed takes the rules and panels that use it with it. */
const exporters = (
  ["node-exporter", "postgres-exporter", "redis-exporter", "blackbox-exporter", "cadvisor"] as const
).map(
  (image): Upgrade => ({
    image,
    change: "to another version",
    applies: any,
    inPlace: step(
      "record what it exports (npx quantflow catalogue record); synthesis refuses a version without a recording, and npm run check names each rule and panel whose metric is gone",
    ),
    restored: allowed,
    source: "docs/metrics.md",
  }),
);

/** The first of an image that applies to two versions is what holds for them. docs/upgrades.md is made of it. */
export const upgrades: readonly Upgrade[] = [
  {
    image: "timescaledb",
    change: "from an image with TimescaleDB to one without",
    applies: (from, to) => from.postgresql !== undefined && to.postgresql === undefined,
    inPlace: refused("its tables are kept by an extension that the other image does not have"),
    restored: refused("its tables are kept by an extension that the other image does not have"),
    source: TIMESCALEDB,
  },
  {
    image: "timescaledb",
    change: "to an older major version of PostgreSQL",
    applies: (from, to) => postgresql(to) < postgresql(from),
    inPlace: refused("an older PostgreSQL does not read the files of a newer one"),
    restored: refused("an older PostgreSQL does not read the dump of a newer one"),
    source: POSTGRESQL,
  },
  {
    image: "timescaledb",
    change: "to another version of TimescaleDB, by a backup",
    applies: (from, to) =>
      from.postgresql !== undefined &&
      to.postgresql !== undefined &&
      postgresql(from) !== postgresql(to) &&
      (from.major !== to.major || from.minor !== to.minor || from.patch !== to.patch),
    inPlace: refused("another major version of PostgreSQL does not read these files: back up and restore"),
    restored: refused(
      "a dump is read by the TimescaleDB that it is of: change PostgreSQL first, restore, and then change TimescaleDB",
    ),
    source: TIMESCALEDB,
  },
  {
    image: "timescaledb",
    change: "to a newer major version of PostgreSQL",
    applies: (from, to) => postgresql(to) > postgresql(from),
    inPlace: refused(
      "a newer major version of PostgreSQL does not read these files: back up with the old one (npx quantflow backup), delete the data (npm run down -- --delete-data), and restore with the new one",
    ),
    restored: allowed,
    source: POSTGRESQL,
  },
  {
    image: "timescaledb",
    change: "to another version of TimescaleDB on the same PostgreSQL",
    applies: (from, to) =>
      from.postgresql !== undefined && (from.major !== to.major || from.minor !== to.minor || from.patch !== to.patch),
    inPlace: step("then, in psql as the first statement of a session: ALTER EXTENSION timescaledb UPDATE"),
    restored: refused(
      "a dump is read by the TimescaleDB that it is of: restore with that, and then change it in place",
    ),
    source: TIMESCALEDB,
  },
  {
    image: "timescaledb",
    change: "within a major version of PostgreSQL",
    applies: any,
    inPlace: allowed,
    restored: allowed,
    source: POSTGRESQL,
  },
  {
    image: "prometheus",
    change: "from before 2.55 to 3 or newer",
    applies: (from, to) => before255(from) && to.major >= 3,
    inPlace: refused("run 2.55 on these files first: it is the only one that both sides know"),
    restored: refused("restore with 2.55 first: it is the only one that both sides know"),
    source: PROMETHEUS,
  },
  {
    image: "prometheus",
    change: "back to before 2.55",
    applies: (from, to) => !before255(from) && before255(to),
    inPlace: refused("it does not read what 2.55 and newer write"),
    restored: refused("it does not read what 2.55 and newer write"),
    source: PROMETHEUS,
  },
  {
    image: "prometheus",
    change: "from 2.55 or a later 2 to 3",
    applies: (from, to) => from.major === 2 && to.major >= 3,
    inPlace: step(
      'write le="1.0" where a rule or a panel says le="1", and look for scrapes that fail for their Content-Type: npm run check finds the first, npm run status the second',
    ),
    restored: allowed,
    source: PROMETHEUS,
  },
  { image: "prometheus", change: "any other", applies: any, inPlace: allowed, restored: allowed, source: PROMETHEUS },
  {
    image: "alertmanager",
    change: "to an older one",
    applies: older,
    inPlace: refused("what a newer one has written down of silences may have fields that it does not know"),
    restored: refused("what a newer one has written down of silences may have fields that it does not know"),
    source: ALERTMANAGER,
  },
  {
    image: "alertmanager",
    change: "from before 0.27 to 0.27 or newer",
    applies: (from, to) => from.major === 0 && from.minor < 27 && !older({ major: 0, minor: 27, patch: 0 }, to),
    inPlace: step("matchers are read as UTF-8: read the log for those that mean something else now"),
    restored: step("matchers are read as UTF-8: read the log for those that mean something else now"),
    source: ALERTMANAGER,
  },
  {
    image: "alertmanager",
    change: "to a newer one",
    applies: any,
    inPlace: allowed,
    restored: allowed,
    source: ALERTMANAGER,
  },
  {
    image: "grafana",
    change: "to an older one",
    applies: older,
    inPlace: refused("its database is changed by a newer one, and nothing changes it back"),
    restored: refused("its database is changed by a newer one, and nothing changes it back"),
    source: GRAFANA,
  },
  { image: "grafana", change: "to a newer one", applies: any, inPlace: allowed, restored: allowed, source: GRAFANA },
  {
    image: "redis",
    change: "to an older major version",
    applies: (from, to) => to.major < from.major,
    inPlace: refused("it does not read the file of a newer one; nothing is lost with it: delete the volume redis-data"),
    restored: allowed,
    source: REDIS,
  },
  { image: "redis", change: "any other", applies: any, inPlace: allowed, restored: allowed, source: REDIS },
  {
    image: "node-red",
    change: "to another major version",
    applies: (from, to) => from.major !== to.major,
    inPlace: step("open the editor: it names the nodes of flows that it no longer knows"),
    restored: step("open the editor: it names the nodes of flows that it no longer knows"),
    source: NODE_RED,
  },
  { image: "node-red", change: "any other", applies: any, inPlace: allowed, restored: allowed, source: NODE_RED },
  { image: "thanos", change: "to another version", applies: any, inPlace: allowed, restored: allowed, source: THANOS },
  ...exporters,
];

/** Undefined for what names no version. */
export function versionFrom(text: string): Version | undefined {
  const [, major, minor, patch, postgresql] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?.*?(?:-pg(\d+))?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: Number(patch ?? 0),
    ...(postgresql !== undefined && { postgresql: Number(postgresql) }),
  };
}

/** What becomes of an image's data when its version changes. */
export function verdictOf(image: ImageName, from: string, to: string, way: Way): Verdict {
  const [before, after] = [versionFrom(from), versionFrom(to)];
  if (from === to) return allowed;
  if (!before || !after) return refused(`nothing is known of the version ${before ? to : from}`);
  return upgrades.find((one) => one.image === image && one.applies(before, after))?.[way] ?? allowed;
}
