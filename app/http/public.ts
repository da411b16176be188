import express, { type Express, type NextFunction, type Request, type Response, type Router } from "express";
import type { Instrument } from "../engine/instrument.ts";
import type { Log } from "../log.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { AlertHistory } from "../webhook/history.ts";
import type { Tokens } from "./bearer.ts";
import { adminOnly } from "./login.ts";

export interface PublicOptions {
  readonly version: string;
  readonly instruments: readonly Instrument[];
  readonly portfolio: Portfolio;
  readonly alerts: AlertHistory;
  /** Each checks by itself who may ask. */
  readonly open: readonly Router[];
  /** For the administrator alone. */
  readonly guarded: readonly Router[];
  readonly adminPasswords: Tokens;
  readonly log: Log;
}

const SHOWN_ALERTS = 100;

const about = ({ version, instruments }: PublicOptions) => ({
  name: "QuantFlow",
  version,
  markets: instruments.map(({ market }) => market),
  links: { portfolio: "/portfolio", alerts: "/alerts", backtests: "/backtests" },
});

function portfolioView({ portfolio }: PublicOptions) {
  const positions = [...portfolio.positions()].map(([asset, { quantity, cost }]) => ({ asset, quantity, cost }));
  return { ...portfolio.valuation(), positions };
}

/** The port for people and Alertmanager: everything as JSON. Money is text, so that no reader rounds it. */
export function publicApp(options: PublicOptions): Express {
  const app = express().disable("x-powered-by").disable("etag");
  app.get("/", (_request, response) => void response.json(about(options)));
  for (const router of options.open) app.use(router);
  app.use(["/portfolio", "/alerts", "/backtests"], adminOnly(options.adminPasswords));
  app.get("/portfolio", (_request, response) => void response.json(portfolioView(options)));
  app.get("/alerts", (_request, response) => void response.json(options.alerts.newest(SHOWN_ALERTS)));
  for (const router of options.guarded) app.use(router);
  app.use((_request, response) => void response.status(404).json({ error: "not found" }));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
    if (status >= 400 && status < 500) return void response.status(status).json({ error: "bad request" });
    options.log.error({ err: error }, "request failed");
    response.status(503).json({ error: "failed; see the log" });
  });
  return app;
}
