import { ofContainer, someUnknown } from "../attributes.ts";
import { CARRIER, isCarrier } from "../carrier.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const readOnlyRoot: Policy = {
  id: "docker/read-only-root",
  summary: "The root file system is read-only, but a carrier's",
  why: "What breaks in cannot change the program or leave another one behind. A carrier of files needs a writable root, has no network and ends.",
  alsoKnownAs: ["CIS Docker 5.13", "CKV_K8S_22", "AVD-KSV-0014"],
  bad: containers({}, { read_only: false }, { ...CARRIER, network_mode: "bridge" }),
  good: containers({ read_only: true }, CARRIER),
  run: ofContainer((container) =>
    container["read_only"] === true || someUnknown(container, "read_only") || isCarrier(container)
      ? []
      : [
          {
            message: "its root file system can be written",
            remedy: "set read_only, and mount a tmpfs where it has to write",
          },
        ],
  ),
};
