import { blocksOf, type Fields, someUnknown, textOf } from "./attributes.ts";

/** A path of the machine that a container is given. */
export interface HostMount {
  readonly source: string;
  /** Undefined while it is not known. */
  readonly isReadOnly: boolean | undefined;
}

/** Paths of the machine, whichever of the two ways they are mounted; volumes are none. */
export const mountsOf = (container: Fields): readonly HostMount[] => [
  ...blocksOf(container, "mounts").flatMap((mount) => (mount["type"] === "bind" ? hostMount(mount, "source") : [])),
  ...blocksOf(container, "volumes").flatMap((volume) => hostMount(volume, "host_path")),
];

function hostMount(block: Fields, key: string): readonly HostMount[] {
  const source = textOf(block, key);
  if (source === undefined) return [];
  const isReadOnly = someUnknown(block, "read_only") ? undefined : block["read_only"] === true;
  return [{ source: source.replace(/(?<=.)\/+$/, ""), isReadOnly }];
}
