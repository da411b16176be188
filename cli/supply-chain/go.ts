/** A Go module that a folder of tools/ builds, with what go.sum says of its content. */
export interface PinnedModule {
  /** Of what is compiled: the replacement's, where go.mod replaces it. */
  readonly path: string;
  readonly version: string;
  /** The path by which it is imported. */
  readonly required: string;
  /** `h1:` and the hash of the module's files; undefined: go.sum names only its go.mod. Source: https://go.dev/ref/mod#go-sum-files */
  readonly hash: string | undefined;
}

interface Version {
  readonly path: string;
  /** Absent: a folder. */
  readonly version?: string | undefined;
}

/** Every module that go.mod requires, as it is replaced, with its hash by go.sum; those of a folder are left out. */
export function pinnedModules(goMod: string, goSum: string): readonly PinnedModule[] {
  const hashes = hashesIn(goSum);
  const replacements = replacementsIn(goMod);
  return requirementsIn(goMod).flatMap((required) => {
    const { path, version } = replacements.get(keyOf(required)) ?? replacements.get(required.path) ?? required;
    return version === undefined
      ? []
      : [{ path, version, required: required.path, hash: hashes.get(`${path} ${version}`) }];
  });
}

const hashesIn = (goSum: string): ReadonlyMap<string, string> =>
  new Map(
    goSum.split("\n").flatMap((line) => {
      const [path, version, hash] = line.split(" ");
      return hash === undefined ? [] : [[`${path} ${version}`, hash] as const];
    }),
  );

const REQUIREMENT = /^(?:require\s+|\t)([^\s()]+) (v\S+)(?: \/\/ indirect)?$/;

const requirementsIn = (goMod: string): readonly Required<Version>[] =>
  goMod.split("\n").flatMap((line) => {
    const [, path, version] = REQUIREMENT.exec(line) ?? [];
    return path === undefined || version === undefined ? [] : [{ path, version }];
  });

const REPLACEMENT = /^(?:replace\s+|\t)(\S+)(?: (v\S+))? => (\S+)(?: (v\S+))?/;

/** By path and version, or by path alone where every version is replaced. */
const replacementsIn = (goMod: string): ReadonlyMap<string, Version> =>
  new Map(
    goMod.split("\n").flatMap((line) => {
      const [, from, at, path, version] = REPLACEMENT.exec(line) ?? [];
      if (from === undefined || path === undefined) return [];
      return [[at === undefined ? from : keyOf({ path: from, version: at }), { path, version }] as const];
    }),
  );

const keyOf = ({ path, version }: Version): string => `${path} ${version}`;

/** What of a folder is not pinned to its content, in words. */
export function moduleProblems(folder: string, goMod: string, goSum: string): readonly string[] {
  const local = [...replacementsIn(goMod).values()].filter(({ version }) => version === undefined);
  const unnamed = pinnedModules(goMod, goSum).filter(({ path, version }) => !isNamed(goSum, path, version));
  return [
    ...local.map(({ path }) => `${folder}/go.mod takes a module from ${path}: name a release of it`),
    ...unnamed.map(({ path, version }) => `${folder}/go.sum does not name ${path} ${version}: run go mod tidy there`),
  ];
}

/** Of a module that nothing is compiled of, go.sum names the go.mod alone. */
const isNamed = (goSum: string, path: string, version: string): boolean =>
  ["", "/go.mod"].some((part) => `\n${goSum}`.includes(`\n${path} ${version}${part} h1:`));
