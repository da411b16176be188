import { CliError } from "../errors.ts";

export const notHosted = (environment: string, hosted: readonly string[]): CliError =>
  new CliError(
    "hosted/not-hosted",
    `The environment ${environment} has a Prometheus and an Alertmanager of its own, which read rules and routes as files: nothing is pushed.`,
    hosted.length > 0
      ? `Name an environment with hosted ones: --environment ${hosted.join(" or ")}. Files are written by: npx quantflow render`
      : "Write them as files: npx quantflow render",
  );

export const tokenMissing = (variable: string, opens: string): CliError =>
  new CliError(
    "hosted/token-missing",
    `The environment variable ${variable} is not set: it holds the token for ${opens}.`,
    `Set ${variable} in the shell or as a secret of the CI job. It is read from there alone; no file and no plan holds it.`,
  );

export const unusableAddress = (variable: string, found: string): CliError =>
  new CliError(
    "hosted/unusable-address",
    `${variable} is "${found}", which is no address of a server.`,
    `Give it a scheme, and no login, path or query: ${variable}=https://mimir.example`,
  );

export const inClear = (variable: string, origin: string): CliError =>
  new CliError(
    "hosted/in-clear",
    `${variable} is ${origin}, which is outside the private network, and http: the token would travel in clear.`,
    `Take https: ${variable}=${origin.replace("http:", "https:")}`,
  );

export const refusedToken = (asked: string, status: number, said: string, variable: string): CliError =>
  new CliError(
    "hosted/token-refused",
    `${asked}: the token in ${variable} is refused (${status}${said && `: ${said}`}).`,
    status === 401
      ? `Look whether ${variable} is complete, has not expired, and belongs to this tenant.`
      : `Give the token of ${variable} the rights that this needs: reading and writing rules and alerts.`,
  );

export const noSuchApi = (asked: string, what: string): CliError =>
  new CliError(
    "hosted/no-such-api",
    `${asked} answers 404: ${what} is not there.`,
    "Look at the address: Mimir's own, without /prometheus or /api/prom, and with its ruler's configuration API switched on (ruler.enable-api); the address of a Grafana is that of its pages.",
  );

export const refused = (asked: string, status: number, said: string): CliError =>
  new CliError(
    "hosted/refused",
    `${asked} answers ${status}: ${said || "without a word"}`,
    "Correct what it names: a limit is the tenant's (ask whoever runs it, or split the group), a mistake is in the code.",
  );

export const busy = (asked: string, status: number, said: string): CliError =>
  new CliError(
    "hosted/busy",
    `${asked} answers ${status}${said && `: ${said}`}.`,
    "Run the same command again later: it goes on where it stopped.",
  );

export const silent = (url: string, why: string, cause: Error): CliError =>
  new CliError(
    "hosted/no-answer",
    `Nothing answers at ${url}: ${why}.`,
    "Look at the address, and whether this machine reaches it.",
    { cause },
  );

export const strangeAnswer = (asked: string, what: string, cause?: Error): CliError =>
  new CliError(
    "hosted/strange-answer",
    `${asked}: ${what}.`,
    "Look whether that is the server's own address; a login page or a proxy may stand there.",
    { cause },
  );

export interface HalfPushed {
  readonly done: readonly string[];
  readonly left: readonly string[];
}

export const halfPushed = ({ done, left }: HalfPushed, cause: CliError): CliError =>
  new CliError(
    "hosted/half-pushed",
    `${cause.message}\nDone before: ${listed(done)}. Not done: ${listed(left)}.`,
    `${cause.remedy} Then run the same command again: what is done stays, the rest follows.`,
    { cause },
  );

const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(", ") : "nothing");

export const otherwiseRead = (what: string, names: readonly string[], command: string): CliError =>
  new CliError(
    "hosted/otherwise-read",
    `${what} was taken, and reads back otherwise: ${names.join(", ")}.`,
    `Somebody else may have written there at the same time. See what stands there: npx quantflow ${command} --dry-run`,
  );

export const foreignGroups = (groups: readonly string[]): CliError =>
  new CliError(
    "hosted/foreign-groups",
    `The ruler's namespace holds groups, and none that the code has: ${listed(groups)}. They would be removed.`,
    "Give this instance a name of its own, after which its namespace is called: QUANTFLOW_INSTANCE=NAME; or let them go: --remove",
  );

/** An address of the repository as it comes, which is nobody's. */
export const addressOfNobody = (url: string): CliError =>
  new CliError(
    "hosted/address-of-nobody",
    `${url} is an example, and no server: nothing is sent there.`,
    "Put your own addresses into stacks/environments/grafana-cloud.ts: those of Grafana, Mimir and Alertmanager.",
  );

export const agentTokenMissing = (variable: string, secret: string): CliError =>
  new CliError(
    "hosted/agent-token-missing",
    `The secret ${secret}, with which the agent writes to the hosted Mimir, is not kept here, and ${variable} is not set.`,
    `Write it into a file, and hand that over once: npx quantflow secrets rotate ${secret} --from FILE; or set ${variable} to the path of the file.`,
  );

export const secretMissing = (variable: string, secret: string): CliError =>
  new CliError(
    "hosted/secret-missing",
    `The environment variable ${variable} is not set, and the secret ${secret} is not kept here: the hosted Grafana or Alertmanager tells people with it, or asks for data.`,
    `Set ${variable} to its value, in the shell or as a secret of the CI job.`,
  );

/** `lines`: what stands there now, a policy a line. */
export const policyOverwritten = (url: string, lines: readonly string[]): CliError =>
  new CliError(
    "hosted/policy-overwritten",
    `The Grafana at ${url} has a notification policy that is not ours, and it can have only one. These would be gone:\n${lines.map((line) => `    ${line}`).join("\n")}`,
    "Bring what is still wanted into stacks/routes.ts and the environment's audience; then add --overwrite-notification-policy.",
  );

export const routesOverwritten = (url: string, receivers: readonly string[]): CliError =>
  new CliError(
    "hosted/routes-overwritten",
    `The Alertmanager at ${url} has a configuration that is not ours, and a tenant can have only one. ${receivers.length > 0 ? `Its receivers would be gone: ${listed(receivers)}` : "What it says cannot be read here, and would be gone"}.`,
    "Bring what is still wanted into stacks/routes.ts and the environment's audience; then add --overwrite.",
  );
