import { resolve } from "node:path";
import { command, EXIT } from "./command.ts";
import { tooLong } from "./comment/errors.ts";
import { markedReview } from "./comment/marked-review.ts";
import { placeOf } from "./comment/place.ts";
import { type Published, publish } from "./comment/publish.ts";
import { retried } from "./comment/retried.ts";
import { summarized } from "./comment/summary.ts";

export const comment = command({
  description:
    "Writes a review as one comment on the pull request (GitHub) or merge request (GitLab) of this run; a later run updates that comment in place of adding another. On GitHub Actions also into the job summary. Which request, and with which token, the variables of the CI say: GITHUB_REPOSITORY, GITHUB_EVENT_PATH and GITHUB_TOKEN, or CI_PROJECT_ID, CI_MERGE_REQUEST_IID and GITLAB_TOKEN. Where there is none, it says where the review stands.",
  options: {
    "pull-request": {
      type: "string",
      placeholder: "NUMBER",
      summary: "the pull or merge request, where the CI does not say it",
    },
    "summary-only": { type: "boolean", summary: "the job summary and no comment; needs no token" },
  },
  arguments: [{ name: "FILE.md", summary: "the review, as plan writes it and review --format markdown prints it" }],
  examples: [
    { line: "npx quantflow comment plan/review.md", does: "in a CI job: writes or updates the one comment" },
    { line: "npx quantflow comment --summary-only plan/review.md", does: "in a job that may not write comments" },
  ],
  async run(context, { "pull-request": number, "summary-only": summaryOnly }, [file = ""]) {
    const review = markedReview(file);
    const inSummary = summarized(context, review.text);
    const forge = summaryOnly ? undefined : placeOf(context, number);
    if (forge === undefined) {
      const where = inSummary ? "in the job summary and " : "";
      context.terminal.tell(`No comment was written: the review stands ${where}in ${resolve(file)}`);
      return EXIT.ok;
    }
    if (review.text.length > forge.longest) throw tooLong(forge.subject, review.text.length, forge.longest);
    const published = await retried(context, () => publish(forge, review));
    context.terminal.tell(told(published, forge.subject));
    return EXIT.ok;
  },
});

const told = ({ was, url, removed }: Published, subject: string): string =>
  [
    `The review was ${was} on ${subject}: ${url}`,
    ...(removed === 0 ? [] : [`${removed} older ${removed === 1 ? "copy" : "copies"} of it, out of date, went.`]),
  ].join("\n");
