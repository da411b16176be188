import { CliError } from "../errors.ts";

export const planUnreadable = (file: string, cause: Error): CliError =>
  new CliError(
    "review/unreadable",
    `${file} cannot be read: ${cause.message}`,
    "Name a plan as `terraform show -json FILE` prints it, or - for standard input",
    { cause },
  );

export const prometheusUnusable = (url: string): CliError =>
  new CliError(
    "review/prometheus-url",
    `--prometheus ${url} is no address of a Prometheus, or holds a login, which every user of this machine can read`,
    "Write it as http://HOST:PORT or https://HOST/PATH; a login: --prometheus-user NAME --prometheus-password-file FILE",
  );

export const passwordUnreadable = (file: string, cause: Error): CliError =>
  new CliError(
    "review/prometheus-password",
    `The password of Prometheus cannot be read from ${file}: ${cause.message}`,
    "Name a file that holds it and nothing else: --prometheus-password-file FILE",
    { cause },
  );

export const prometheusUnasked = (url: string, why: string): CliError =>
  new CliError(
    "review/prometheus-silent",
    `Prometheus at ${url} does not answer: ${why}`,
    "See whether it runs, and from here: curl URL/-/ready",
  );

export const prometheusLoginRefused = (url: string, status: number): CliError =>
  new CliError(
    "review/prometheus-login",
    `Prometheus at ${url} refuses the login (status ${status})`,
    "Name one that may query: --prometheus-user NAME --prometheus-password-file FILE",
  );

export const plansNamedAlike = (file: string, stack: string): CliError =>
  new CliError(
    "review/named-alike",
    `${file} is the second plan that is named ${stack}: what happens in which stack could not be told`,
    "Name each file as its stack: storage.json, platform.json",
  );
