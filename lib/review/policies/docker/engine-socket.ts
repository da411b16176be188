import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import { mountsOf } from "../mounts.ts";
import type { Policy } from "../policy.ts";

export const engineSocket: Policy = {
  id: "docker/engine-socket",
  summary: "No container is given the engine's socket, nor a directory that holds it",
  why: "Whoever may talk to the engine is root on its machine, and a read-only mount does not keep a process from talking to a socket.",
  alsoKnownAs: ["CIS Docker 5.32", "CKV_K8S_27", "AVD-KSV-0006"],
  bad: containers(
    { mounts: [{ type: "bind", source: "/var/run/docker.sock", target: "/docker.sock", read_only: true }] },
    { volumes: [{ host_path: "/", container_path: "/host", read_only: true }] },
  ),
  good: containers(
    { mounts: [{ type: "bind", source: "/sys", target: "/sys", read_only: true }] },
    { mounts: [{ type: "volume", source: "run", target: "/run" }] },
  ),
  run: ofContainer((container) =>
    mountsOf(container)
      .filter(({ source }) => SOCKET.test(source) || DIRECTORIES.includes(source))
      .map(({ source }) => ({
        message: `mounts ${source}, ${SOCKET.test(source) ? "the engine's socket" : "where the engine's socket is"}`,
        remedy: `remove the mount of ${source}`,
      })),
  ),
};

const SOCKET = /\/(?:docker|containerd|podman|crio)\.sock$/;
const DIRECTORIES = ["/", "/run", "/var", "/var/run"];
