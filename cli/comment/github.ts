import { z } from "zod";
import type { Api } from "./ask.ts";
import { ask, pages, parsed } from "./ask.ts";
import type { Forge } from "./forge.ts";

export interface GitHubPlace {
  readonly api: Api;
  readonly graphql: string;
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
}

const written = z.object({ html_url: z.string() });
const comment = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
const viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** Comments of a pull request: to GitHub's API those of the issue with its number (docs.github.com/rest/issues/comments). */
export function gitHub({ api, graphql, repository, number }: GitHubPlace): Forge {
  const issues = `${api.url}/repos/${repository}/issues`;
  return {
    subject: `pull request ${number} of ${repository} on GitHub`,
    longest: 65_536,
    async author() {
      // `GET /user` refuses the token of a workflow; this question is answered to every kind of token.
      const answer = await ask(api, graphql, { method: "POST", body: { query: "{ viewer { login } }" } });
      return parsed(answer, viewer).data.viewer.login;
    },
    async comments() {
      const found = await pages(api, `${issues}/${number}/comments?per_page=100`, z.array(comment));
      return found.map(({ id, body, user }) => ({ id, author: user?.login ?? "", text: body ?? "" }));
    },
    async create(text) {
      const answer = await ask(api, `${issues}/${number}/comments`, { method: "POST", body: { body: text } });
      return parsed(answer, written).html_url;
    },
    async update(id, text) {
      const answer = await ask(api, `${issues}/comments/${id}`, { method: "PATCH", body: { body: text } });
      return parsed(answer, written).html_url;
    },
    async remove(id) {
      await ask(api, `${issues}/comments/${id}`, { method: "DELETE" });
    },
  };
}
