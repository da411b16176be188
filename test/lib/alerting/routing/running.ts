import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type AlertmanagerConfiguration, alertmanagerFiles } from "../../../../lib/alerting/routing/index.ts";
import { SECRETS_DIRECTORY } from "../../../../lib/services/secret.ts";
import { builtTool } from "../../../support/tools.ts";

export interface Delivery {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Stands in for the services out in the world, and keeps what it is sent. */
export interface World {
  readonly url: string;
  /** The next request to a path that was not asked for yet. */
  readonly next: (path: string) => Promise<Delivery>;
  readonly seen: (path: string) => boolean;
  readonly close: () => void;
}

export async function world(): Promise<World> {
  const arrived: Delivery[] = [];
  const waiting: { readonly path: string; readonly take: (delivery: Delivery) => void }[] = [];
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    const delivery = { path: request.url ?? "", body: JSON.parse(await text(request)) };
    seen.add(delivery.path);
    answer(delivery.path, response);
    const index = waiting.findIndex(({ path }) => path === delivery.path);
    if (index < 0) arrived.push(delivery);
    else waiting.splice(index, 1)[0]?.take(delivery);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (path) =>
      new Promise((take) => {
        const index = arrived.findIndex((delivery) => delivery.path === path);
        if (index < 0) waiting.push({ path, take });
        else take(arrived.splice(index, 1)[0] as Delivery);
      }),
    seen: (path) => seen.has(path),
    close: () => server.close(),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Telegram tells of the message it posted; Slack says ok, in plain text; PagerDuty is content with any 2xx. */
function answer(path: string, response: ServerResponse): void {
  if (!path.endsWith("/sendMessage")) return void response.end("ok");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ ok: true, result: { message_id: 1, date: 1, chat: { id: -42, type: "group" } } }));
}

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly generatorURL: string;
}

export interface Alertmanager {
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
  readonly get: (path: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** The pinned Alertmanager on a port of its own, with its secrets beside its configuration. */
export async function alertmanager(
  given: AlertmanagerConfiguration,
  secrets: Readonly<Record<string, string>>,
): Promise<Alertmanager> {
  const directory = await mkdtemp(join(tmpdir(), "alertmanager-"));
  const here = (content: string) => content.replaceAll(SECRETS_DIRECTORY, join(directory, "secrets"));
  const files = new Map([...alertmanagerFiles(given)].map(([name, content]) => [name, here(content)]));
  for (const [name, value] of Object.entries(secrets)) files.set(`secrets/${name}`, value);
  for (const [name, content] of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
  const { url, stop } = await started(await builtTool("alertmanager"), directory);
  return {
    post: async (alerts) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/api/v2/alerts`, { method: "POST", headers, body: JSON.stringify(alerts) });
      if (!response.ok) throw new Error(await response.text());
    },
    get: async (path) => (await fetch(url + path)).json(),
    stop: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Alertmanager says on which port it listens once it does. */
async function started(program: string, directory: string) {
  const flags = ["--web.listen-address=127.0.0.1:0", "--cluster.listen-address=", "--storage.path=data"];
  const child = spawn(program, ["--config.file=alertmanager.yml", ...flags], {
    cwd: directory,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    const address = /Listening on.*?(127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (!address) continue;
    child.stderr.resume();
    const stop = async () => {
      child.kill();
      await ended;
    };
    return { url: `http://${address}`, stop };
  }
  throw new Error(`Alertmanager did not start:\n${heard.join("\n")}`);
}
