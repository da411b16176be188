import { z } from "zod";

/** A package that npm installs, as a lock names it. */
export interface LockedPackage {
  /** Where it is installed: `node_modules/express`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As its own manifest states it; undefined when it states none. */
  readonly licence: string | undefined;
  /** Subresource Integrity; undefined for what stands in the archive of another package. */
  readonly integrity: string | undefined;
  /** Of the archive of the package above it, whose integrity covers it. */
  readonly bundled: boolean;
  /** Where it was taken from; undefined: from whatever registry npm is told to use. */
  readonly resolved: string | undefined;
  /** Only development needs it. */
  readonly development: boolean;
}

const lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      inBundle: z.boolean().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

const FOLDER = "node_modules/";

/** What a package-lock.json of version 3 installs, our own packages left out. Throws what is no such lock. */
export function readLock(text: string): readonly LockedPackage[] {
  const { packages } = lock.parse(JSON.parse(text));
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes(FOLDER) && link !== true)
    .map(([path, one]) => ({
      path,
      name: one.name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
      version: one.version ?? "",
      licence: one.license,
      integrity: one.integrity,
      bundled: one.inBundle === true,
      resolved: one.resolved,
      development: one.dev === true,
    }));
}

/** Of the archive that a package comes in: its own, or that of the package that brings it along. */
export function integrityOf(one: LockedPackage, packages: readonly LockedPackage[]): string | undefined {
  if (one.integrity !== undefined || !one.bundled) return one.integrity;
  const above = one.path.slice(0, one.path.lastIndexOf(`/${FOLDER}`));
  const parent = packages.find(({ path }) => path === above);
  return parent && integrityOf(parent, packages);
}

/** SHA-512 in base64 with its padding, which is what npm writes today. */
const STRONG = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** What is not pinned to its content, in words: `package-lock.json: left-pad has no integrity: …`. */
export const lockProblems = (file: string, packages: readonly LockedPackage[]): readonly string[] =>
  packages.flatMap((one) => {
    const problem = problemOf(one);
    return problem === undefined ? [] : [`${file}: ${one.path} ${problem}`];
  });

function problemOf({ version, integrity, bundled, resolved }: LockedPackage): string | undefined {
  if (version === "") return "has no version: run npm install and commit the lock";
  if (resolved !== undefined && !isFromRegistry(resolved))
    return `comes from ${resolved}: take a release of it from a registry over https, whose content the lock can name`;
  if (bundled) return undefined;
  if (integrity === undefined) return "has no integrity: remove node_modules and the entry, and run npm install";
  return STRONG.test(integrity) ? undefined : `has the integrity ${integrity}: only SHA-512 is taken`;
}

const isFromRegistry = (address: string): boolean => /^https:\/\/[^/]+\/.+\.tgz$/.test(address);
