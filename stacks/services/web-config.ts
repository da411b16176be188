import { AUTHORITY, CERTIFICATE } from "../../lib/services/certificate.ts";
import type { Encrypts, Service } from "../../lib/services/service.ts";
import { overTls } from "../../lib/services/web-config.ts";
import { refusesClear } from "./defaults.ts";

/** Where the Prometheus family of servers is told who may ask, and by which certificate it answers. */
export const WEB_CONFIG = "web.yml";

/** With its web.config.file by TLS. */
export const webConfigOverTls = ({ secrets = {}, rereads = [] }: Service): Partial<Service> => {
  const { [WEB_CONFIG]: plain } = secrets;
  return {
    ...(plain && { secrets: { ...secrets, [WEB_CONFIG]: overTls(plain) } }),
    // The toolkit reads the certificate at each handshake, and its clients the authority at each request.
    rereads: [...rereads, CERTIFICATE, AUTHORITY],
  };
};

/** An exporter that the toolkit serves. */
export const exporterOverTls = <P extends string>(port: P, number: number): Encrypts<P> => ({
  ports: [port],
  differs: (plain) => ({ ...webConfigOverTls(plain), health: refusesClear(number) }),
});
