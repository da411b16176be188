import type { IncomingMessage } from "node:http";

export const TOO_LARGE = Symbol("too large");

/** The whole body of a request; `TOO_LARGE` past the limit, undefined when whoever sent it went away. */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | typeof TOO_LARGE | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The connection outlives what is too much: it has to carry the answer that says so.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return ignored(request);
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function ignored(request: IncomingMessage): typeof TOO_LARGE {
  request.resume();
  return TOO_LARGE;
}
