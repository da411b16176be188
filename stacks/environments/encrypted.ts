import type { Environment } from "../environment.ts";
import { encryptedAudience } from "../receivers.ts";
import { local } from "./local.ts";

/** For who shares the machine, or its network, with others. */
export const encrypted: Environment = {
  ...local,
  name: "encrypted",
  summary: "like local, with TLS between its services, by certificates of an authority of its own",
  encryption: "local-authority",
  audience: encryptedAudience(local.audience),
  label: "encrypted",
};
