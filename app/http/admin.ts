import type { Server } from "node:http";
import type { Exposer } from "../../lib/metrics/exposer.ts";
import { metricsRoute } from "../runtime/metrics.ts";
import type { Tokens } from "./bearer.ts";
import type { Readiness } from "./readiness.ts";
import { json, type Route, routeServer, type Serving } from "./routes.ts";

export interface AdminOptions extends Serving {
  readonly exposition: Exposer;
  readonly metricsTokens: Tokens;
  readonly readiness: () => Readiness;
  readonly failed: (error: unknown) => void;
}

/** `/healthz` says only that the event loop turns: a store that is down must not restart us. */
export const adminRoutes = ({
  exposition,
  metricsTokens,
  readiness,
}: Pick<AdminOptions, "exposition" | "metricsTokens" | "readiness">): readonly Route[] => [
  metricsRoute(exposition, metricsTokens),
  { method: "GET", path: "/healthz", reply: () => json(200, { status: "ok" }) },
  {
    method: "GET",
    path: "/readyz",
    reply: () => {
      const state = readiness();
      return json(state.status === "unready" ? 503 : 200, state);
    },
  },
];

/** The port for machines. */
export const adminServer = (options: AdminOptions): Server =>
  routeServer(adminRoutes(options), options.failed, options);
