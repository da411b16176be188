import type { Service } from "../../services/service.ts";
import { GRACE_SECONDS } from "../docker/confinement.ts";
import { configMapVolume } from "./config-map.ts";
import { CONFIGURATION, container, directoryMaker, LEAVING_SECONDS, SECRETS, scratchName } from "./container.ts";
import type { KubernetesGiven } from "./given.ts";
import { isStateful } from "./service.ts";

/** As on Docker. */
const SCRATCH = "64Mi";
/** Only its owner reads it; the kubelet lets the pod's group read it too, which holds this one user. */
const OWNER_READS = 0o400;

/** A service as a pod's template. */
export function podTemplate(service: Service, given: KubernetesGiven) {
  const { names } = given;
  return {
    metadata: { labels: names.labels(service) },
    spec: {
      serviceAccountName: names.object(service),
      automountServiceAccountToken: false,
      // Else `REDIS_PORT=tcp://…` and its like, for every Service of the namespace, stand beside its own variables.
      enableServiceLinks: false,
      // Makes the sandbox process 1, as an init is on Docker: it reaps, and a program without a handler still ends on TERM.
      shareProcessNamespace: true,
      terminationGracePeriodSeconds: LEAVING_SECONDS + GRACE_SECONDS,
      securityContext: identity(service),
      ...(isStateful(service) && { initContainers: [directoryMaker(service, given)] }),
      containers: [container(service, given)],
      volumes: podVolumes(service, given),
      ...((given.replicas[service.name] ?? 1) > 1 && { topologySpreadConstraints: [apart(service, given)] }),
    },
  };
}

/** The same numbers as on Docker; the group is also that of the files in its volumes and secrets. */
function identity({ user }: Service) {
  const [uid, gid] = user.split(":").map(Number);
  return {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: gid,
    fsGroup: gid,
    // Else every file of a volume is visited at every start, and opened to the group, which PostgreSQL refuses.
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

const podVolumes = (service: Service, { names }: KubernetesGiven) => [
  ...(service.configuration
    ? [{ name: CONFIGURATION, ...configMapVolume(names, service, service.configuration) }]
    : []),
  ...(service.secrets ? [{ name: SECRETS, ...secretVolume(names.secret(service), Object.keys(service.secrets)) }] : []),
  ...(service.scratch ?? []).map((_, index) => ({
    name: scratchName(index),
    emptyDir: { medium: "Memory", sizeLimit: SCRATCH },
  })),
];

/** Every file is named: a pod does not start, and says which, while its Secret lacks one. */
const secretVolume = (secretName: string, files: readonly string[]) => ({
  secret: { secretName, defaultMode: OWNER_READS, items: files.map((file) => ({ key: file, path: file })) },
});

/** Replicas on one node would go with it. */
const apart = (service: Service, { names }: KubernetesGiven) => ({
  maxSkew: 1,
  topologyKey: "kubernetes.io/hostname",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: names.selector(service) },
});
