import { Volume as DockerVolume } from "@cdktf/provider-docker/lib/volume";
import type { Service } from "../../services/service.ts";
import { type Construct, TerraformStack } from "../terraform.ts";
import type { Names } from "./names.ts";
import { dockerProvider } from "./provider.ts";

/**
 * Every volume that outlives its service: data, which `terraform destroy` refuses to delete, and the empty volumes that
 * `quantflow secrets push` fills.
 */
export function renderStorage(scope: Construct, services: readonly Service[], names: Names): void {
  dockerProvider(TerraformStack.of(scope));
  const labels = (holds: string) => [
    { label: "quantflow.instance", value: names.prefix },
    { label: "quantflow.holds", value: holds },
  ];
  const data = new Map(services.flatMap((service) => (service.volumes ?? []).map((m) => [m.volume.name, m.volume])));
  for (const volume of data.values())
    new DockerVolume(scope, volume.name, {
      name: names.volume(volume),
      labels: labels(volume.holds),
      lifecycle: { preventDestroy: true },
    });
  for (const service of services.filter((one) => one.secrets))
    new DockerVolume(scope, `secrets-${service.name}`, {
      name: names.secrets(service),
      labels: labels(`the secrets of ${service.name}`),
    });
}
