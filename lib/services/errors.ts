import type { Link } from "./connection.ts";
import { type Credentials, credentialsText } from "./credentials.ts";

export type ServiceFault =
  | "services/targets-differ"
  | "services/timeout-too-long"
  | "services/unknown-service"
  | "services/unknown-port"
  | "services/no-path"
  | "services/credentials-missing"
  | "services/credentials-unasked"
  | "services/credentials-refused"
  | "services/secret-not-mounted"
  | "services/secret-not-held"
  | "services/undeclared-connection"
  | "services/needless-need"
  | "services/scraped-twice"
  | "services/blind-exporter"
  | "services/unwatched"
  | "services/waiver-unused"
  | "services/several";

/** A model of services that cannot be carried out; `code` is stable, the text is not. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  constructor(
    readonly code: ServiceFault,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const targetsDiffer = (job: string): ServiceError =>
  new ServiceError(
    "services/targets-differ",
    `the targets of job "${job}" differ in credentials or limits, which Prometheus keeps by job`,
    "make them equal, or give one of them a job of its own",
  );

export const timeoutTooLong = (timeout: string, interval: string): ServiceError =>
  new ServiceError(
    "services/timeout-too-long",
    `a scrape may take ${timeout} but the next one starts after ${interval}: Prometheus refuses that`,
    "shorten the timeout",
  );

const DOES: Readonly<Record<Link["purpose"], string>> = { scrape: "scrapes", probe: "probes", use: "connects to" };
const linkText = ({ from, purpose, to }: Link): string => `${from} ${DOES[purpose]} ${to.service.name}`;

export const unknownService = (name: string, link: Link): ServiceError =>
  new ServiceError(
    "services/unknown-service",
    `${linkText(link)}, and ${name} is none of the services`,
    "add it to them, or take away what connects to it",
  );

export const unknownPort = (link: Link, known: readonly string[]): ServiceError =>
  new ServiceError(
    "services/unknown-port",
    `${linkText(link)} on its port "${link.to.port}", which it does not have (it has ${known.join(", ") || "none"})`,
    "correct the port's name, or declare it in the service's ports",
  );

export const noPath = (link: Link, from: readonly string[], to: readonly string[]): ServiceError =>
  new ServiceError(
    "services/no-path",
    `${linkText(link)}, and they share no network (${from.join(", ") || "none"}; ${to.join(", ") || "none"})`,
    "put one of them on a network of the other",
  );

export const credentialsMissing = (link: Link, admitted: readonly Credentials[]): ServiceError =>
  new ServiceError(
    "services/credentials-missing",
    `${linkText(link)} on "${link.to.port}" as nobody, and that port admits only ${listed(admitted)}`,
    "give the target or connection credentials",
  );

export const credentialsUnasked = (link: Link, presented: Credentials): ServiceError =>
  new ServiceError(
    "services/credentials-unasked",
    `${linkText(link)} on "${link.to.port}" with ${credentialsText(presented)}, and that port asks for nothing`,
    "take the credentials away, or let the port's service ask for them (admits)",
  );

export const credentialsRefused = (
  link: Link,
  presented: Credentials,
  admitted: readonly Credentials[],
): ServiceError =>
  new ServiceError(
    "services/credentials-refused",
    `${linkText(link)} on "${link.to.port}" with ${credentialsText(presented)}, and that port admits only ${listed(admitted)}`,
    "present what the port admits, or admit what is presented",
  );

export const secretNotMounted = (link: Link, secret: string): ServiceError =>
  new ServiceError(
    "services/secret-not-mounted",
    `${linkText(link)} with the secret ${secret}, and no file of ${link.from} ${link.file ? `named ${link.file} ` : ""}is made of it`,
    `add it to the secrets of ${link.from}`,
  );

export const secretNotHeld = (service: string, port: string, secret: string): ServiceError =>
  new ServiceError(
    "services/secret-not-held",
    `${service} admits whoever shows ${secret} on "${port}", and no secret file of its own is made of it: it cannot tell`,
    `add it to the secrets of ${service}, or take it out of what the port admits`,
  );

export const undeclaredConnection = (from: string, to: string, where: string): ServiceError =>
  new ServiceError(
    "services/undeclared-connection",
    `${from} is given the address ${to} (${where}), and declares no such connection: nothing checks its network and credentials`,
    `add it to the connects of ${from}, or correct the address`,
  );

export const needlessNeed = (from: string, to: string): ServiceError =>
  new ServiceError(
    "services/needless-need",
    `${from} is started after ${to}, and never connects to it`,
    `declare the connection, or take ${to} out of its needs`,
  );

export const scrapedTwice = (first: string, second: string, what: string): ServiceError =>
  new ServiceError(
    "services/scraped-twice",
    `jobs ${first} and ${second} both bring ${what}: every sum over them counts it twice`,
    "delete one of the two targets",
  );

export const blindExporter = (exporter: string, about: string): ServiceError =>
  new ServiceError(
    "services/blind-exporter",
    `${exporter} is to tell of ${about}, and connects to it nowhere`,
    `declare the connection in the connects of ${exporter}, or take away the target's about`,
  );

export const unwatched = (service: string): ServiceError =>
  new ServiceError(
    "services/unwatched",
    `nothing scrapes or probes ${service}, and no exporter tells of it: it can be down unseen`,
    "give it a target, or a waiver with a reason",
  );

export const waiverUnused = (service: string, why: string): ServiceError =>
  new ServiceError("services/waiver-unused", `a waiver lets ${service} go unwatched, and ${why}`, "delete the waiver");

/** One fault as it is; several as a list, so that all are mended at once. */
export const severalFaults = (faults: readonly ServiceError[]): ServiceError => {
  const [only, ...others] = faults;
  if (only && others.length === 0) return only;
  const lines = faults.map(({ code, message, remedy }) => `  ${message} (${code}): ${remedy}`);
  return new ServiceError(
    "services/several",
    [`${faults.length} faults between services:`, ...lines].join("\n"),
    "mend each as it says",
  );
};

const listed = (admitted: readonly Credentials[]): string => admitted.map(credentialsText).join(", or ");
