/** blackbox.yml. Source: github.com/prometheus/blackbox_exporter CONFIGURATION.md, v0.28 */
import { stringify } from "yaml";
import { TLS_CONFIG } from "./certificate.ts";

const http = (more: Readonly<Record<string, unknown>>) => ({
  prober: "http",
  http: { preferred_ip_protocol: "ip4", follow_redirects: false, ...more },
});

const tcp = (exchange: readonly Readonly<Record<string, string>>[], more: Readonly<Record<string, unknown>> = {}) => ({
  prober: "tcp",
  tcp: { preferred_ip_protocol: "ip4", ...more, ...(exchange.length > 0 && { query_response: exchange }) },
});

const modules = {
  /** Node-RED's way to say how one logs in. `{}` would mean that its editor is open to everyone, so that fails too. */
  http_login: http({ fail_if_body_not_matches_regexp: ['"type"\\s*:\\s*"credentials"'] }),
  /** Answers, and to nobody who does not say who he is. */
  asks_for_password: http({ valid_status_codes: [401] }),
  /** Greets as a mail server does (RFC 5321, 220). */
  smtp_banner: tcp([{ expect: "^220 " }, { send: "QUIT\r" }]),
  /** Completes a TLS handshake by a certificate that names it, of the platform's authority, and tells when that ends. */
  certificate: tcp([], { tls: true }),
};

/** What a target's probe may name as its module. */
export type ProbeModule = keyof typeof modules;

/** A probe's time-out is the scrape's: blackbox reads it from Prometheus' own header. */
export const blackboxConfiguration = (): string => {
  const { certificate, ...plain } = modules;
  return written(plain);
};

/** The same where the probed answer by TLS: held against the platform's authority. */
export const blackboxTlsConfiguration = (): string =>
  written(Object.fromEntries(Object.entries(modules).map(verified)));

const verified = ([name, module]: readonly [string, (typeof modules)[ProbeModule]]) =>
  "http" in module
    ? [name, { ...module, http: { ...module.http, tls_config: TLS_CONFIG } }]
    : [name, name === "certificate" ? { ...module, tcp: { ...module.tcp, tls_config: TLS_CONFIG } } : module];

const written = (modulesThere: Readonly<Record<string, unknown>>): string =>
  stringify({ modules: modulesThere }, { lineWidth: 0, aliasDuplicateObjects: false });
