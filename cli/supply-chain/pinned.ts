import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { debianPins, imagePins, NPM_FOLDERS, npmPins } from "../outdated/pins.ts";
import { actionsIn, programsIn } from "./actions.ts";
import { pinnedModules } from "./go.ts";
import type { GoLicences } from "./go-licences.ts";
import { licenceOf } from "./licences.ts";
import { integrityOf, readLock } from "./lock.ts";

export const KINDS = ["npm", "go", "action", "image", "debian", "program"] as const;

/** Something that comes from elsewhere: what it is, what holds it, and where it is had. */
export interface Pinned {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly version: string;
  /** The file that pins it. */
  readonly pin: string;
  /** Of its content; undefined: it is held by its name and version alone. */
  readonly hash: string | undefined;
  /** By its name of SPDX, as far as it is read. */
  readonly licence: string | undefined;
  /** We name it ourselves; what is not is brought by something else. */
  readonly direct: boolean;
}

/** Where each kind is had, and what is checked when it is. */
export const FROM: Readonly<Record<Pinned["kind"], string>> = {
  npm: "npm's registry; an archive with another SHA-512 is refused",
  go: "a module proxy; Go refuses a module with another hash than go.sum's, and asks the checksum database for a new one",
  action: "the action's repository, by commit",
  image: "its registry over TLS, by tag",
  debian: "Debian's archive, whose index is signed",
  program: "its publisher, by version, through an action that is pinned itself",
};

/** Those folders of npm that have a lock of their own; a workspace stands in the lock above it. */
export const lockFolders = (root: string): readonly string[] =>
  NPM_FOLDERS.filter((folder) => existsSync(join(root, folder, "package-lock.json")));

/** Every folder of tools/ that pins Go modules. */
export const moduleFolders = (root: string): readonly string[] =>
  readdirSync(join(root, "tools"))
    .sort()
    .map((name) => join("tools", name))
    .filter((folder) => existsSync(join(root, folder, "go.mod")));

const WORKFLOWS = join(".github", "workflows");

export const workflowFiles = (root: string): readonly string[] =>
  readdirSync(join(root, WORKFLOWS))
    .sort()
    .map((name) => join(WORKFLOWS, name));

/** Everything that is pinned, from the committed files alone, in a fixed order. */
export const everyPinned = (root: string, goLicences: GoLicences): readonly Pinned[] => [
  ...npmPackages(root),
  ...goModules(root, goLicences),
  ...inWorkflows(root),
  ...[...imagePins, ...debianPins].map(
    ({ kind, name, pinned, where }): Pinned => ({
      kind: kind === "debian" ? "debian" : "image",
      ...{ name, version: pinned, pin: where, hash: undefined, licence: undefined, direct: true },
    }),
  ),
];

function npmPackages(root: string): readonly Pinned[] {
  const named = npmPins(root);
  return lockFolders(root).flatMap((folder) => {
    const pin = join(folder, "package-lock.json");
    const direct = new Set(named.filter(({ where }) => where === join(folder, "package.json")).map(({ name }) => name));
    const packages = readLock(readFileSync(join(root, pin), "utf8"));
    return packages.map(
      (one): Pinned => ({
        ...{
          kind: "npm",
          name: one.name,
          version: one.version,
          pin,
          hash: integrityOf(one, packages),
          licence: licenceOf(one),
        },
        direct: direct.has(one.name) && one.path === `node_modules/${one.name}`,
      }),
    );
  });
}

const goModules = (root: string, licences: GoLicences): readonly Pinned[] =>
  moduleFolders(root).flatMap((folder) => {
    const [goMod, goSum] = ["go.mod", "go.sum"].map((file) => readFileSync(join(root, folder, file), "utf8"));
    const built = builtPackages(goMod ?? "");
    return pinnedModules(goMod ?? "", goSum ?? "").map(
      ({ path, version, hash, required }): Pinned => ({
        ...{ kind: "go", name: path, version, pin: join(folder, "go.sum"), hash },
        licence: licences[`${path}@${version}`],
        direct: built.some((one) => `${one}/`.startsWith(`${required}/`)),
      }),
    );
  });

/** The programs that a folder builds, by the import paths of its `tool` lines. */
const builtPackages = (goMod: string): readonly string[] => {
  const block = /^tool \(\n([^)]*)\)/m.exec(goMod)?.[1] ?? /^tool (\S+)$/m.exec(goMod)?.[1] ?? "";
  return block.split("\n").flatMap((line) => line.trim() || []);
};

const inWorkflows = (root: string): readonly Pinned[] =>
  workflowFiles(root).flatMap((pin) => {
    const text = readFileSync(join(root, pin), "utf8");
    const rest = { pin, licence: undefined, direct: true };
    return [
      ...actionsIn(text).map(
        ({ name, version, commit }): Pinned => ({ kind: "action", name, version, hash: commit, ...rest }),
      ),
      ...programsIn(text).map(
        ({ name, version }): Pinned => ({ kind: "program", name, version, hash: undefined, ...rest }),
      ),
    ];
  });
