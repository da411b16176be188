import type { InspectedContainer } from "../../../lib/review/policies/index.ts";

export const PRIVILEGED_PORTS = 1024;

export const bindings = ({ HostConfig }: InspectedContainer) =>
  Object.values(HostConfig.PortBindings ?? {}).flatMap((bound) => bound ?? []);
export const binds = ({ Mounts }: InspectedContainer) => Mounts.filter(({ Type }) => Type === "bind");
export const option = ({ HostConfig }: InspectedContainer, start: string) =>
  HostConfig.SecurityOpt.filter((one) => one.startsWith(start));

export const isPrivileged = ({ HostPort }: { readonly HostPort: string }): boolean =>
  Number(HostPort) < PRIVILEGED_PORTS;

export const holdsSocket = ({ Source }: { readonly Source: string }): boolean =>
  /\/(?:docker|containerd)\.sock$|^\/(?:|run|var|var\/run)$/.test(Source);
