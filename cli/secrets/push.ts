import type { Service } from "../../lib/services/service.ts";
import type { Run } from "../run.ts";
import { contentsOf, DIGEST_KEY, entries } from "./contents.ts";
import { pushFailed } from "./errors.ts";
import type { Handover } from "./handover.ts";
import type { SecretStore } from "./store.ts";
import { tar } from "./tar.ts";

export interface Push {
  readonly run: Run;
  readonly services: readonly Service[];
  readonly store: SecretStore;
  /** The image that carries the files: a busybox. */
  readonly image: string;
  /** The engine's name of a service's secret volume. */
  readonly volumeName: (service: Service) => string;
  /** A secret that is on its way from one value to the next. */
  readonly handover?: Handover;
}

export interface PushResult {
  /** Services whose volume was rewritten. */
  readonly changed: readonly string[];
  /** Given secrets that nobody has given yet. */
  readonly absent: readonly string[];
}

/**
 * Runs inside the carrier, as `sh -c SCRIPT sh SERVICE ...`: takes the archive on standard input, compares markers, and
 * replaces by rename, so a reader sees the old file or the new one. The marker comes last: a push that was cut short
 * is repeated. Prints the services that it changed.
 */
const SCRIPT = `set -eu
tar -x -f - -C /incoming
for service in "$@"; do
  from=/incoming/$service
  to=/secrets/$service
  if cmp -s "$from/.digest" "$to/.digest"; then continue; fi
  for file in "$from"/*; do
    [ -e "$file" ] || continue
    cp -p "$file" "$to/.new"
    mv -f "$to/.new" "$to/\${file##*/}"
  done
  for file in "$to"/*; do
    [ -e "$file" ] || continue
    [ -e "$from/\${file##*/}" ] || rm -rf "$file"
  done
  chown "$(stat -c %u:%g "$from")" "$to"
  chmod 0500 "$to"
  cp -p "$from/.digest" "$to/.new"
  mv -f "$to/.new" "$to/.digest"
  echo "$service"
done`;

/** Brings every secret volume up to date in one short-lived container. Values travel on its standard input only. */
export async function pushSecrets({ run, services, store, image, volumeName, handover }: Push): Promise<PushResult> {
  const readers = services.filter(({ secrets }) => secrets);
  const volumes = contentsOf(readers, store, handover);
  const absent = [...new Set(volumes.flatMap((volume) => volume.absent.map(({ name }) => name)))].sort();
  if (volumes.length === 0) return { changed: [], absent };
  const key = store.ensure(DIGEST_KEY) ?? "";
  const input = tar(volumes.flatMap((volume) => entries(volume, key)));
  const outcome = await run("docker", carrierArguments(readers, image, volumeName), { input });
  if (outcome.code !== 0) throw pushFailed(outcome.stderr.trim() || `exit code ${outcome.code}`);
  return { changed: outcome.stdout.split("\n").filter((line) => line !== ""), absent };
}

function carrierArguments(
  services: readonly Service[],
  image: string,
  volumeName: (service: Service) => string,
): string[] {
  return [
    ...["run", "--rm", "--interactive", "--network=none", "--read-only", "--user=0:0", "--log-driver=none"],
    ...["--cap-drop=ALL", "--cap-add=CHOWN", "--cap-add=DAC_OVERRIDE", "--cap-add=FOWNER"],
    ...["--security-opt=no-new-privileges", "--tmpfs=/incoming:mode=0700,size=16m"],
    ...services.map((service) => mount(volumeName(service), service.name)),
    ...["--entrypoint=sh", image, "-c", SCRIPT, "sh", ...services.map(({ name }) => name)],
  ];
}

const mount = (volume: string, service: string): string =>
  `--mount=type=volume,source=${volume},target=/secrets/${service},volume-nocopy=true`;
