import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface Caught {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly user: string | undefined;
  /** The message as it came: headers, an empty line, the text. */
  readonly message: string;
}

export interface MailCatcher {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A mail server on a loopback port; `caught` gets what it takes. */
export async function openMailCatcher(
  caught: (mail: Caught) => void,
  options: SMTPServerOptions = {},
  port = 0,
): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, taken) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        caught({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          secure: session.secure,
          user: session.user === undefined ? undefined : String(session.user),
          message: Buffer.concat(chunks).toString("utf8"),
        });
        taken();
      });
    },
    ...options,
  });
  // A client that hangs up in the middle is the client's affair.
  server.on("error", () => undefined);
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
