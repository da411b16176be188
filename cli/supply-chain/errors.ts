import { CliError } from "../errors.ts";
import type { Outcome } from "../run.ts";
import { lastLines } from "../tools/errors.ts";

export const goDidNotAnswer = (folder: string, outcome: Outcome): CliError =>
  new CliError(
    "supply/modules",
    `The modules of ${folder} could not be fetched: ${lastLines(outcome, 2).trim()}`,
    "Check the network and the module proxy (go env GOPROXY), then run it again: npx quantflow supply-chain --write",
  );

export const unknownInput = (path: string): CliError =>
  new CliError(
    "supply/unknown-input",
    `The application's image is made from ${path}, which package-lock.json does not name.`,
    "Install what the lock names, and nothing beside it: npm ci",
  );
