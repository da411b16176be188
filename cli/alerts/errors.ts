import { CliError } from "../errors.ts";

export const unknownReceiver = (name: string, known: readonly string[], suggestion: string | undefined): CliError =>
  new CliError(
    "alerts/unknown-receiver",
    `There is no receiver ${name} here.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
    `The receivers are: ${known.join(", ")}`,
  );

export const noAlertmanager = (environment: string, why: string): CliError =>
  new CliError(
    "alerts/no-alertmanager",
    `No Alertmanager of ours runs in ${environment}: ${why}.`,
    "Send the test from there: a hosted Grafana tests a contact point on its own page",
  );

export const alertmanagerSilent = (url: string, words: string): CliError =>
  new CliError(
    "alerts/alertmanager-silent",
    `Alertmanager does not take an alert at ${url}: ${words}.`,
    "See whether it runs: npm run status. Start what is missing: npm run up",
  );

export const unroutable = (receiver: string): CliError =>
  new CliError(
    "alerts/unroutable",
    `No label of a test alert leads to the receiver ${receiver}.`,
    "Its route asks for labels that only certain alerts carry: see stacks/routes.ts",
  );

export const notArrived = (missing: readonly string[], seconds: number): CliError =>
  new CliError(
    "alerts/not-arrived",
    `The test alert did not arrive within ${seconds} s at: ${missing.join(", ")}.`,
    "Alertmanager's log tells why: docker logs quantflow-alertmanager. A secret may be wrong: npx quantflow secrets list",
  );
