import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A Prometheus that answers at `url`. */
export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the program on a free port of loopback; fails with its own words when it does not come up. */
export async function prometheusProcess(path: string, flags: readonly string[], directory: string): Promise<Running> {
  const given = [...flags, "--web.listen-address=127.0.0.1:0"];
  const child = spawn(path, given, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill();
    await ended;
  };
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    // Two parts of it say these, in either order.
    const port = /Listening on.*?127\.0\.0\.1:(\d+)/.exec(heard.join("\n"))?.[1];
    if (port === undefined || !heard.some((one) => one.includes("Server is ready"))) continue;
    child.stderr.resume();
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  await stop();
  throw new Error(`Prometheus did not start:\n${heard.join("\n")}`);
}
