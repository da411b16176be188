import { mapOf, ofContainer, someUnknown, textOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const logLimit: Policy = {
  id: "docker/log-limit",
  summary: "What a container prints is limited in size",
  why: "The engine's default driver keeps every line for ever: a service in a loop of errors fills the disk of the database beside it.",
  alsoKnownAs: [],
  bad: containers({}, { log_driver: "json-file" }, { log_driver: "json-file", log_opts: { "max-size": "-1" } }),
  good: containers(
    { log_driver: "json-file", log_opts: { "max-size": "10m", "max-file": "3" } },
    { log_driver: "local" },
  ),
  run: ofContainer((container) => {
    const driver = textOf(container, "log_driver") ?? "json-file";
    const options = mapOf(container, "log_opts");
    const unknown = someUnknown(container, "log_driver", "log_opts") || someUnknown(options, "max-size");
    if (unknown || driver !== "json-file" || /^[1-9]/.test(textOf(options, "max-size") ?? "")) return [];
    return [{ message: "its log grows without a limit", remedy: "set max-size and max-file in log_opts" }];
  }),
};
