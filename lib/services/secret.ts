/** A secret, by name. Its value never enters the model, a plan or a state: only `quantflow secrets push` reads it. */
export interface Secret {
  readonly name: string;
  /**
   * `generated`: made when missing (32 random bytes, base64url). `issued`: a certificate that our own authority makes, anew
   * before it ends. `given`: must be supplied by a person.
   */
  readonly origin: "generated" | "issued" | "given";
  /** Of a certificate with its key: what it vouches for. */
  readonly certifies?: Certified;
  /** Why it must keep its first value, in words that complete "it must keep its value:"; absent where it may change. */
  readonly permanent?: string;
}

/** Names of hosts, or every certificate that an authority signs. */
export type Certified = readonly [string, ...string[]] | "certificates";

export const generated = (name: string): Secret => ({ name, origin: "generated" });
/** A generated secret whose loss destroys what it encrypts. */
export const permanent = (name: string, why: string): Secret => ({ name, origin: "generated", permanent: why });
export const given = (name: string): Secret => ({ name, origin: "given" });

/** A file in a consumer's secret volume, made from the values of the secrets that it needs, in their order. */
export interface SecretFile {
  readonly needs: readonly Secret[];
  readonly render: (...values: readonly string[]) => string;
  /** Where its reader accepts two values of its one secret: the text with both, while those who show it change over. */
  readonly overlap?: (newest: string, previous: string) => string;
}
/** The secret's value itself, without a newline. */
export const plain = (secret: Secret): SecretFile => ({ needs: [secret], render: (value) => value as string });

/** For a program that accepts the values of a file's first two lines, the newest first. */
export const accepted = (secret: Secret): SecretFile => ({
  ...plain(secret),
  overlap: (newest, previous) => `${newest}\n${previous}`,
});

/** File names to files; mounted read-only as one directory (`/run/secrets`), owned by the service's user, mode 0400. */
export type SecretFiles = Readonly<Record<string, SecretFile>>;
export const SECRETS_DIRECTORY = "/run/secrets";
