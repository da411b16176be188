import { createTransport, type Transporter } from "nodemailer";
import type { FileSecret } from "../secrets.ts";
import type { Mail } from "./state.ts";

export interface MailServerOptions {
  readonly host: string;
  readonly port: number;
  /** `none` is for a mail catcher on the same machine, which knows no STARTTLS. */
  readonly tls: "required" | "none";
  readonly login?: { readonly user: string; readonly password: FileSecret };
  readonly from: string;
  readonly to: string;
}

/** Where mails go: rejects with what the server, or the way to it, has against them. */
export interface MailServer {
  send(mail: Mail): Promise<void>;
  /** Says who it is, as for a mail, and sends none. */
  check(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** The port on which TLS begins before SMTP does (RFC 8314). */
const IMPLICIT_TLS = 465;

/** A connection for each mail: they are hours apart, and a password that was rotated holds at once. */
export function smtpServer(options: MailServerOptions): MailServer {
  const { from, to } = options;
  const using = async (use: (transport: Transporter) => Promise<unknown>): Promise<void> => {
    const transport = createTransport(settings(options));
    try {
      await use(transport);
    } finally {
      transport.close();
    }
  };
  return {
    send: ({ subject, text }) => using((transport) => transport.sendMail({ from, to, subject, text, headers: URGENT })),
    check: () => using((transport) => transport.verify()),
  };
}

/** As programs mark what they send by themselves (RFC 3834), so that nobody's absence is answered to us. */
const URGENT = { "Auto-Submitted": "auto-generated", Importance: "high" };

const settings = ({ host, port, tls, login }: MailServerOptions) => ({
  host,
  port,
  secure: port === IMPLICIT_TLS,
  ...(tls === "required" ? { requireTLS: true } : { ignoreTLS: true }),
  ...(login && { auth: { user: login.user, pass: login.password.value() } }),
  connectionTimeout: TIMEOUT_MS,
  greetingTimeout: TIMEOUT_MS,
  socketTimeout: TIMEOUT_MS,
  dnsTimeout: TIMEOUT_MS,
  // Texts are ours, and name neither files nor addresses to fetch from.
  disableFileAccess: true,
  disableUrlAccess: true,
});
