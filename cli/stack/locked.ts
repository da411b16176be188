import type { Context } from "../command.ts";
import { isMistake } from "../errors.ts";
import { type Lock, takeLock } from "./lock.ts";
import type { Site } from "./site.ts";

const BEAT_MILLISECONDS = 1_000;

/** Does work that changes the instance, alone. A run that was interrupted, or whose Terraform was killed, leaves word. */
export async function locked<T>(
  { now, signal }: Pick<Context, "now" | "signal">,
  { instance }: Site,
  command: string,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = takeLock({ directory: instance.directory, command, now, beat });
  try {
    const result = await work(lock);
    lock.release();
    return result;
  } catch (error) {
    const orderly = isMistake(error) && error.code !== "stack/terraform-killed" && !signal.aborted;
    if (orderly) lock.release();
    else lock.abandon();
    throw error;
  }
}

function beat(action: () => void): () => void {
  const timer = setInterval(action, BEAT_MILLISECONDS).unref();
  return () => clearInterval(timer);
}
