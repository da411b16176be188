import { CliError } from "../errors.ts";

export const noReview = (file: string, why: string, cause?: Error): CliError =>
  new CliError(
    "comment/no-review",
    `${file} holds no review: ${why}. Nothing was published.`,
    "A review that was withheld leaves nothing to publish: see what the run before said. Write one: npx quantflow plan --out DIR",
    { cause },
  );

export const unmarkedReview = (file: string): CliError =>
  new CliError(
    "comment/unmarked",
    `${file} is no review of ours: its first line is not the comment by which the next run finds it. Nothing was published.`,
    "Name the review.md of npx quantflow plan, or the output of npx quantflow review --format markdown",
  );

export const tooLong = (subject: string, length: number, longest: number): CliError =>
  new CliError(
    "comment/too-long",
    `The review has ${length} characters, and a comment on ${subject} at most ${longest}. Nothing was published.`,
    "Write it anew, without what was added by hand: npx quantflow review --format markdown keeps to the limit",
  );

export const brokenToken = (variable: string): CliError =>
  new CliError(
    "comment/broken-token",
    `${variable} holds blanks or signs that no token has.`,
    "Set it again, as one line, in the CI's secrets.",
  );

export const noGitHubToken = (): CliError =>
  new CliError(
    "comment/no-github-token",
    "GITHUB_TOKEN is not set, so no comment can be written on the pull request.",
    "Hand it to this step: env: GITHUB_TOKEN: ${{ github.token }}, and let the job write: permissions: pull-requests: write. Without a comment: --summary-only",
  );

export const noGitLabToken = (): CliError =>
  new CliError(
    "comment/no-gitlab-token",
    "GITLAB_TOKEN is not set, so no comment can be written on the merge request: a job's own CI_JOB_TOKEN may read notes and not write them.",
    "Make a project access token with the scope api and the role Reporter, and keep it as the masked variable GITLAB_TOKEN.",
  );

export const brokenNumber = (given: string): CliError =>
  new CliError(
    "comment/broken-number",
    `"${given}" is no number of a pull or merge request.`,
    "Name it as its page does, without a sign before it: --pull-request 7",
  );

export const brokenEvent = (file: string, cause: Error): CliError =>
  new CliError(
    "comment/broken-event",
    `${file} (GITHUB_EVENT_PATH) cannot be read as GitHub's event: ${cause.message}`,
    "Name the pull request yourself: --pull-request NUMBER",
    { cause },
  );

export const noAnswer = (forge: string, url: string, why: string): CliError =>
  new CliError(
    "comment/no-answer",
    `${forge} does not answer at ${url}: ${why}.`,
    "The review stands in the run's files. Run this step again when it answers.",
  );

export const tooBusy = (forge: string, status: number, said: string): CliError =>
  new CliError(
    "comment/try-later",
    `${forge} answers ${status}: ${said}.`,
    "The review stands in the run's files. Run this step again later.",
  );

export const refused = (forge: string, asked: string, status: number, said: string, remedy: string): CliError =>
  new CliError("comment/refused", `${forge} answers ${status} to ${asked}: ${said}.`, remedy);

export const unexpectedAnswer = (asked: string, status: number, said: string): CliError =>
  new CliError(
    "comment/unexpected-answer",
    `${asked} is answered with ${status}: ${said}.`,
    "The review stands in the run's files. See what the answer means in the forge's API reference.",
  );

export const notAnApi = (asked: string, what: string, cause?: Error): CliError =>
  new CliError(
    "comment/not-an-api",
    `${asked} is not answered as the forge's API does: ${what}.`,
    "See whether GITHUB_API_URL or CI_API_V4_URL names it, and whether a proxy answers in its place.",
    { cause },
  );
