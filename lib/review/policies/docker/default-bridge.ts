import { blocksOf, ofContainer, someUnknown, textOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const defaultBridge: Policy = {
  id: "docker/default-bridge",
  summary: "Every container is in networks of its own choice, or in none",
  why: "On the engine's default bridge everything that names no network reaches everything else, and nothing has a name.",
  alsoKnownAs: ["CIS Docker 5.30"],
  bad: containers({}, { network_mode: "bridge" }, { networks_advanced: [{ name: "bridge" }] }),
  good: containers({ networks_advanced: [{ name: "data" }] }, { network_mode: "none" }),
  run: ofContainer((container) => {
    const networks = blocksOf(container, "networks_advanced");
    const mode = textOf(container, "network_mode") ?? "bridge";
    const isOnBridge = networks.length === 0 || networks.some(({ name }) => name === "bridge");
    const unknown = someUnknown(container, "networks_advanced", "network_mode");
    if (unknown || !["bridge", "default"].includes(mode) || !isOnBridge) return [];
    return [{ message: "is on the engine's default bridge", remedy: "name its networks in networks_advanced" }];
  }),
};
