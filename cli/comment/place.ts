import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Context } from "../command.ts";
import type { Api } from "./ask.ts";
import { brokenEvent, brokenNumber, noGitHubToken, noGitLabToken } from "./errors.ts";
import type { Forge } from "./forge.ts";
import { gitHub } from "./github.ts";
import { gitLab } from "./gitlab.ts";
import { tokenIn } from "./token.ts";

const PATIENCE_MILLISECONDS = 30_000;

type Surroundings = Pick<Context, "variables" | "now" | "signal">;

/**
 * The pull or merge request that this run belongs to, by the variables that GitHub and GitLab set in their jobs (any
 * other CI can set them too); undefined where it belongs to none.
 */
export function placeOf(context: Surroundings, given: string | undefined): Forge | undefined {
  const number = given === undefined ? undefined : numberOf(given);
  return gitHubPlace(context, number) ?? gitLabPlace(context, number);
}

function gitHubPlace(context: Surroundings, given: number | undefined): Forge | undefined {
  const { variables } = context;
  const repository = variables["GITHUB_REPOSITORY"];
  if (!repository) return undefined;
  const number = given ?? pullRequestOf(variables["GITHUB_EVENT_PATH"]);
  if (number === undefined) return undefined;
  const token = tokenIn(variables, "GITHUB_TOKEN");
  if (token === undefined) throw noGitHubToken();
  const url = withoutSlash(variables["GITHUB_API_URL"] || "https://api.github.com");
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const graphql = variables["GITHUB_GRAPHQL_URL"] || `${url.replace(/\/v3$/, "")}/graphql`;
  const api = { ...shared(context), name: "GitHub", url, token, headers, remedies: GITHUB };
  return gitHub({ api, graphql, repository, number });
}

function gitLabPlace(context: Surroundings, given: number | undefined): Forge | undefined {
  const { variables } = context;
  const url = variables["CI_API_V4_URL"];
  // A fork's pipeline runs in the fork; the merge request belongs to the project that it is for.
  const project = variables["CI_MERGE_REQUEST_PROJECT_ID"] || variables["CI_PROJECT_ID"];
  const number = given ?? (variables["CI_MERGE_REQUEST_IID"] ? numberOf(variables["CI_MERGE_REQUEST_IID"]) : undefined);
  if (!url || !project || number === undefined) return undefined;
  const token = tokenIn(variables, "GITLAB_TOKEN");
  if (token === undefined) throw noGitLabToken();
  const api = {
    ...shared(context),
    name: "GitLab",
    url: withoutSlash(url),
    token,
    headers: { "private-token": token },
    remedies: GITLAB,
  };
  const page = `${variables["CI_MERGE_REQUEST_PROJECT_URL"] || variables["CI_PROJECT_URL"] || ""}/-/merge_requests/${number}`;
  return gitLab({ api, project, number, page });
}

const shared = ({ now, signal }: Surroundings): Pick<Api, "now" | "signal" | "patience"> => ({
  now,
  signal,
  patience: PATIENCE_MILLISECONDS,
});

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw brokenNumber(text);
  return Number(text);
}

const event = z.object({ pull_request: z.object({ number: z.number() }).optional() });

/** Undefined for an event that has no pull request, as a push. */
function pullRequestOf(file: string | undefined): number | undefined {
  if (!file) return undefined;
  try {
    return event.parse(JSON.parse(readFileSync(file, "utf8"))).pull_request?.number;
  } catch (cause) {
    throw brokenEvent(file, cause as Error);
  }
}

const GITHUB: Api["remedies"] = {
  401: "Hand the job's own token to this step: env: GITHUB_TOKEN: ${{ github.token }}",
  403: "Let the job write comments: permissions: pull-requests: write. The run of a fork's pull request never may: leave the review in its job summary.",
  404: "See that GITHUB_REPOSITORY and the number are right, and that the job may write comments: permissions: pull-requests: write",
};

const GITLAB: Api["remedies"] = {
  401: "GITLAB_TOKEN may have expired: make a project access token with the scope api and the role Reporter, and keep it as a masked variable.",
  403: "GITLAB_TOKEN needs the scope api and at least the role Reporter in this project.",
  404: "See that CI_PROJECT_ID and CI_MERGE_REQUEST_IID are right, and that GITLAB_TOKEN is of a member of this project: GitLab hides what one may not see.",
};
