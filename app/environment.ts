import { z } from "zod";
import { ConfigurationError, SecretError } from "./errors.ts";
import { FileSecret } from "./secrets.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const LARGEST_PORT = 65_535;

/** Settings as environment variables hold them: text. Each schema turns one into the value that the code uses. */
export const port = z.coerce.number().int().min(0).max(LARGEST_PORT);
export const seconds = z.coerce.number().min(0).max(86_400);
/** A path that must be given. */
export const filePath = z.string().min(1);

/** An empty variable is an absent one: Compose and Terraform write those. */
const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));

const describe = (issue: z.core.$ZodIssue, environment: Environment): string => {
  const name = issue.path.map(String).join(".");
  const found = environment[name];
  return `${name} is ${found === undefined ? "not set" : JSON.stringify(found)}: ${issue.message}`;
};

/** Reads settings; throws APP_CONFIGURATION with every problem, not the first. */
export function readSettings<S extends z.ZodObject>(schema: S, environment: Environment): z.output<S> {
  const result = schema.safeParse(present(environment));
  if (result.success) return result.data;
  throw new ConfigurationError(result.error.issues.map((issue) => describe(issue, environment)));
}

type Paths = Readonly<Record<string, string | undefined>>;
type Opened<P extends Paths> = { readonly [K in keyof P]: P[K] extends string ? FileSecret : FileSecret | undefined };

/** Opens secrets by name, those without a path left out; throws APP_CONFIGURATION with every file that is no good. */
export function openSecrets<P extends Paths>(paths: P, unreadable: (error: unknown) => void): Opened<P> {
  const problems: string[] = [];
  const open = (path: string): FileSecret | undefined => {
    try {
      return new FileSecret(path, unreadable);
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
