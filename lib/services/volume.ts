/** A named volume that outlives its service. It stands in the storage stack and cannot be destroyed by accident. */
export interface Volume {
  readonly name: string;
  /** What is lost with it. */
  readonly holds: string;
  readonly backup: Backup;
}

/** How a volume is carried into a backup. Every volume says, so that none is forgotten. */
export type Backup = FrozenCopy | StoppedCopy | DatabaseDump | NotKept;

/** Its files as they are at one moment, in which its services are frozen: for what comes up whole after a power cut. */
export interface FrozenCopy {
  readonly kind: "frozen";
  /** Top-level folders (patterns of a shell) whose files are never changed once they are there: linked, not copied. */
  readonly immutable?: string;
}

/** Its files after its services have ended: for what writes down what it knows when it ends. */
export interface StoppedCopy {
  readonly kind: "stopped";
}

/** What PostgreSQL's own pg_dump writes, from one snapshot, while the server works. */
export interface DatabaseDump {
  readonly kind: "postgresql";
  readonly database: string;
  readonly superuser: string;
}

export interface NotKept {
  readonly kind: "not kept";
  /** Why nothing is lost: `the feed writes it again within a second`. */
  readonly why: string;
}

export const frozenCopy = (immutable?: string): Backup => ({ kind: "frozen", ...(immutable && { immutable }) });
export const stoppedCopy: Backup = { kind: "stopped" };
export const databaseDump = (database: string, superuser: string): Backup => ({
  kind: "postgresql",
  database,
  superuser,
});
export const notKept = (why: string): Backup => ({ kind: "not kept", why });

export const volume = (name: string, holds: string, backup: Backup): Volume => ({ name, holds, backup });

export interface Mount {
  readonly volume: Volume;
  readonly at: string;
}
