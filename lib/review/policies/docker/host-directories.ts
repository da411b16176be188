import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import { mountsOf } from "../mounts.ts";
import type { Policy } from "../policy.ts";

export const hostDirectories: Policy = {
  id: "docker/host-directories",
  summary: "No directory of the machine can be written from a container",
  why: "Who may write to the machine's files can have it run anything. Data belongs in volumes.",
  alsoKnownAs: ["CIS Docker 5.6", "AVD-KSV-0023"],
  bad: containers(
    { mounts: [{ type: "bind", source: "/etc", target: "/etc" }] },
    { volumes: [{ host_path: "/srv/data", container_path: "/data", read_only: false }] },
  ),
  good: containers(
    { mounts: [{ type: "bind", source: "/sys", target: "/sys", read_only: true }] },
    { mounts: [{ type: "volume", source: "data", target: "/data" }] },
    { volumes: [{ volume_name: "data", container_path: "/data" }] },
  ),
  run: ofContainer((container) =>
    mountsOf(container)
      .filter(({ isReadOnly }) => isReadOnly === false)
      .map(({ source }) => ({
        message: `may write to ${source} of the machine`,
        remedy: `mount ${source} with read_only, or a volume in its place`,
      })),
  ),
};
