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

/** Opens the secrets of a configuration by name; throws APP_CONFIGURATION with every file that is no good. */
export function openSecrets<K extends string>(
  paths: Readonly<Record<K, string>>,
  unreadable: (error: unknown) => void,
): Readonly<Record<K, FileSecret>> {
  const problems: string[] = [];
  const opened = Object.entries<string>(paths).map(([name, path]) => {
    try {
      return [name, new FileSecret(path, unreadable)] as const;
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.fromEntries(opened.filter((entry) => entry !== undefined)) as Record<K, FileSecret>;
}
