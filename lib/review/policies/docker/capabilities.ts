import { blocksOf, ofContainer, someUnknown, textsOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const capabilities: Policy = {
  id: "docker/capabilities",
  summary: "Every capability is dropped and none is added",
  why: "The engine grants fourteen by default, among them raw sockets and changing the owner of any file; a service that listens above port 1024 needs none.",
  alsoKnownAs: ["CIS Docker 5.4", "CKV_K8S_25", "CKV_K8S_37", "AVD-KSV-0003", "AVD-KSV-0022"],
  bad: containers(
    {},
    { capabilities: [{ drop: ["CAP_NET_RAW"] }] },
    { capabilities: [{ drop: ["ALL"], add: ["CAP_SYS_ADMIN"] }] },
  ),
  good: containers({ capabilities: [{ drop: ["ALL"], add: [] }] }),
  run: ofContainer((container) => {
    const blocks = blocksOf(container, "capabilities");
    if (someUnknown(container, "capabilities") || blocks.some((block) => someUnknown(block, "add", "drop"))) return [];
    const added = blocks.flatMap((block) => textsOf(block, "add"));
    const dropsAll = blocks.some((block) => textsOf(block, "drop").some((one) => /^(?:CAP_)?ALL$/i.test(one)));
    return [
      ...(dropsAll
        ? []
        : [{ message: "keeps the engine's default capabilities", remedy: 'drop "ALL" in capabilities' }]),
      ...added.map((one) => ({ message: `adds ${one}`, remedy: `remove ${one} from capabilities` })),
    ];
  }),
};
