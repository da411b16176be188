import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Caught, openMailCatcher } from "../../support/mail-catcher.ts";

/** What came of one notification to the application. */
export interface Copy {
  readonly bytes: number;
  /** The application's answer. */
  readonly status: number;
  readonly alerts: number;
  readonly truncated: number;
}

/** An alert as the application forwards it from its history. */
export interface Remembered {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
}

export interface Receivers {
  readonly mailPort: number;
  readonly webhook: string;
  readonly heartbeat: string;
  readonly mails: Caught[];
  readonly copies: Copy[];
  readonly remembered: Remembered[];
  readonly heartbeats: string[];
  close(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, "../../app/webhook/receiver-process.ts");

/**
 * A mail server; the application's own webhook, in a process of its own, with its history on the disk; before it one that
 * measures what passes, behind it one that takes what the history forwards: each alert once, whatever was repeated.
 */
export async function openReceivers(folder: string): Promise<Receivers> {
  const [mails, copies, remembered, heartbeats] = [[] as Caught[], [] as Copy[], [] as Remembered[], [] as string[]];
  const catcher = await openMailCatcher((mail) => mails.push(mail), { disabledCommands: ["STARTTLS", "AUTH"] });
  const behind = await served(async (_path, body) => {
    remembered.push(JSON.parse(body) as Remembered);
    return 204;
  });
  const { child, url } = await application(folder, behind.url);
  const before = await served(async (path, body) => {
    if (path === "/heartbeat") return heartbeats.push(body) && 202;
    const { alerts, truncatedAlerts } = JSON.parse(body) as { alerts: unknown[]; truncatedAlerts: number };
    const headers = { authorization: "Bearer token", "content-type": "application/json" };
    const { status } = await fetch(`${url}/alerts/webhook`, { method: "POST", headers, body });
    copies.push({ bytes: Buffer.byteLength(body), status, alerts: alerts.length, truncated: truncatedAlerts });
    return status;
  });
  return {
    ...{ mails, copies, remembered, heartbeats, mailPort: catcher.port },
    webhook: `${before.url}/alerts/webhook`,
    heartbeat: `${before.url}/heartbeat`,
    async close() {
      child.kill();
      await Promise.all([once(child, "exit"), catcher.close(), closed(before.server), closed(behind.server)]);
    },
  };
}

async function application(folder: string, forward: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", PROGRAM, folder, forward], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: `http://127.0.0.1:${String(port).trim()}` };
}

async function served(answer: (path: string, body: string) => Promise<number>) {
  const server = createServer(async (request, response) => {
    const status = await answer(request.url ?? "", await text(request)).catch(() => 503);
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function closed(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
