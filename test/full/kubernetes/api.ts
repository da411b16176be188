import { request } from "node:https";

/** How a client reaches the API server, and as whom. */
export interface ApiAccess {
  readonly url: string;
  /** The certificate that it shows, in PEM. */
  readonly certificate: string;
  readonly token: string;
}

/** An object as the API server tells it, as far as the tests ask. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly generation?: number;
  };
  readonly [field: string]: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Api {
  /** Fails on any status but 2xx, with the server's own message. */
  readonly get: <T = ApiObject>(path: string) => Promise<T>;
  /** The items of a list. */
  readonly list: <T = ApiObject>(path: string) => Promise<readonly T[]>;
  /** Any other request. Fails like `get`. */
  readonly change: (method: string, path: string, body: unknown, contentType?: string) => Promise<ApiObject>;
}

export function apiOf(access: ApiAccess): Api {
  const get = async <T>(path: string): Promise<T> => (await answered(access, "GET", path)) as T;
  return {
    get,
    list: async <T>(path: string) => (await get<{ readonly items: readonly T[] }>(path)).items,
    change: async (method, path, body, contentType = "application/json") =>
      (await answered(access, method, path, { text: JSON.stringify(body), contentType })) as ApiObject,
  };
}

async function answered(access: ApiAccess, method: string, path: string, sent?: Sent): Promise<unknown> {
  const { status, body } = await asked(access, method, path, sent);
  if (status < 200 || status > 299) throw new Error(`${method} ${path} answered ${status}: ${messageOf(body)}`);
  return body;
}

interface Sent {
  readonly text: string;
  readonly contentType: string;
}

/** The `message` of the Status that the server answers with when it refuses. */
const messageOf = (body: unknown): string =>
  typeof body === "object" && body !== null && "message" in body ? String(body.message) : JSON.stringify(body);

function asked({ url, certificate, token }: ApiAccess, method: string, path: string, sent?: Sent): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/json",
    ...(sent && { "content-type": sent.contentType, "content-length": Buffer.byteLength(sent.text) }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, headers, ca: certificate }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      const json = incoming.headers["content-type"]?.startsWith("application/json") ?? false;
      resolve({ status: incoming.statusCode ?? 0, body: json ? JSON.parse(text) : text });
    });
    outgoing.on("error", reject);
    outgoing.end(sent?.text);
  });
}
