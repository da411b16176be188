/** Something that a cluster could not run as it is declared; `code` is stable, the text is not. */
export class KubernetesRenderingError extends Error {
  override readonly name = "KubernetesRenderingError";
  constructor(
    readonly code: `kubernetes/${string}`,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const malformedName = (what: string, name: string, rule: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/malformed-name",
    `${what} is called "${name}"; Kubernetes wants ${rule}`,
    "give it such a name",
  );

export const nameTooLong = (what: string, name: string, most: number): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/name-too-long",
    `${what} is called "${name}", ${name.length} characters; Kubernetes takes at most ${most}`,
    "give it a shorter name",
  );

export const malformedPortName = (service: string, port: string, why: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/port-name",
    `${service} calls a port "${port}", and ${why}`,
    "name the port with 1 to 15 lower-case letters, digits and single hyphens, a letter among them",
  );

export const portTwice = (service: string, ports: readonly string[], number: number): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/port-twice",
    `the ports ${ports.join(" and ")} of ${service} are both ${number}: Kubernetes takes a number once`,
    "give the port one name",
  );

export const malformedKey = (service: string, file: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/secret-key",
    `the secret file "${file}" of ${service} can be no key of a Secret: a key has at most 253 letters, digits, dots, hyphens and underscores`,
    "rename the file",
  );

export const selectsNothing = (what: string, selector: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/selects-nothing",
    `${what} selects ${selector}, and nothing here bears these labels`,
    "correct the selector, or take the object away",
  );

export const duplicateObject = (what: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/duplicate-object",
    `there are two of ${what}: the later one would replace the earlier one without a word`,
    "rename one of them, or take it away",
  );

export const localImage = (service: string, image: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/local-image",
    `${service} runs the image ${image}, which is built here and stands in no registry: no node of a cluster could pull it`,
    "push it to a registry that the cluster reaches, and name that registry in the environment's ground (registry)",
  );

export const tooLarge = (what: string, bytes: number, most: number): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/too-large",
    `${what} holds ${bytes} bytes; an API server takes at most ${most}`,
    "split the files among several services or objects, or make them smaller",
  );

export const notRestricted = (service: string, what: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/not-restricted",
    `${service} ${what}, which the restricted profile of its namespace refuses`,
    "let something else in the cluster carry it, or leave it out of the environment",
  );

export const notReplicable = (service: string, replicas: number): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/not-replicable",
    `${service} is to run ${replicas} times and keeps data in a volume: each replica would have data of its own behind one name`,
    "leave it at one, or define a second service with volumes of its own",
  );

export const unknownReplicas = (service: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/unknown-service",
    `the environment says how often ${service} runs, and no such service is rendered`,
    "correct the name, or take it out of the ground's replicas",
  );

export const volumeWithoutSize = (service: string, volume: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/volume-without-size",
    `${service} keeps data in ${volume}, and the environment does not say how large that is: a claim needs a size`,
    "add it to the ground's storage sizes",
  );

export const outOfReach = (from: string, to: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/out-of-reach",
    `${from} calls ${to} by its name, and ${to} is carried outside the namespace, where that name means nothing`,
    `render ${to} here, or leave ${from} out of the environment`,
  );

export const unknownPort = (service: string, port: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/unknown-port",
    `a connection leads to the port "${port}" of ${service}, which has none of that name`,
    "correct the connection, or give the service that port",
  );

export const carriedNowhere = (service: string): KubernetesRenderingError =>
  new KubernetesRenderingError(
    "kubernetes/carried-nowhere",
    `${service} is carried by something else in the cluster, and nobody says where its pods are`,
    "say it among what is elsewhere, by the service's name",
  );

/** One fault as it is; several as a list, so that all are mended at once. */
export function assertNone(faults: readonly KubernetesRenderingError[]): void {
  const [only, ...others] = faults;
  if (only === undefined) return;
  if (others.length === 0) throw only;
  const lines = faults.map(({ code, message, remedy }) => `  ${message} (${code}): ${remedy}`);
  throw new KubernetesRenderingError(
    "kubernetes/several",
    [`${faults.length} things that a cluster would refuse:`, ...lines].join("\n"),
    "mend each as it says",
  );
}
