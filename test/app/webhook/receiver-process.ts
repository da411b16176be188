/** The webhook as a process of its own, so that a test can kill it: `receiver-process.ts DATA_DIRECTORY FORWARD_URL`. */
import { createServer } from "node:http";
import express from "express";
import { listen } from "../../../app/http/listen.ts";
import { systemClock } from "../../../app/system.ts";
import { openAlerts } from "../../../app/webhook/alerts.ts";
import { WORKER_LIMITS } from "../../../app/webhook/worker.ts";

const [dataDirectory = "", url = ""] = process.argv.slice(2);
const nothing = () => undefined;
const recorder = { increment: nothing, set: nothing, observe: nothing };
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing };

const alerts = await openAlerts({
  dataDirectory,
  tokens: () => ["token"],
  save: undefined,
  forward: { url, token: () => undefined },
  clock: systemClock,
  random: () => 0,
  recorder,
  log,
  limits: WORKER_LIMITS,
});
const server = createServer(express().use(alerts.receiver));
const port = await listen(server, "the receiver", { port: 0, host: "127.0.0.1" });
alerts.start();
console.log(port);
