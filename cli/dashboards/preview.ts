import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { reasonAt } from "../../lib/dashboards/preview/reason.ts";
import {
  loopbackAdmission,
  type PrometheusAccess,
  previewServer,
  type Shelf,
  servedPage,
} from "../../lib/dashboards/preview/server/index.ts";
import { duration } from "../../lib/metrics/duration.ts";
import type { Environment } from "../../stacks/environment.ts";
import { portInUse } from "./preview-errors.ts";

export interface OpenedPreview {
  /** `http://localhost:4711` */
  readonly url: string;
  close(): Promise<void>;
}

export interface PreviewRequest {
  /** The built page's folder. */
  readonly page: string;
  readonly shelf: Shelf;
  readonly prometheus: PrometheusAccess;
  readonly interval: Environment["interval"];
  readonly watch: boolean;
  /** 0 for any free one. */
  readonly port: number;
}

/** Serves the preview on the loopback interface, to whoever is on this machine. Fails when the port is taken. */
export async function openPreview(request: PreviewRequest): Promise<OpenedPreview> {
  const { page, shelf, prometheus, interval, watch, port } = request;
  const settings = { interval: duration(interval), prometheus: prometheus.url, watch };
  const server = previewServer({
    page: servedPage(page),
    shelf,
    settings: () => settings,
    prometheus,
    admission: loopbackAdmission,
    reason: reasonAt(prometheus),
  });
  await listen(server, port);
  const { port: given } = server.address() as AddressInfo;
  return { url: `http://localhost:${given}`, close: () => closed(server) };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? portInUse(port, error as Error) : error;
  }
}

/** A page that still loads is left: whoever closes the preview has seen enough. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
