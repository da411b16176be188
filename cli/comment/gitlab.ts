import { z } from "zod";
import type { Api } from "./ask.ts";
import { ask, pages, parsed } from "./ask.ts";
import type { Forge } from "./forge.ts";

export interface GitLabPlace {
  readonly api: Api;
  /** A project's number, or its path. */
  readonly project: string;
  readonly number: number;
  /** The page of the merge request. */
  readonly page: string;
}

const note = z.object({ id: z.number(), body: z.string(), author: z.object({ username: z.string() }) });

/** Notes of a merge request (docs.gitlab.com/api/notes). */
export function gitLab({ api, project, number, page }: GitLabPlace): Forge {
  const notes = `${api.url}/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  const addressOf = (id: number): string => `${page}#note_${id}`;
  return {
    subject: `merge request ${number} of project ${project} on GitLab`,
    longest: 1_000_000,
    author: async () => parsed(await ask(api, `${api.url}/user`), z.object({ username: z.string() })).username,
    async comments() {
      const found = await pages(api, `${notes}?per_page=100&order_by=created_at&sort=asc`, z.array(note));
      return found.map(({ id, body, author }) => ({ id, author: author.username, text: body }));
    },
    async create(text) {
      return addressOf(parsed(await ask(api, notes, { method: "POST", body: { body: text } }), note).id);
    },
    async update(id, text) {
      return addressOf(parsed(await ask(api, `${notes}/${id}`, { method: "PUT", body: { body: text } }), note).id);
    },
    async remove(id) {
      await ask(api, `${notes}/${id}`, { method: "DELETE" });
    },
  };
}
