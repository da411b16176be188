import { ofContainer, someUnknown, textOf } from "../attributes.ts";
import { CARRIER, isCarrier } from "../carrier.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const user: Policy = {
  id: "docker/user",
  summary: "Every container runs as a numeric uid:gid other than root, but a carrier",
  why: "A name is looked up in the image, which may say root; a group left out is root's. A carrier owns the fresh volume that it fills, has no network and ends.",
  alsoKnownAs: ["CIS Docker 4.1", "CKV_K8S_23", "AVD-KSV-0012"],
  bad: containers(
    {},
    { user: "" },
    { user: "root" },
    { user: "nobody" },
    { user: "0:0" },
    { user: "1000" },
    { user: "00:1000" },
  ),
  good: containers({ user: "65534:65534" }, { user: "472:0" }, CARRIER),
  run: ofContainer((container) => {
    const user = textOf(container, "user");
    if (someUnknown(container, "user") || isCarrier(container)) return [];
    if (user === undefined) return [{ message: "runs as the image's user", remedy: REMEDY }];
    if (/^0+(?::|$)|^root(?::|$)/.test(user)) return [{ message: `runs as root (${user})`, remedy: REMEDY }];
    return /^\d+:\d+$/.test(user) ? [] : [{ message: `runs as ${user}, which is no uid:gid`, remedy: REMEDY }];
  }),
};

const REMEDY = "set user to a numeric uid:gid other than root's, such as 65534:65534";
