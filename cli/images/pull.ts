import { tracked } from "../terminal/progress.ts";
import { diskFull, lastLines } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { heavy } from "../tools/limit.ts";
import { attempt } from "./engine.ts";
import { imageUnknown, pullRefused, registryUnreachable } from "./errors.ts";

/** Fetches an image by its pinned tag. */
export const pull = (workshop: Workshop, reference: string): Promise<void> =>
  heavy(() =>
    tracked(workshop.progress, `image ${reference}`, async () => {
      const outcome = await attempt(workshop, ["pull", "--quiet", reference]);
      if (outcome.code !== 0) throw explained(reference, outcome.stderr, lastLines(outcome, 1).trim());
    }),
  );

/** The engine's own words for each cause; anything else is taken for a registry that does not answer. */
function explained(reference: string, text: string, detail: string): Error {
  if (/no space left on device/i.test(text)) return diskFull("the engine's data directory (docker info)");
  if (/manifest unknown|not found|does not exist/i.test(text)) return imageUnknown(reference, detail);
  if (/toomanyrequests|denied|unauthorized|forbidden/i.test(text)) return pullRefused(reference, detail);
  return registryUnreachable(reference, detail);
}

const DOCKER_HUB = "registry-1.docker.io";
const PROBE_MILLISECONDS = 3000;

/**
 * Whether an image registry answers within 3 seconds; a demand to log in is an answer. A host with a port may speak
 * plain HTTP. The probe is ours, not the engine's: a remote engine may see another network.
 */
export async function registryAnswers(host = DOCKER_HUB, get: typeof fetch = fetch): Promise<boolean> {
  const schemes = host.includes(":") ? ["https", "http"] : ["https"];
  const answers = schemes.map(async (scheme) => {
    const { status } = await get(`${scheme}://${host}/v2/`, { signal: AbortSignal.timeout(PROBE_MILLISECONDS) });
    if (status !== 200 && status !== 401) throw new Error(`answered ${status}`);
  });
  return Promise.any(answers).then(
    () => true,
    () => false,
  );
}
