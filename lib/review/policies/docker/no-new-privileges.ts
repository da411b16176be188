import { ofContainer, someUnknown, textsOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const noNewPrivileges: Policy = {
  id: "docker/no-new-privileges",
  summary: "Every container forbids its processes new privileges",
  why: "Without it a set-uid binary in the image makes root of any user that the container runs as.",
  alsoKnownAs: ["CIS Docker 5.26", "CKV_K8S_20", "AVD-KSV-0001"],
  bad: containers({}, { security_opts: ["no-new-privileges:false"] }),
  good: containers({ security_opts: ["no-new-privileges:true"] }, { security_opts: ["no-new-privileges"] }),
  run: ofContainer((container) =>
    someUnknown(container, "security_opts") ||
    textsOf(container, "security_opts").some((option) => FORBIDS.test(option))
      ? []
      : [
          {
            message: "its processes may gain privileges",
            remedy: 'add "no-new-privileges:true" to security_opts',
          },
        ],
  ),
};

const FORBIDS = /^no-new-privileges(?:[:=]true)?$/;
