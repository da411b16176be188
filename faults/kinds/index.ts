/** Every way to break a service, a file each. */
import type { FaultKind } from "../kind.ts";
import { corruptConfiguration } from "./corrupt-configuration.ts";
import { cutNetwork } from "./cut-network.ts";
import { kill, stop } from "./ended.ts";
import { fillVolume } from "./fill-volume.ts";
import { freeze } from "./freeze.ts";
import { drop, duplicate, lag, lieAboutTime, reorder, stall } from "./of-the-exchange.ts";
import { restartLoop } from "./restart-loop.ts";
import { slow } from "./slow.ts";

export const kinds = {
  stop,
  kill,
  freeze,
  "cut-network": cutNetwork,
  slow,
  "fill-volume": fillVolume,
  "corrupt-configuration": corruptConfiguration,
  "restart-loop": restartLoop,
  stall,
  drop,
  duplicate,
  reorder,
  lag,
  "lie-about-time": lieAboutTime,
} as const satisfies Readonly<Record<string, FaultKind>>;

export type KindId = keyof typeof kinds;

export const KIND_IDS = Object.keys(kinds) as readonly KindId[];
