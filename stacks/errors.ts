/** A mistake in what was asked of the stacks: what was found, where, and what to do. */
export class StackError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = "StackError";
  }
}

export const unknownEnvironment = (found: string, known: readonly string[]): StackError =>
  new StackError(
    "stacks/unknown-environment",
    `there is no environment "${found}" (QUANTFLOW_ENVIRONMENT or --environment)`,
    `use one of: ${known.join(", ")}`,
  );

export const malformedVariable = (variable: string, found: string, rule: string): StackError =>
  new StackError(
    "stacks/malformed-variable",
    `the environment variable ${variable} is "${found}"; it must be ${rule}`,
    `correct it, or leave it out: unset ${variable}`,
  );

export const brokenResolution = (file: string, why: string): StackError =>
  new StackError(
    "stacks/broken-resolution",
    `${file} cannot be read: ${why}`,
    "delete the file and run: npm run up (it is written anew)",
  );

export const portNotGiven = (service: string, port: string, environment: string): StackError =>
  new StackError(
    "stacks/port-not-given",
    `${service} opens its port "${port}", but the environment ${environment} gives it no host port`,
    `add it to hostPorts in stacks/environments/${environment}.ts`,
  );

export const unknownImage = (found: string, known: readonly string[]): StackError =>
  new StackError(
    "stacks/unknown-image",
    `there is no image "${found}" in stacks/versions.ts`,
    `add it there, or use one of: ${known.join(", ")}`,
  );

export const notRecorded = (exporter: string, version: string, file: string): StackError =>
  new StackError(
    "stacks/not-recorded",
    `versions.ts has ${exporter} ${version}, and there is no recording of what that version exports: ${file}`,
    "copy the recording of the version before to that name, start the new one (npm run up), write what it really exports (npx quantflow catalogue record) and see what the tests say of it; or go back to the version that is recorded",
  );

export const brokenRecording = (file: string, why: string): StackError =>
  new StackError(
    "stacks/broken-recording",
    `metrics/external/recordings/${file} is no recording: ${why}`,
    "record it again from the running stack: npx quantflow catalogue record",
  );

export const notExported = (problems: readonly string[]): StackError =>
  new StackError(
    "stacks/not-exported",
    `metrics are used that the recorded version of their exporter does not have:\n${problems.join("\n")}`,
    "correct metrics/external/ and what uses them, or go back to a version that exports them; npx quantflow catalogue JOB shows what there is",
  );

export const overBudget = (problems: readonly string[]): StackError =>
  new StackError(
    "stacks/over-budget",
    problems.join("\n"),
    "see what each job and metric costs: npx quantflow catalogue --capacity",
  );

export const peopleUntold = (environment: string, receiver: string, secrets: readonly string[]): StackError =>
  new StackError(
    "stacks/people-untold",
    `people are told by ${receiver} in the environment ${environment}, and its secret has not been given: ${secrets.join(", ")}`,
    secrets
      .map((name) => `npx quantflow secrets push --environment ${environment} --name ${name} --from FILE`)
      .join("\n"),
  );

export const notApplied = (environment: string): StackError =>
  new StackError(
    "stacks/not-applied",
    `the environment ${environment} runs in a cluster, and Terraform applies nothing there`,
    `render it and give it to kubectl, as the README.md beside it says: npx quantflow render --environment ${environment} --out DIR`,
  );

export const localState = (environment: string): StackError =>
  new StackError(
    "stacks/local-state",
    `the environment ${environment} keeps its state in a file of the machine that applies it, and this is CI (the variable CI is set), where that file is gone when the job ends`,
    "use an environment with a remote backend: QUANTFLOW_ENVIRONMENT=docker with PG_CONN_STR (docs/configuration.md), or give this one a backend of kind pg, s3 or http in stacks/environments/",
  );

export const unencryptedState = (environment: string, kind: string): StackError =>
  new StackError(
    "stacks/unencrypted-state",
    `the environment ${environment} fills a hosted Grafana, whose provider is given secrets, and keeps its state in a backend of kind ${kind}, which does not encrypt it`,
    `give stacks/environments/${environment}.ts a backend of kind s3, or http at an address that begins with https:`,
  );

export const oneCopyACluster = (environment: string, instance: string): StackError =>
  new StackError(
    "stacks/one-copy-a-cluster",
    `the instance ${instance} cannot be rendered for ${environment}: names in a cluster are the environment's, so it would overwrite the plain one`,
    "unset QUANTFLOW_INSTANCE; another copy is an environment of its own, whose ground names another namespace and another stack",
  );

export const encryptedByCluster = (environment: string, encryption: string): StackError =>
  new StackError(
    "stacks/encrypted-by-cluster",
    `the environment ${environment} is for a cluster, and its services are to speak TLS by certificates of ours (encryption: "${encryption}"), whose authority is kept here: a cluster issues its own`,
    `set encryption to "none" in stacks/environments/${environment}.ts, and let a service mesh or cert-manager encrypt there; kubernetes/README.md says what Prometheus and Alertmanager serve by`,
  );
