import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Whether a request may be answered; otherwise what is answered in its place. */
export type Admission = (request: IncomingMessage) => Refusal | undefined;

export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A login by HTTP's own Basic scheme (RFC 7617). Both parts are compared in a time that tells nothing of them. */
export function basicAdmission(login: { readonly user: string; readonly password: string }): Admission {
  const wanted = digest(`${login.user}:${login.password}`);
  return ({ headers }) =>
    timingSafeEqual(digest(credentialsIn(headers.authorization)), wanted) ? undefined : UNAUTHORIZED;
}

const UNAUTHORIZED: Refusal = {
  status: 401,
  message: "the preview asks for the administrator's login, as Prometheus' own page does",
  headers: { "www-authenticate": 'Basic realm="QuantFlow dashboards", charset="UTF-8"' },
};

/** Digests have one length, which `timingSafeEqual` demands and a guess does not. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const credentialsIn = (header = ""): string =>
  Buffer.from(/^Basic (.*)$/i.exec(header)?.[1] ?? "", "base64").toString();

/**
 * No login, for a server on the loopback interface of the person who started it. A page of the world that points its
 * own name at this machine (DNS rebinding) comes with that name, and is refused.
 */
export const loopbackAdmission: Admission = ({ headers }) =>
  LOOPBACK.test(headers.host ?? "") ? undefined : NOT_LOOPBACK;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

const NOT_LOOPBACK: Refusal = {
  status: 403,
  message: "this preview answers to localhost and 127.0.0.1 only",
  headers: {},
};
