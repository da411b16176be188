/** Who speaks TLS in an environment that encrypts. */
import type { Address } from "./address.ts";
import { authorityFiles, certificateFiles, type Encryption } from "./certificate.ts";
import type { Link } from "./connection.ts";
import type { Service } from "./service.ts";

/** Whether what listens there speaks TLS. */
export type IsEncrypted = (at: Address) => boolean;
export const nothingEncrypted: IsEncrypted = () => false;

/** Which ports speak TLS: all of those that can, where the environment encrypts. */
export const encryptedBy = (encryption: Encryption): IsEncrypted =>
  encryption === "none" ? nothingEncrypted : ({ service, port }) => service.encrypts?.ports.includes(port) ?? false;

/** The encrypted ports of these services. */
export const encryptedPorts = (services: readonly Service[], isEncrypted: IsEncrypted): readonly Address[] =>
  services.flatMap((service) =>
    Object.keys(service.ports)
      .map((port): Address => ({ service, port, path: "" }))
      .filter(isEncrypted),
  );

/** A service as it runs where connections are encrypted; every one is given the authority of what it asks. */
export function encrypted(service: Service, encryption: Encryption, links: readonly Link[]): Service {
  if (encryption === "none") return service;
  const isEncrypted = encryptedBy(encryption);
  const differing = { ...service, ...service.encrypts?.differs(service) };
  const answers = (service.encrypts?.ports.length ?? 0) > 0;
  const asks = links.some(({ from, to }) => from === service.name && isEncrypted(to));
  return {
    ...differing,
    ...((answers || asks) && {
      secrets: {
        ...differing.secrets,
        ...(answers && certificateFiles(service.name, encryption)),
        ...authorityFiles(encryption),
      },
    }),
  };
}
