import type { Service } from "../../services/service.ts";
import {
  type KubernetesRenderingError,
  malformedKey,
  malformedName,
  malformedPortName,
  nameTooLong,
} from "./errors.ts";
import { type KubernetesObject, objectText } from "./object.ts";

/** Source: kubernetes.io/docs/concepts/overview/working-with-objects/names; RFC 1123 and, for Services, RFC 1035. */
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LABEL_RULE = "lower-case letters, digits and hyphens, a letter or digit first and last (RFC 1123)";
const FIRST_LETTER = /^[a-z]/;
const FIRST_LETTER_RULE = "a letter first, since it is a host's name (RFC 1035)";
const LONGEST_LABEL = 63;
/** Pods of a StatefulSet are labelled with its name, a hyphen and a hash of ten characters. */
const LONGEST_STATEFUL_SET = LONGEST_LABEL - 11;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const SUBDOMAIN_RULE = `${LABEL_RULE}, in parts between dots`;
const LONGEST_SUBDOMAIN = 253;
/** Also of a label's value, and of the part of its key after the slash. */
const LABEL_VALUE = /^([A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?)?$/;
const LABEL_VALUE_RULE = "letters, digits, dots, hyphens and underscores, a letter or digit first and last";
const KEY = /^[-._A-Za-z0-9]{1,253}$/;
const LONGEST_PORT = 15;

/** What is wrong with the names within a service, which are names of its objects and of their parts. */
export const serviceNameFaults = (service: Service): readonly KubernetesRenderingError[] => [
  // Its container bears it: there no dot may stand, as in a workload's own name one may.
  ...labelFaults("a service", service.name),
  ...Object.keys(service.ports).flatMap((port) => portNameFaults(service.name, port)),
  ...Object.keys(service.secrets ?? {})
    .filter((file) => !KEY.test(file))
    .map((file) => malformedKey(service.name, file)),
  ...(service.volumes ?? []).flatMap(({ volume }) => labelFaults(`a volume of ${service.name}`, volume.name)),
];

/** IANA_SVC_NAME. Source: RFC 6335, section 5.1; k8s.io/apimachinery validation.IsValidPortName */
function portNameFaults(service: string, port: string): readonly KubernetesRenderingError[] {
  const broken = [
    { is: port === "", why: "a port has to have a name: monitors find it by that" },
    { is: port.length > LONGEST_PORT, why: `that is ${port.length} characters, more than ${LONGEST_PORT}` },
    { is: /[^a-z0-9-]/.test(port), why: "Kubernetes takes lower-case letters, digits and hyphens only" },
    { is: port !== "" && !/[a-z]/.test(port), why: "it has no letter" },
    { is: /^-|-$|--/.test(port), why: "a hyphen stands first, last or doubled" },
  ];
  return broken.filter(({ is }) => is).map(({ why }) => malformedPortName(service, port, why));
}

/** What is wrong with the name and the labels of an object. */
export const objectNameFaults = (object: KubernetesObject): readonly KubernetesRenderingError[] => [
  ...nameFaults(object),
  ...Object.entries(object.metadata.labels ?? {}).flatMap(([key, value]) =>
    valueFaults(objectText(object), key, value),
  ),
];

function nameFaults(object: KubernetesObject): readonly KubernetesRenderingError[] {
  const { kind, metadata } = object;
  const what = `a ${kind}`;
  if (kind === "Service") return hostFaults(what, metadata.name);
  if (kind === "StatefulSet") return labelFaults(what, metadata.name, LONGEST_STATEFUL_SET);
  if (kind === "Namespace") return labelFaults(what, metadata.name);
  return faults(what, metadata.name, { shape: SUBDOMAIN, rule: SUBDOMAIN_RULE, most: LONGEST_SUBDOMAIN });
}

const hostFaults = (what: string, name: string): readonly KubernetesRenderingError[] => [
  ...labelFaults(what, name),
  ...(LABEL.test(name) && !FIRST_LETTER.test(name) ? [malformedName(what, name, FIRST_LETTER_RULE)] : []),
];

const labelFaults = (what: string, name: string, most = LONGEST_LABEL): readonly KubernetesRenderingError[] =>
  faults(what, name, { shape: LABEL, rule: LABEL_RULE, most });

const valueFaults = (what: string, key: string, value: string): readonly KubernetesRenderingError[] =>
  faults(`the label ${key} of ${what}`, value, { shape: LABEL_VALUE, rule: LABEL_VALUE_RULE, most: LONGEST_LABEL });

interface Rule {
  readonly shape: RegExp;
  readonly rule: string;
  readonly most: number;
}

const faults = (what: string, name: string, { shape, rule, most }: Rule): readonly KubernetesRenderingError[] => [
  ...(name.length > most ? [nameTooLong(what, name, most)] : []),
  ...(shape.test(name) ? [] : [malformedName(what, name, rule)]),
];
