import type { Secret } from "./secret.ts";

export interface Bearer {
  readonly kind: "bearer";
  readonly token: Secret;
}
export interface Basic {
  readonly kind: "basic";
  readonly user: string;
  readonly password: Secret;
}
/** A user and a password in a protocol's or a page's own way, as databases and editors have it. */
export interface Login {
  readonly kind: "login";
  readonly user: string;
  readonly password: Secret;
}

/** How one proves over HTTP who one is. */
export type HttpCredentials = Bearer | Basic;
export type Credentials = HttpCredentials | Login;

export const secretOf = (credentials: Credentials): Secret =>
  credentials.kind === "bearer" ? credentials.token : credentials.password;

export const sameCredentials = (one: Credentials, other: Credentials): boolean =>
  credentialsText(one) === credentialsText(other);

/** `bearer metrics-token`, `basic as scrape with scrape-password` */
export const credentialsText = (credentials: Credentials): string =>
  credentials.kind === "bearer"
    ? `bearer ${credentials.token.name}`
    : `${credentials.kind} as ${credentials.user} with ${credentials.password.name}`;
