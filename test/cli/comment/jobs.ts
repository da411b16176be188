import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../../cli/main.ts";
import { markdownMarker } from "../../../lib/review/outputs/markdown.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";
import { GITHUB_TOKEN, GITLAB_TOKEN, type PlayedForge } from "./forges.ts";

const marker = markdownMarker("Review");
export const review = (said: string): string => `${marker}\n## Review\n\n${said}`;

export function written(text: string, name = "review.md"): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** Runs `comment` as a job of GitHub Actions for pull request 7 would. */
export async function onGitHub(
  { origin }: Pick<PlayedForge, "origin">,
  file: string,
  variables: NodeJS.ProcessEnv = {},
  ...options: string[]
) {
  const event = written(
    JSON.stringify({ action: "synchronize", number: 7, pull_request: { number: 7 } }),
    "event.json",
  );
  const pauses: number[] = [];
  const { context, told, printed } = playedContext({
    variables: {
      GITHUB_REPOSITORY: "acme/quantflow",
      GITHUB_API_URL: origin,
      GITHUB_GRAPHQL_URL: `${origin}/graphql`,
      GITHUB_EVENT_PATH: event,
      GITHUB_TOKEN,
      ...variables,
    },
    now: () => 1_800_000_000_000,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const code = await main(["comment", file, ...options], context);
  return { code, told: told(), printed: printed(), pauses };
}

export async function onGitLab(
  { origin }: Pick<PlayedForge, "origin">,
  file: string,
  variables: NodeJS.ProcessEnv = {},
) {
  const { context, told } = playedContext({
    variables: {
      CI_API_V4_URL: `${origin}/api/v4`,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example/acme/quantflow",
      GITLAB_TOKEN,
      ...variables,
    },
  });
  const code = await main(["comment", file], context);
  return { code, told: told() };
}
