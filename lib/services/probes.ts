/** blackbox.yml. Source: github.com/prometheus/blackbox_exporter CONFIGURATION.md, v0.28 */
import { stringify } from "yaml";

const http = (more: Readonly<Record<string, unknown>>) => ({
  prober: "http",
  http: { preferred_ip_protocol: "ip4", follow_redirects: false, ...more },
});

const tcp = (exchange: readonly Readonly<Record<string, string>>[]) => ({
  prober: "tcp",
  tcp: { preferred_ip_protocol: "ip4", ...(exchange.length > 0 && { query_response: exchange }) },
});

const modules = {
  /** Node-RED's way to say how one logs in. `{}` would mean that its editor is open to everyone, so that fails too. */
  http_login: http({ fail_if_body_not_matches_regexp: ['"type"\\s*:\\s*"credentials"'] }),
  /** Answers, and to nobody who does not say who he is. */
  asks_for_password: http({ valid_status_codes: [401] }),
  /** Greets as a mail server does (RFC 5321, 220). */
  smtp_banner: tcp([{ expect: "^220 " }, { send: "QUIT\r" }]),
};

/** What a target's probe may name as its module. */
export type ProbeModule = keyof typeof modules;

/** A probe's time-out is the scrape's: blackbox reads it from Prometheus' own header. */
export const blackboxConfiguration = (): string => stringify({ modules }, { lineWidth: 0 });
