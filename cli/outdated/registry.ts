/** Tags of an image. Source: OCI Distribution Specification 1.1, "Listing Tags", and Docker's token authentication. */
import { z } from "zod";
import type { Pin } from "./pin.ts";
import { newestLike } from "./version.ts";

export type Ask = (url: string, headers: Readonly<Record<string, string>>) => Promise<Response>;

const PAGE = 1_000;
/** A registry that never ends its list is not read for ever. */
const MOST_PAGES = 50;

const tagList = z.object({ tags: z.array(z.string()).nullish() });
const tokenAnswer = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** The newest tag that is written as the pinned one is, or why its registry could not be asked. */
export async function imageNewest(ask: Ask, pin: Pin): Promise<{ newest?: string; unreachable?: string }> {
  try {
    const newest = newestLike(pin.pinned, await tagsOf(ask, pin.name));
    return newest === undefined ? { unreachable: "its registry has no tag like this one" } : { newest };
  } catch (error) {
    return { unreachable: words(error) };
  }
}

async function tagsOf(ask: Ask, repository: string): Promise<readonly string[]> {
  const { host, path } = addressOf(repository);
  const tags: string[] = [];
  let next: string | undefined = `https://${host}/v2/${path}/tags/list?n=${PAGE}`;
  let headers: Readonly<Record<string, string>> = {};
  for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
    let response: Response = await ask(next, headers);
    if (response.status === 401 && page === 0) {
      headers = await tokenFor(ask, response.headers.get("www-authenticate") ?? "");
      response = await ask(next, headers);
    }
    if (!response.ok) throw new Error(`${host} answered ${response.status}`);
    tags.push(...(tagList.parse(await response.json()).tags ?? []));
    next = nextPage(response.headers.get("link"), next);
  }
  return tags;
}

/** Docker Hub's images are named without a host, its official ones without a folder. */
function addressOf(repository: string): { readonly host: string; readonly path: string } {
  const [first = "", ...rest] = repository.split("/");
  if (/[.:]/.test(first)) return { host: first, path: rest.join("/") };
  return { host: "registry-1.docker.io", path: rest.length === 0 ? `library/${first}` : repository };
}

/** A token for everybody, from where the registry says: `Bearer realm="...",service="...",scope="..."`. */
async function tokenFor(ask: Ask, challenge: string): Promise<Readonly<Record<string, string>>> {
  const fields = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]));
  const realm = fields.get("realm");
  if (!challenge.startsWith("Bearer ") || realm === undefined) throw new Error("the registry asks for a login");
  const url = new URL(realm);
  if (url.protocol !== "https:") throw new Error(`the registry sends to ${url.origin}, which is not encrypted`);
  for (const key of ["service", "scope"]) if (fields.has(key)) url.searchParams.set(key, fields.get(key) ?? "");
  const response = await ask(url.href, {});
  if (!response.ok) throw new Error(`${url.host} answered ${response.status}`);
  const { token, access_token } = tokenAnswer.parse(await response.json());
  return { authorization: `Bearer ${token ?? access_token ?? ""}` };
}

/** `</v2/a/tags/list?n=1000&last=b>; rel="next"`, on the same host. */
function nextPage(link: string | null, from: string): string | undefined {
  const target = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
  if (target === undefined) return undefined;
  const url = new URL(target, from);
  return url.host === new URL(from).host ? url.href : undefined;
}

const words = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
};
