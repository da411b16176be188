import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import {
  loopbackAdmission,
  type PreviewGiven,
  previewServer,
  type ShownDashboard,
  servedPage,
  shelf,
} from "../../../../../lib/dashboards/preview/server/index.ts";

export const shown = (uid: string, more: Partial<ShownDashboard> = {}): ShownDashboard => ({
  ...{ uid, title: uid.toUpperCase(), description: "What?", tags: ["quantflow"], url: `/d/${uid}/${uid}` },
  json: JSON.stringify({ uid, schemaVersion: 42 }),
  ...more,
});

/** A folder with these files, which goes when the test ends. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "preview-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Listens on a port of its own until the test ends; answers its address. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A Prometheus of ours, with what it was asked. */
export async function fakePrometheus(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const url = await listening(
    createServer((incoming, response) => {
      asked.push(incoming);
      answer(incoming, response);
    }),
  );
  return { url, asked };
}

/** A running preview; nothing in it is real unless it is given. */
export async function preview(given: Partial<PreviewGiven> = {}): Promise<string> {
  const page = given.page ?? servedPage(folderWith({ "index.html": "<title>Preview</title>" }));
  const settings = () => ({ interval: "15s", prometheus: "http://localhost:9090", watch: false });
  const reason = async () => undefined;
  const prometheus = { url: "http://127.0.0.1:1" };
  return listening(
    previewServer({ shelf: shelf(), settings, prometheus, admission: loopbackAdmission, reason, ...given, page }),
  );
}

/** A request as no browser or `fetch` would send it: path and host go out as they are. */
export function rawly(url: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end();
  });
}
