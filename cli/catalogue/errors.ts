import { CliError } from "../errors.ts";

export const scrapeFailed = (instance: string, job: string, words: string): CliError =>
  new CliError(
    "catalogue/scrape-failed",
    `${instance} (job ${job}) cannot be scraped from where Prometheus stands: ${words}`,
    "See what is down (npm run status), bring it up (npm run up) and record again.",
  );

export const unknownJob = (given: string, known: readonly string[], suggestion: string | undefined): CliError =>
  new CliError(
    "catalogue/unknown-job",
    `There is no job "${given}" in this environment.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
    `Name one of: ${known.join(", ")}`,
  );
