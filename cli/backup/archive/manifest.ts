import { z } from "zod";

const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
const bytes = z.number().int().nonnegative();

const table = z.strictObject({
  /** As SQL writes it: `quantflow.trades`. */
  table: z.string().min(1),
  rows: bytes,
  /** Over all rows, in any order: the sum of hashtextextended(row::text, 0). */
  sum: z.string().regex(/^-?\d+$/),
});

const database = z.strictObject({
  name: z.string().min(1),
  /** `15.18` */
  server: z.string().min(1),
  /** Extensions and their versions. */
  extensions: z.record(z.string(), z.string()),
  tables: z.array(table),
});

const part = z.strictObject({
  /** The volume's name, or `secrets`. */
  name,
  /** The services that write to the volume. */
  services: z.array(name),
  kind: z.enum(["frozen", "stopped", "postgresql", "secrets"]),
  size: bytes,
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a database: its contents at the moment of the dump. */
  database: database.optional(),
});

export const manifestShape = z.strictObject({
  /** ISO 8601, when the backup began. */
  madeAt: z.iso.datetime(),
  instance: name,
  environment: name,
  /** The commit that was checked out; null where there was none. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .nullable(),
  /** The version of each image whose services have a part: `prometheus` to `v3.13.5`. */
  versions: z.record(name, z.string()),
  parts: z.array(part),
});

/** What an archive holds. It is encrypted as the rest. */
export type Manifest = z.infer<typeof manifestShape>;
export type Part = Manifest["parts"][number];
export type DatabaseContents = z.infer<typeof database>;
export const databaseShape = database;
export const tableShape = table;
