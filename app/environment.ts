import { z } from "zod";
import { ConfigurationError, SecretError } from "./errors.ts";
import { withoutCredentials } from "./log.ts";
import { FileSecret } from "./secrets.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const LARGEST_PORT = 65_535;
const WHOLE = /^\d{1,9}$/;
const DECIMAL = /^\d{1,9}(\.\d{1,9})?$/;

/** Settings as environment variables hold them: text. Each schema turns one into the value that the code uses. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(WHOLE, "expected a whole number")
    .transform(Number)
    .pipe(z.number().min(least, `expected ${least} or more`).max(most, `expected ${most} or less`));
export const port = whole(0, LARGEST_PORT);
export const seconds = z
  .string()
  .regex(DECIMAL, "expected seconds, such as 30 or 0.5")
  .transform(Number)
  .pipe(z.number().max(86_400, "expected 86400 or less"));
/** A path that must be given. */
export const filePath = z.string().min(1);

/** An empty variable is an absent one: Compose and Terraform write those. */
const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));

type Shape = Readonly<Record<string, z.ZodType>>;
type Values<S extends Shape> = { readonly [K in keyof S]: z.output<S[K]> };
/** What is wrong between settings that are right by themselves; those that are not are absent. */
export type Across<S extends Shape> = (values: Partial<Values<S>>) => readonly string[];

/**
 * Reads settings; throws APP_CONFIGURATION with every problem, not the first: of each variable, between them, and of
 * secrets given in clear where a file is wanted.
 */
export function readSettings<S extends Shape>(
  shape: S,
  environment: Environment,
  across: Across<S> = () => [],
): Values<S> {
  const given = present(environment);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const result = schema.safeParse(given[name]);
    if (result.success) values[name] = result.data;
    else problems.push(...result.error.issues.map(({ message }) => problem(name, given[name], message)));
  }
  problems.push(...inClear(shape, given), ...across(values as Partial<Values<S>>));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return values as Values<S>;
}

/** Problems are logged, so an address is told without its credentials. */
const problem = (name: string, found: string | undefined, message: string): string =>
  `${name} is ${found === undefined ? "not set" : JSON.stringify(withoutCredentials(found))}: ${message}`;

/** A secret in a variable is read by whoever may list processes; its value is not repeated here. */
const inClear = (shape: Shape, given: Environment): readonly string[] =>
  Object.keys(shape)
    .filter((name) => name.endsWith("_FILE") && given[name.slice(0, -"_FILE".length)] !== undefined)
    .map((name) => `${name.slice(0, -"_FILE".length)} is set: put the secret into a file and name that in ${name}`);

type Paths = Readonly<Record<string, string | undefined>>;
type Opened<P extends Paths> = { readonly [K in keyof P]: P[K] extends string ? FileSecret : FileSecret | undefined };

export interface SecretOptions {
  /** Told when a file can no longer be read; its last values stand. */
  readonly unreadable: (error: unknown) => void;
  /** In production a secret that everybody knows is refused. */
  readonly production: boolean;
}

/** Opens secrets by name, those without a path left out; throws APP_CONFIGURATION with every file that is no good. */
export function openSecrets<P extends Paths>(paths: P, { unreadable, production }: SecretOptions): Opened<P> {
  const problems: string[] = [];
  const open = (path: string): FileSecret | undefined => {
    try {
      const secret = new FileSecret(path, unreadable);
      if (production && secret.values().some(isWellKnown)) problems.push(wellKnown(path));
      return secret;
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const opened = Object.entries(paths).map(([name, path]) => [name, path === undefined ? undefined : open(path)]);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.fromEntries(opened) as Opened<P>;
}

const SHORTEST_SECRET = 12;
const WELL_KNOWN =
  /^(admin|administrator|changeme|default|grafana|password|passw0rd|postgres|quantflow|redis|root|secret)/i;

/** What images and tutorials set, and what can be guessed within a day. */
const isWellKnown = (value: string): boolean => value.length < SHORTEST_SECRET || WELL_KNOWN.test(value);

const wellKnown = (path: string): string =>
  `secret file ${path} holds a default or short secret, which production refuses: put ${SHORTEST_SECRET} or more random characters into it`;
