import type { Secret } from "../../lib/services/secret.ts";
import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";
import { ensureCertificates } from "../certificates/index.ts";
import type { Context } from "../command.ts";
import { hasTwoValid, secretsOf } from "../secrets/contents.ts";
import type { Handover } from "../secrets/handover.ts";
import { type PushResult, pushSecrets } from "../secrets/push.ts";
import { tracked } from "../terminal/progress.ts";
import type { Site } from "./site.ts";
import { stateObjects } from "./state.ts";

/** What a push changed, and the services whose volume is still to be made: `up` hands them theirs. */
export interface Pushed extends PushResult {
  readonly waiting: readonly string[];
}

/**
 * Brings the instance's secret volumes up to date. Only those that Terraform has made: the engine would make a missing
 * one on the way, and the next `up` could not tell it from another clone's.
 */
export async function pushTo(
  context: Context,
  site: Site,
  { services, resolution }: Model,
  handover?: Handover,
): Promise<Pushed> {
  const { run, progress, now } = context;
  const { store, names } = site;
  const made = new Set((await stateObjects(context, site, "storage")).map(({ id }) => id));
  const ready = services.filter((service) => made.has(names.secrets(service)));
  const waiting = services.filter((service) => service.secrets && !ready.includes(service)).map(({ name }) => name);
  const image = referenceOf("toolbox", resolution.imageSource);
  await ensureCertificates({ store, secrets: secretsOf(services), now: now(), ...(handover && { handover }) });
  const pushed = await tracked(progress, "hand over secrets", () =>
    pushSecrets({ run, services: ready, store, image, volumeName: names.secrets, ...(handover && { handover }) }),
  );
  return { ...pushed, waiting };
}

/**
 * Hands a new value over without a moment in which the one who shows it and the one who asks for it disagree, where the
 * latter accepts two values; else in one push.
 */
export async function handOver(
  context: Context,
  site: Site,
  platform: Model,
  { secret, previous }: { readonly secret: Secret; readonly previous: string | undefined },
): Promise<void> {
  if (previous !== undefined && hasTwoValid(secret, platform.services))
    for (const step of ["announce", "switch"] as const)
      await pushTo(context, site, platform, { secret, previous, step });
  await pushTo(context, site, platform);
}
