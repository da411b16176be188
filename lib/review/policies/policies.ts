import { capabilities } from "./docker/capabilities.ts";
import { cpuLimit } from "./docker/cpu-limit.ts";
import { defaultBridge } from "./docker/default-bridge.ts";
import { engineSocket } from "./docker/engine-socket.ts";
import { healthCheck } from "./docker/health-check.ts";
import { hostDirectories } from "./docker/host-directories.ts";
import { hostIpc } from "./docker/host-ipc.ts";
import { hostNetwork } from "./docker/host-network.ts";
import { hostPid } from "./docker/host-pid.ts";
import { hostUserns } from "./docker/host-userns.ts";
import { logLimit } from "./docker/log-limit.ts";
import { loopbackPorts } from "./docker/loopback-ports.ts";
import { memoryLimit } from "./docker/memory-limit.ts";
import { noNewPrivileges } from "./docker/no-new-privileges.ts";
import { noSwap } from "./docker/no-swap.ts";
import { pinnedImages } from "./docker/pinned-images.ts";
import { preventDestroy } from "./docker/prevent-destroy.ts";
import { privileged } from "./docker/privileged.ts";
import { readOnlyRoot } from "./docker/read-only-root.ts";
import { restart } from "./docker/restart.ts";
import { secretInCommand } from "./docker/secret-in-command.ts";
import { secretInEnvironment } from "./docker/secret-in-environment.ts";
import { secretInLabel } from "./docker/secret-in-label.ts";
import { secretInUpload } from "./docker/secret-in-upload.ts";
import { securityProfiles } from "./docker/security-profiles.ts";
import { user } from "./docker/user.ts";
import { volumeKept } from "./docker/volume-kept.ts";
import type { Policy } from "./policy.ts";
import { remoteState } from "./terraform/remote-state.ts";
import { secretArgument } from "./terraform/secret-argument.ts";

/** Every policy, in the order of the documentation: the worst that can happen first. */
export const POLICIES: readonly Policy[] = [
  volumeKept,
  preventDestroy,
  secretInEnvironment,
  secretInCommand,
  secretInUpload,
  secretInLabel,
  secretArgument,
  remoteState,
  privileged,
  engineSocket,
  hostDirectories,
  hostNetwork,
  hostPid,
  hostIpc,
  hostUserns,
  user,
  capabilities,
  noNewPrivileges,
  securityProfiles,
  readOnlyRoot,
  loopbackPorts,
  defaultBridge,
  pinnedImages,
  memoryLimit,
  noSwap,
  cpuLimit,
  logLimit,
  restart,
  healthCheck,
];
