import { CliError } from "../errors.ts";
import type { Outcome } from "../run.ts";
import { lastLines } from "../tools/errors.ts";

export const terraformTooOld = (binary: string, found: string, needed: string): CliError =>
  new CliError(
    "terraform/too-old",
    `${binary} is version ${found}, and the stacks need ${needed} or later.`,
    `Upgrade it, or take it off the PATH: npm run up then builds OpenTofu.`,
  );

export const terraformUnusable = (binary: string, outcome: Outcome): CliError =>
  new CliError(
    "terraform/unusable",
    `${binary} is on the PATH but does not tell its version:\n${lastLines(outcome, 4)}`,
    `Mend it, or take it off the PATH: npm run up then builds OpenTofu.`,
  );

export const providerUnavailable = (directory: string, words: string): CliError =>
  new CliError(
    "terraform/provider-unavailable",
    `Terraform could not get the providers of ${directory}:\n${words}`,
    "Check the network and provider_installation in your Terraform CLI configuration, then run the same command again.",
  );

export const initFailed = (directory: string, words: string): CliError =>
  new CliError(
    "terraform/init-failed",
    `Terraform could not initialise ${directory}:\n${words}`,
    `Mend what it names above, or delete ${directory}/.terraform (it holds no state), then run the same command again.`,
  );
