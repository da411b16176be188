import { type KubernetesObject, objectText } from "../object.ts";
import { objectTooLarge } from "./errors.ts";

/**
 * `kubectl apply` keeps what it applied in an annotation, and annotations have 256 KiB together: less than the 1 MiB of
 * a ConfigMap and etcd's 1.5 MiB. The rest is for names, labels and other annotations.
 * Source: k8s.io/apimachinery, validation.TotalAnnotationSizeLimitB
 */
export const MOST_BYTES = 240 * 1024;

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Fails on an object that `kubectl apply` could not take. */
export function assertFits(object: KubernetesObject): void {
  const size = bytes(object);
  if (size > MOST_BYTES) throw objectTooLarge(objectText(object), size, MOST_BYTES);
}

/** Files in as few parts as fit, in their order; one that is too large for any has a part of its own. */
export function packed(
  files: ReadonlyMap<string, string>,
  most: number = MOST_BYTES / 2,
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
