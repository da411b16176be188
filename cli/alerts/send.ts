import type { Task } from "../terminal/progress.ts";
import type { PostedAlert } from "./alertmanager.ts";
import type { Arrival } from "./arrival.ts";
import { notArrived } from "./errors.ts";
import type { Probe } from "./probe.ts";

export interface Sending {
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
  readonly arrived: Arrival;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds. */
  readonly limit: number;
}

export interface Sent {
  readonly receiver: string;
  /** False where a receiver out in the world took it, and this machine cannot look. */
  readonly seen: boolean;
  readonly seconds: number;
}

const POLL_MILLISECONDS = 1_000;

/** Fires the probes, waits until each is seen where it can be seen, and resolves them whatever happened. */
export async function sendProbes(probes: readonly Probe[], sending: Sending, task: Task): Promise<readonly Sent[]> {
  const { post, now, limit } = sending;
  const began = now();
  const until = (milliseconds: number) => new Date(milliseconds).toISOString();
  // A look before anything is sent, so that what was there already counts for nothing.
  for (const probe of probes) await sending.arrived(probe);
  await post(probes.map(({ labels, annotations }) => ({ labels, annotations, endsAt: until(began + 2 * limit) })));
  try {
    return await seen(probes, sending, began, task);
  } finally {
    await post(probes.map(({ labels, annotations }) => ({ labels, annotations, endsAt: until(now()) })));
  }
}

async function seen(probes: readonly Probe[], sending: Sending, began: number, task: Task): Promise<readonly Sent[]> {
  const sent = new Map<string, Sent>();
  for (;;) {
    const waiting = probes.filter(({ receiver }) => !sent.has(receiver.name));
    task.note(`waiting for ${waiting.map(({ receiver }) => receiver.name).join(", ")}`);
    for (const probe of waiting) {
      const arrived = await sending.arrived(probe);
      const seconds = Math.round((sending.now() - began) / 1000);
      if (arrived !== "not yet")
        sent.set(probe.receiver.name, { receiver: probe.receiver.name, seen: arrived === "arrived", seconds });
    }
    const missing = probes.filter(({ receiver }) => !sent.has(receiver.name)).map(({ receiver }) => receiver.name);
    if (missing.length === 0) return [...sent.values()];
    if (sending.now() - began >= sending.limit) throw notArrived(missing, sending.limit / 1000);
    await sending.pause(POLL_MILLISECONDS);
  }
}
