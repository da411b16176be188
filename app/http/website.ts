import type { IncomingMessage, Server } from "node:http";
import type { Router } from "express";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import type { Clock, Random } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { Log } from "../log.ts";
import type { PageOptions } from "../page/page.ts";
import { clientOf } from "./address.ts";
import type { Tokens } from "./bearer.ts";
import { boundedServer } from "./bounded-server.ts";
import { FanOut } from "./fan-out.ts";
import { close } from "./listen.ts";
import { Login } from "./login.ts";
import { MOST_REQUESTS, publicApp, REQUEST_WINDOW_MS } from "./public.ts";
import type { Serving } from "./routes.ts";
import { Sessions } from "./session.ts";
import { Upgrades } from "./upgrade.ts";
import { Windows } from "./windows.ts";

export interface WebsiteOptions extends Serving {
  readonly page: PageOptions;
  readonly desk: Desk;
  /** What `GET /alerts` answers, newest first. */
  readonly alerts: () => readonly object[];
  /** Each checks by itself who may ask. */
  readonly open: readonly Router[];
  /** For the administrator alone. */
  readonly guarded: readonly Router[];
  readonly adminPasswords: Tokens;
  /** Proxies in front of us that add to X-Forwarded-For; 0: nobody's word is taken. */
  readonly trustedProxies: number;
  readonly recorder: MetricsRecorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Website {
  /** To be listened with; see `listen`. */
  readonly server: Server;
  /** Stops accepting, says goodbye to who follows the desk, lets requests end; 1.1 s at most. */
  stop(): Promise<void>;
}

/** The public port: pages and JSON by express, and the desk's news over `/ws`. */
export function createWebsite(options: WebsiteOptions): Website {
  const { desk, recorder, clock, adminPasswords, trustedProxies } = options;
  const login = new Login(adminPasswords, clock);
  const sessions = new Sessions(adminPasswords, clock);
  const requests = new Windows({ clock, windowMs: REQUEST_WINDOW_MS });
  const client = (request: IncomingMessage) => clientOf(request, trustedProxies);
  const fanOut = new FanOut({ messages: desk, clock, recorder });
  const upgrades = new Upgrades({
    fanOut,
    recorder,
    client,
    verdict: (request) =>
      sessions.isValid(request.headers.cookie)
        ? "admin"
        : login.verdict(request.headers.authorization, client(request)),
    isOverLimit: (who) => requests.increment(who).totalHits > MOST_REQUESTS,
  });
  const server = boundedServer(publicApp({ ...options, login, sessions, requests }), options.limits, options.pem);
  server.on("upgrade", upgrades.handle);
  const stop = async () => {
    upgrades.stop();
    await Promise.all([close(server), fanOut.close()]);
  };
  return { server, stop };
}
