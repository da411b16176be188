import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SECRETS_DIRECTORY } from "../../../lib/services/secret.ts";
import { eventually } from "../../e2e/eventually.ts";
import { builtTool } from "../../support/tools.ts";

/** The pinned Alertmanager on one port and one directory, which outlive its process. */
export class StormAlertmanager {
  readonly url: string;
  readonly #directory: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  constructor(directory: string, port: number) {
    this.#directory = directory;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Puts its files in place, with its secrets beside them. */
  async configure(files: ReadonlyMap<string, string>, secrets: Readonly<Record<string, string>>): Promise<void> {
    const here = (text: string) => text.replaceAll(SECRETS_DIRECTORY, join(this.#directory, "secrets"));
    const named = Object.entries(secrets).map(([name, value]) => [`secrets/${name}`, value] as const);
    for (const [name, text] of [...[...files].map(([file, one]) => [file, here(one)] as const), ...named]) {
      await mkdir(dirname(join(this.#directory, name)), { recursive: true });
      await writeFile(join(this.#directory, name), text);
    }
  }

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    const flags = [`--web.listen-address=127.0.0.1:${this.#port}`, "--cluster.listen-address=", "--storage.path=data"];
    this.#child = spawn(await builtTool("alertmanager"), ["--config.file=alertmanager.yml", ...flags], {
      cwd: this.#directory,
      stdio: "ignore",
    });
    const ready = async () => {
      const { ok, status } = await fetch(`${this.url}/-/ready`);
      if (!ok) throw new Error(`it answers ${status}`);
    };
    await eventually("Alertmanager is ready", ready, { within: 60 });
  }

  /** SIGTERM lets it write down whom it has told what; SIGKILL does not. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
