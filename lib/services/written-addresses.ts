import type { Service } from "./service.ts";

/** An address of another service that stands in what a service is started with. */
export interface WrittenAddress {
  readonly host: string;
  /** Undefined where the host stands alone. */
  readonly port: number | undefined;
  /** `environment REDIS_ADDR`, `command` */
  readonly where: string;
}

/** Addresses of other services in a service's environment, command and entrypoint: `redis`, `redis:6379`, `redis://redis/0`. */
export function writtenAddresses(service: Service, services: readonly Service[]): readonly WrittenAddress[] {
  const hosts = new Set(services.map(({ name }) => name).filter((name) => name !== service.name));
  return textsOf(service).flatMap(({ text, where }) =>
    [...text.matchAll(HOST)].flatMap(({ 1: host = "", 2: port }) =>
      hosts.has(host) ? [{ host, port: port === undefined ? undefined : Number(port), where }] : [],
    ),
  );
}

/** A host name at the beginning, or after `//` or `@`; then its port, or the end of the authority. */
const HOST = /(?:^|\/\/|@)([a-z][a-z0-9-]*)(?=$|[:/?])(?::(\d+))?/g;

const textsOf = ({ environment = {}, command = [], entrypoint = [] }: Service) => [
  ...Object.entries(environment).map(([name, text]) => ({ text, where: `environment ${name}` })),
  ...command.map((text) => ({ text, where: "command" })),
  ...entrypoint.map((text) => ({ text, where: "entrypoint" })),
];
