/** Where images come from: their registries, one host that mirrors them, or sources that this machine builds. */
export type ImageSource =
  | { readonly kind: "registry" }
  | { readonly kind: "mirror"; readonly host: string }
  | { readonly kind: "local" };

export interface RegistryImage {
  /** As Docker spells it; without a host it is Docker Hub's: `prom/prometheus`. */
  readonly repository: string;
  /** Exact; never a tag that moves. */
  readonly tag: string;
}

/** How the image is built where no registry serves it: `images/<name>/Dockerfile` and what it is given. */
export interface LocalImage {
  readonly version: string;
  /** Why it is not what the registry serves; absent where both are the same. */
  readonly differs?: string;
  /** The image it stands on, passed to the Dockerfile as BASE. */
  readonly on?: string;
  /** The folder of tools/ whose programs stand beside the Dockerfile when it is built. */
  readonly tools?: string;
  /** Files and folders of the repository, besides images/<name>/, that go into it. */
  readonly from?: readonly string[];
}

/** A pinned image with at least one source. Without `registry` it is our own and always built. */
export type Image = {
  readonly summary: string;
  /** Names the format of the files it keeps, from its version, where a newer one does not read an older one's. */
  readonly dataFormat?: (version: string) => string;
} & (
  | { readonly registry: RegistryImage; readonly local: LocalImage }
  | { readonly registry: RegistryImage; readonly noLocalSource: string }
  | { readonly local: LocalImage }
);

export const registryOf = (image: Image): RegistryImage | undefined =>
  "registry" in image ? image.registry : undefined;
export const localOf = (image: Image): LocalImage | undefined => ("local" in image ? image.local : undefined);

/** True when this source means that the image is built on this machine. */
export function isBuilt(image: Image, source: ImageSource): boolean {
  if (!registryOf(image)) return true;
  return source.kind === "local" && localOf(image) !== undefined;
}

/** The version that this source gives. */
export const versionOf = (image: Image, source: ImageSource): string =>
  (isBuilt(image, source) ? localOf(image)?.version : registryOf(image)?.tag) ?? "";

/**
 * The name that a container asks the engine for. An image without a local source keeps its registry name in every
 * source: it is used when it is in the engine already.
 * @param contentHash hexadecimal, at least 12 digits: what the image is built from, so that a change gets a new name.
 */
export function imageReference(name: string, image: Image, source: ImageSource, contentHash: string): string {
  const local = localOf(image);
  if (local && isBuilt(image, source)) return `quantflow-local/${name}:${local.version}-${contentHash.slice(0, 12)}`;
  const { repository, tag } = registryOf(image) as RegistryImage;
  return `${source.kind === "mirror" ? mirrored(repository, source.host) : repository}:${tag}`;
}

/** Docker Hub's official images live under `library/` once a host is named. */
function mirrored(repository: string, host: string): string {
  const parts = repository.split("/");
  const path = /[.:]/.test(parts[0] ?? "") ? parts.slice(1) : parts;
  return [host, ...(path.length === 1 ? ["library", ...path] : path)].join("/");
}
