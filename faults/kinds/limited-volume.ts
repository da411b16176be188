/** A volume that can be filled: in memory, with a limit of its own, so that nothing else on the host is touched. */
import type { Service } from "../../lib/services/service.ts";
import type { Stage } from "../stage.ts";
import { beside } from "./beside.ts";

/** What is free before it is filled: enough for what a service writes while it starts. */
export const FREE_MEBIBYTES = 64;

const IS_LIMITED = '[ "$(stat --file-system --format %T _data)" = tmpfs ]';
/** Each pass ends where nothing is free; three of them take what others gave back meanwhile. */
const FILL = "for pass in 1 2 3; do cat /dev/zero >> _data/.ballast 2> /dev/null || sleep 1; done";

/** What the volume holds goes into memory, and that over it; those who start from now on find it there. */
export const limit = (stage: Stage, service: Service): Promise<void> =>
  inVolumes(
    stage,
    service,
    `${IS_LIMITED} || {
      mkdir -p aside
      kibibytes=$(du -sk _data | cut -f 1)
      mount -t tmpfs -o size=$((kibibytes + ${1024 * FREE_MEBIBYTES}))k tmpfs aside
      cp -a _data/. aside/
      mount --bind aside _data
      umount aside
      rmdir aside
    }`,
  );

/** Takes the last free byte of it. Fails for one that is not limited, which would be the host's disk. */
export const fill = (stage: Stage, service: Service): Promise<void> =>
  inVolumes(stage, service, `${IS_LIMITED} || { echo "the volume has no limit" >&2; exit 1; }; ${FILL}`);

export const makeRoom = (stage: Stage, service: Service): Promise<void> =>
  inVolumes(stage, service, "rm -f _data/.ballast");

/** What is in memory goes back to the disk; nothing may use it. Bears a volume that is not limited. */
export const giveBack = (stage: Stage, service: Service): Promise<void> =>
  inVolumes(
    stage,
    service,
    `! ${IS_LIMITED} || {
      rm -f _data/.ballast
      mkdir -p aside
      mount --bind _data aside
      umount _data
      find _data -mindepth 1 -delete
      cp -a aside/. _data/
      umount aside
      rmdir aside
    }`,
  );

/** Runs a line of the shell above each of its volumes. What is mounted there is mounted on the host, too. */
async function inVolumes(stage: Stage, service: Service, line: string): Promise<void> {
  for (const { volume } of service.volumes ?? []) {
    const mountpoint = await stage.docker([
      "volume",
      "inspect",
      "--format",
      "{{.Mountpoint}}",
      stage.names.volume(volume),
    ]);
    const above = mountpoint.trim().replace(/\/_data$/, "");
    const mount = ["--mount", `type=bind,source=${above},target=/volume,bind-propagation=rshared`];
    // AppArmor's profile for containers lets nobody mount.
    const rights = ["--cap-add", "SYS_ADMIN", "--security-opt", "apparmor=unconfined"];
    await beside(stage, [...rights, ...mount], `set -e; cd /volume; ${line}`);
  }
}
