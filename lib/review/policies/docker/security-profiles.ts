import { ofContainer, textsOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const securityProfiles: Policy = {
  id: "docker/security-profiles",
  summary: "No container switches off the engine's system call filter or the kernel's access control",
  why: "The default seccomp and AppArmor profiles close the system calls that most escapes from a container need.",
  alsoKnownAs: ["CIS Docker 5.2", "CIS Docker 5.22", "AVD-KSV-0104"],
  bad: containers(
    { security_opts: ["seccomp=unconfined"] },
    { security_opts: ["apparmor:unconfined"] },
    { security_opts: ["label:disable"] },
  ),
  good: containers({}, { security_opts: ["no-new-privileges:true"] }),
  run: ofContainer((container) =>
    textsOf(container, "security_opts")
      .filter((option) => OFF.test(option))
      .map((option) => ({ message: `security_opts has ${option}`, remedy: `remove ${option} from security_opts` })),
  ),
};

const OFF = /^(?:(?:seccomp|apparmor)[:=]unconfined|label[:=]disable)$/;
