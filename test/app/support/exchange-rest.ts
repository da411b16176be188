import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../app/clock.ts";
import { Exchange, type ExchangeListener } from "../../../app/exchange/exchange.ts";
import { History } from "../../../app/exchange/history.ts";
import { type RestTwinOptions, restRoutes } from "../../../app/exchange/rest.ts";
import { SESSION_LIMITS } from "../../../app/exchange/session.ts";
import { close, listen } from "../../../app/http/listen.ts";
import { routeServer } from "../../../app/http/routes.ts";

export const MARKETS = ["BTCUSDT", "ETHUSDT"];
const nothing = () => undefined;

/** The simulated exchange with its REST interface, on one free port, gone after the test. */
export async function openExchangeWithRest(clock: Clock, overrides: Partial<RestTwinOptions> = {}) {
  const history = new History();
  const recorded: Parameters<ExchangeListener["recorded"]>[0][] = [];
  const exchange = new Exchange(
    { markets: MARKETS, tradesPerSecond: 10, seed: 1, clock, limits: SESSION_LIMITS },
    {
      connections: nothing,
      sent: nothing,
      violated: nothing,
      faults: nothing,
      recorded(frame) {
        recorded.push(frame);
        history.record(frame);
      },
    },
  );
  const asked: string[] = [];
  const bannedSeconds = () => exchange.state().faults.ban;
  const routes = restRoutes({ markets: MARKETS, history, now: () => exchange.now(), bannedSeconds, ...overrides });
  const server = routeServer(routes, nothing);
  server.on("request", ({ url = "" }) => asked.push(url));
  server.on("upgrade", (request, socket, head) => exchange.upgrade(request, socket, head));
  const port = await listen(server, "the exchange", { port: 0, host: "127.0.0.1" });
  onTestFinished(async () => {
    exchange.close();
    server.closeAllConnections();
    await close(server);
  });
  const urls = { url: `ws://127.0.0.1:${port}/stream`, restUrl: `http://127.0.0.1:${port}` };
  return { exchange, history, recorded, asked, ...urls };
}

/** A server that answers every request alike, gone after the test. */
export async function openAnswering(status: number, body: string, headers: Record<string, string> = {}) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status, headers).end(body);
  });
  const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  onTestFinished(() => close(server));
  return { url: `http://127.0.0.1:${port}`, asked: () => asked };
}
