import type { Model } from "../../stacks/model.ts";
import { type Engine, isRemote } from "../engine/index.ts";
import { wantedPorts } from "./ports.ts";

/**
 * The line that makes the pages of a remote engine's host open under the same addresses here; undefined where they do.
 * `ssh://me@host` names whom to log in as, `tcp://host:2376` only the host.
 */
export function openLine(engine: Engine, platform: Pick<Model, "services" | "hostPort">): string | undefined {
  if (!isRemote(engine)) return undefined;
  const forwards = wantedPorts(platform).map(({ port }) => `-L ${port}:localhost:${port}`);
  return ["ssh -N", ...forwards, ...destination(engine.endpoint)].join(" ");
}

function destination(endpoint: string): readonly string[] {
  const { protocol, hostname, port, username } = new URL(endpoint);
  if (protocol !== "ssh:") return [`USER@${hostname}`];
  return [...(port === "" ? [] : ["-p", port]), `${username === "" ? "" : `${username}@`}${hostname}`];
}
