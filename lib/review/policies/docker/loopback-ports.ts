import { blocksOf, ofContainer, someUnknown, textOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const loopbackPorts: Policy = {
  id: "docker/loopback-ports",
  summary: "Ports are published on the loopback interface only",
  why: "The engine publishes on every interface unless told otherwise, and its rules come before those of the machine's firewall.",
  alsoKnownAs: ["CIS Docker 5.14"],
  bad: containers(
    { ports: [{ internal: 6379 }] },
    { ports: [{ internal: 80, ip: "0.0.0.0" }] },
    { publish_all_ports: true },
  ),
  good: containers(
    { ports: [{ internal: 80, external: 8080, ip: "127.0.0.1" }] },
    { ports: [{ internal: 80, ip: "::1" }] },
    {},
  ),
  run: ofContainer((container) => [
    ...blocksOf(container, "ports")
      .filter((port) => !someUnknown(port, "ip") && !LOOPBACK.test(textOf(port, "ip") ?? ""))
      .map((port) => ({
        message: `port ${port["internal"]} is published on ${textOf(port, "ip") ?? "every interface"}`,
        remedy: 'set ip to "127.0.0.1", or let the others reach it over a network',
      })),
    ...(container["publish_all_ports"] === true
      ? [{ message: "publishes every port of its image", remedy: "remove publish_all_ports" }]
      : []),
  ]),
};

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[?::1\]?)$/;
