import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import { fileKey } from "../values.ts";
import { packed } from "./size.ts";

/** Operators set the flags for Prometheus 2 only and leave them to `additionalArgs` for 3. */
export const RUNBOOKS_MOUNT = "/etc/prometheus/runbooks";

export interface RunbooksGiven {
  readonly namespace: string;
  readonly labels: Labels;
  /** Prometheus' consoles: `consoles/runbooks/FeedStale.html`, `console_libraries/runbooks.lib`. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Runbooks {
  readonly maps: readonly KubernetesObject[];
  /** A volume with every file at its path, of as many ConfigMaps as it takes. */
  readonly volume: object;
}

/**
 * The pages that alerts lead to, for Prometheus to serve as on Docker. The names do not hang on the pages: the kubelet puts
 * changed ones in place, and Prometheus does not start anew for a word.
 */
export function runbooksOf({ namespace, labels, files }: RunbooksGiven): Runbooks {
  const parts = packed(files).map((part, index) => ({ name: `runbooks-${index}`, part }));
  return {
    maps: parts.map(({ name, part }) => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name, namespace, labels },
      data: Object.fromEntries([...part].map(([path, text]) => [fileKey(path), text])),
    })),
    volume: {
      name: "runbooks",
      projected: {
        sources: parts.map(({ name, part }) => ({
          configMap: { name, items: [...part.keys()].map((path) => ({ key: fileKey(path), path })) },
        })),
      },
    },
  };
}
