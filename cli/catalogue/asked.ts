import { parseDuration } from "../../lib/metrics/duration.ts";
import { type Duration, seconds } from "../../lib/metrics/units.ts";
import { MOST } from "../../lib/services/capacity-boundary.ts";
import type { AskedOfLadder } from "../../stacks/capacity-ladder.ts";
import { badOptionValue } from "../errors.ts";

/** What the command line asks of the sizing, as it was written. */
export interface Written {
  readonly replicas: string | undefined;
  readonly symbols: string | undefined;
  readonly messages: string | undefined;
  readonly interval: string | undefined;
  readonly retention: string | undefined;
}

export const SCALE_OPTIONS = {
  replicas: {
    type: "string",
    placeholder: "N",
    summary: "of the application; as many as are scraped where it is left out",
  },
  symbols: { type: "string", placeholder: "M", summary: "that each replica follows; 3 where it is left out" },
  messages: {
    type: "string",
    placeholder: "RATE",
    summary: "messages a second of one symbol in a burst; 1000 is assumed",
  },
  interval: {
    type: "string",
    placeholder: "15s",
    summary: "between two scrapes; the environment's where it is left out",
  },
  retention: {
    type: "string",
    placeholder: "15d",
    summary: "how long samples are kept; the environment's where it is left out",
  },
} as const;

/** Longer than this nobody keeps samples; a year of 1 ms scrapes is still a number. */
const LONGEST_SECONDS = 100 * 365 * 86_400;

/** Fails with the option, the rule and what was found. */
export const askedIn = ({ replicas, symbols, messages, interval, retention }: Written): AskedOfLadder => ({
  replicas: count("replicas", replicas),
  symbols: count("symbols", symbols),
  messagesPerSecond: count("messages", messages),
  interval: duration("interval", interval),
  retention: duration("retention", retention),
});

function count(option: string, written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const value = Number(written);
  if (!/^\d+$/.test(written) || value < 1 || value > MOST)
    throw badOptionValue("catalogue", option, `must be a whole number from 1 to ${MOST}`, written);
  return value;
}

function duration(option: string, written: string | undefined): Duration | undefined {
  if (written === undefined) return undefined;
  const value = parseDuration(written) ?? 0;
  if (value <= 0 || value > LONGEST_SECONDS)
    throw badOptionValue("catalogue", option, "must be a duration from 1ms to 100y, such as 15s or 1d12h", written);
  return { ...seconds(value), text: written };
}
