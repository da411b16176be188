import { contentHash } from "../../services/content-hash.ts";
import type { Configuration, Service } from "../../services/service.ts";
import type { Names } from "./names.ts";
import type { KubernetesObject } from "./object.ts";
import { metadataOf } from "./shared.ts";
import { fileKey } from "./values.ts";

/**
 * What has to be replaced gets a new name with its files: the pods that name it are rolled, and a roll back brings the
 * old files back too. What reloads keeps the name, and the kubelet puts the new files in place within a minute or so.
 */
export const configMapName = (names: Names, service: Service, { files, onChange }: Configuration): string =>
  names.configuration(service, onChange === "replace" ? contentHash(files) : undefined);

/** The files of a service; none where it has none. */
export function configMaps(names: Names, service: Service): readonly KubernetesObject[] {
  const { configuration } = service;
  if (configuration === undefined) return [];
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: metadataOf(names, service, configMapName(names, service, configuration)),
      data: Object.fromEntries([...configuration.files].map(([name, text]) => [fileKey(name), text])),
      ...(configuration.onChange === "replace" && { immutable: true }),
    },
  ];
}

/** The same files as a volume, each at its own path. */
export const configMapVolume = (names: Names, service: Service, configuration: Configuration) => ({
  configMap: {
    name: configMapName(names, service, configuration),
    defaultMode: 0o444,
    items: [...configuration.files.keys()].map((path) => ({ key: fileKey(path), path })),
  },
});
