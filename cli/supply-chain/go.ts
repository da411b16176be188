/** A Go module that a folder of tools/ builds, with what go.sum says of its content. */
export interface PinnedModule {
  readonly path: string;
  readonly version: string;
  /** `h1:` and the hash of the module's files (https://go.dev/ref/mod#go-sum-files); undefined: go.sum has none. */
  readonly hash: string | undefined;
}

/** Every module that go.mod requires, with its hash by go.sum. */
export function pinnedModules(goMod: string, goSum: string): readonly PinnedModule[] {
  const hashes = new Map(
    goSum
      .split("\n")
      .map((line) => line.split(" "))
      .map(([path, version, hash]) => [`${path} ${version}`, hash]),
  );
  return required(goMod).map(({ path, version }) => ({ path, version, hash: hashes.get(`${path} ${version}`) }));
}

const REQUIREMENT = /^(?:require\s+|\t)([^\s()]+) (v\S+)/;

const required = (goMod: string): readonly { readonly path: string; readonly version: string }[] =>
  goMod.split("\n").flatMap((line) => {
    const [, path, version] = REQUIREMENT.exec(line) ?? [];
    return path === undefined || version === undefined ? [] : [{ path, version }];
  });

/** A module taken from a folder is pinned by nothing. */
const LOCAL = /=>\s*(\.{0,2}\/\S+)/;

/** What of a folder is not pinned to its content, in words. */
export function moduleProblems(folder: string, goMod: string, goSum: string): readonly string[] {
  const replaced = goMod.split("\n").flatMap((line) => {
    const [, path] = LOCAL.exec(line) ?? [];
    return path === undefined ? [] : [`${folder}/go.mod takes a module from ${path}: name a release of it`];
  });
  const unhashed = pinnedModules(goMod, goSum).filter(({ path, version }) => !isNamed(goSum, path, version));
  return [
    ...replaced,
    ...unhashed.map(({ path, version }) => `${folder}/go.sum does not name ${path} ${version}: run go mod tidy there`),
  ];
}

/** Of a module that nothing is compiled of, go.sum names the go.mod alone. */
const isNamed = (goSum: string, path: string, version: string): boolean =>
  goSum.includes(`${path} ${version} h1:`) || goSum.includes(`${path} ${version}/go.mod h1:`);
