import type { IncomingMessage } from "node:http";

/** The body as text; undefined when it is longer than `limit` bytes. Rejects when its sender hangs up. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // The connection outlives a body that is too long: it has to carry the answer that says so.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return tooLong(request);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What is left of it is read and dropped, or its sender would never come to read the answer. */
function tooLong(request: IncomingMessage): undefined {
  request.resume();
}

/** Undefined when the text is not JSON; JSON itself has no undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller answers 400: the sender learns it, and no one else needs to.
    return undefined;
  }
}
