/** Half of what a ConfigMap may hold. Source: kubernetes.io/docs/concepts/configuration/configmap */
const MOST_BYTES = 2 ** 19;

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Files in as few parts as fit, in their order; one that is too large for any has a part of its own. */
export function packed(
  files: ReadonlyMap<string, string>,
  most: number = MOST_BYTES,
): readonly ReadonlyMap<string, string>[] {
  const parts: Map<string, string>[] = [];
  let filled = 0;
  for (const [name, text] of files) {
    const size = bytes([name, text]);
    const last = parts.at(-1);
    if (last && filled + size <= most) {
      last.set(name, text);
      filled += size;
    } else {
      parts.push(new Map([[name, text]]));
      filled = size;
    }
  }
  return parts;
}
