import type { Tokens } from "../http/bearer.ts";
import { parseJson, readBody } from "../http/body.ts";
import { json, type Reply, type Route } from "../http/routes.ts";
import type { Exchange } from "./exchange.ts";
import { controlAction } from "./faults.ts";

const LARGEST_BODY = 64 * 1024;

/** The control endpoint: `GET /control` tells the state, `POST /control` performs one action and tells it too. */
export function controlRoutes(exchange: Exchange, tokens: Tokens): readonly Route[] {
  const perform = async (body: string | undefined): Promise<Reply> => {
    if (body === undefined) return json(413, { error: `body is over ${LARGEST_BODY} bytes` });
    const action = controlAction.safeParse(parseJson(body));
    if (!action.success)
      return json(400, { error: "no such action", problems: action.error.issues.map(({ message }) => message) });
    exchange.perform(action.data);
    return json(200, exchange.state());
  };
  return [
    { method: "GET", path: "/control", tokens, reply: () => json(200, exchange.state()) },
    {
      method: "POST",
      path: "/control",
      tokens,
      reply: async (request) => perform(await readBody(request, LARGEST_BODY)),
    },
  ];
}
