import type { HeartbeatResult } from "../../metrics/quantflow/watchman.ts";
import type { Tokens } from "../http/bearer.ts";
import { readBody } from "../http/body.ts";
import { json, type Reply, type Route } from "../http/routes.ts";
import { heartbeatIn } from "./heartbeat.ts";

export interface HeartbeatOptions {
  readonly environment: string;
  readonly tokens: Tokens;
  readonly came: (result: HeartbeatResult) => void;
}

/** A Watchdog has one series a Prometheus; what its notification may have besides is bounded by max_alerts. */
const LARGEST_BODY = 64 * 1024;

const REFUSED = {
  foreign: json(403, { error: "a heartbeat of another environment: see the external label environment" }),
  invalid: json(400, { error: "not Alertmanager's notification of a Watchdog" }),
} as const;

/** `POST /heartbeat`: where Alertmanager sends the Watchdog, and nothing else. */
export function heartbeatRoute({ environment, tokens, came }: HeartbeatOptions): Route {
  const take = (body: string | undefined): Reply => {
    if (body === undefined) return json(413, { error: `body is over ${LARGEST_BODY} bytes` });
    const result = heartbeatIn(body, environment);
    came(result);
    return result === "accepted" || result === "ended" ? json(202, { status: result }) : REFUSED[result];
  };
  const reply = async (request: Parameters<Route["reply"]>[0]) => take(await readBody(request, LARGEST_BODY));
  return { method: "POST", path: "/heartbeat", tokens, reply };
}
