import { type Answer, type Loopback, loopback, type Reply, type Request } from "./loopback.ts";

export interface Kept {
  readonly id: number;
  readonly author: string;
  text: string;
}

export interface PlayedForge extends Loopback {
  readonly comments: Kept[];
}

/** Small pages, so that a few comments are already several. */
const PER_PAGE = 3;

interface Protocol {
  readonly authorized: (request: Request) => boolean;
  readonly unauthorized: Reply;
  readonly list: RegExp;
  readonly one: RegExp;
  readonly update: "PATCH" | "PUT";
  readonly shown: (comment: Kept, origin: string) => unknown;
  readonly author: string;
  readonly whoAmI: (request: Request) => Reply | undefined;
  readonly notFound: Reply;
}

async function forge(protocol: Protocol, comments: Kept[]): Promise<PlayedForge> {
  let last = Math.max(100, ...comments.map(({ id }) => id));
  const answer: Answer = (request, origin) => {
    if (!protocol.authorized(request)) return protocol.unauthorized;
    const who = protocol.whoAmI(request);
    if (who) return who;
    if (protocol.list.test(request.path)) {
      if (request.method === "GET") return page(request, origin, comments, protocol);
      if (request.method !== "POST") return { status: 405, body: "" };
      last += 1;
      const made: Kept = { id: last, author: protocol.author, text: JSON.parse(request.body).body };
      comments.push(made);
      return { status: 201, body: protocol.shown(made, origin) };
    }
    const found = comments.find(({ id }) => id === Number(protocol.one.exec(request.path)?.[1]));
    if (!found) return protocol.notFound;
    if (request.method === "DELETE") {
      comments.splice(comments.indexOf(found), 1);
      return { status: 204, body: "" };
    }
    if (request.method !== protocol.update) return { status: 405, body: "" };
    found.text = JSON.parse(request.body).body;
    return { status: 200, body: protocol.shown(found, origin) };
  };
  return { ...(await loopback(answer)), comments };
}

/** Pages as both document them: the next one's address stands in the Link header. */
function page({ path, query }: Request, origin: string, comments: readonly Kept[], { shown }: Protocol): Reply {
  const number = Number(query.get("page") ?? "1");
  const items = comments.slice((number - 1) * PER_PAGE, number * PER_PAGE).map((one) => shown(one, origin));
  const to = (target: number, rel: string) => `<${origin}${path}?per_page=${PER_PAGE}&page=${target}>; rel="${rel}"`;
  const last = Math.max(1, Math.ceil(comments.length / PER_PAGE));
  const links = [...(number > 1 ? [to(number - 1, "prev")] : []), ...(number < last ? [to(number + 1, "next")] : [])];
  const link = [...links, to(1, "first"), to(last, "last")].join(", ");
  return { status: 200, headers: { link, "content-type": "application/json" }, body: items };
}

export const BOT = "github-actions[bot]";
export const GITHUB_TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

/** The part of GitHub's REST API that a comment needs, for pull request 7 of acme/quantflow. */
export const gitHubServer = (comments: Kept[] = []): Promise<PlayedForge> =>
  forge(
    {
      authorized: ({ headers }) => headers.authorization === `Bearer ${GITHUB_TOKEN}` && !!headers["user-agent"],
      unauthorized: { status: 401, body: { message: "Bad credentials", status: "401" } },
      list: /^\/repos\/acme\/quantflow\/issues\/7\/comments$/,
      one: /^\/repos\/acme\/quantflow\/issues\/comments\/(\d+)$/,
      update: "PATCH",
      author: BOT,
      shown: ({ id, author, text }) => ({
        id,
        body: text,
        user: { login: author, type: author === BOT ? "Bot" : "User" },
        html_url: `https://github.example/acme/quantflow/pull/7#issuecomment-${id}`,
      }),
      whoAmI({ method, path, body }) {
        if (path === "/user") return { status: 403, body: { message: "Resource not accessible by integration" } };
        if (method !== "POST" || path !== "/graphql") return undefined;
        if (JSON.parse(body).query !== "{ viewer { login } }") return { status: 400, body: { message: "a query" } };
        return { status: 200, body: { data: { viewer: { login: BOT } } } };
      },
      notFound: { status: 404, body: { message: "Not Found", status: "404" } },
    },
    comments,
  );

export const GITLAB_TOKEN = "glpat-3xAmPl3T0k3nThatIsNone";
const PROJECT_BOT = "project_42_bot_1a2b";

/** The part of GitLab's REST API that a note needs, for merge request 7 of project 42. */
export const gitLabServer = (comments: Kept[] = []): Promise<PlayedForge> =>
  forge(
    {
      authorized: ({ headers }) => headers["private-token"] === GITLAB_TOKEN,
      unauthorized: { status: 401, body: { message: "401 Unauthorized" } },
      list: /^\/api\/v4\/projects\/42\/merge_requests\/7\/notes$/,
      one: /^\/api\/v4\/projects\/42\/merge_requests\/7\/notes\/(\d+)$/,
      update: "PUT",
      author: PROJECT_BOT,
      shown: ({ id, author, text }) => ({ id, body: text, author: { id: 1, username: author }, system: false }),
      whoAmI: ({ path }) =>
        path === "/api/v4/user" ? { status: 200, body: { id: 1, username: PROJECT_BOT, bot: true } } : undefined,
      notFound: { status: 404, body: { message: "404 Not found" } },
    },
    comments,
  );
