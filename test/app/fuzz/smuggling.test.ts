import { describe, expect, it, onTestFinished } from "vitest";
import { SERVER_LIMITS } from "../../../app/http/bounded-server.ts";
import { close, listen } from "../../../app/http/listen.ts";
import { json, routeServer } from "../../../app/http/routes.ts";
import { openWebsite } from "../http/support.ts";
import { statusesIn, talk } from "./talk.ts";

/** Whoever leaves a request unfinished is cut off soon. */
const SHORT = { ...SERVER_LIMITS, headersMs: 200, requestMs: 400, keepAliveMs: 200, checkedEveryMs: 50 };

/** A request of somebody else's, as what a proxy in front of us took for the body of the one before. */
const HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";
const post = (...headers: readonly string[]) => `POST /about HTTP/1.1\r\nHost: x\r\n${headers.join("\r\n")}\r\n\r\n`;
const chunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const length = (body: string) => `Content-Length: ${body.length}`;
const CHUNKED = "Transfer-Encoding: chunked";

/** What two readers can read as different requests: refused, for there is no knowing which was meant. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  "a length, then chunks": post(length(chunk("")), CHUNKED) + chunk("") + HIDDEN,
  "chunks, then a length": post(CHUNKED, "Content-Length: 4") + chunk("") + HIDDEN,
  "two lengths": post("Content-Length: 0", length(HIDDEN)) + HIDDEN,
  "the same length twice": post("Content-Length: 0", "Content-Length: 0") + HIDDEN,
  "a list of lengths": post(`Content-Length: 0, ${HIDDEN.length}`) + HIDDEN,
  "a length with a sign": post(`Content-Length: +${HIDDEN.length}`) + HIDDEN,
  "a length below zero": post("Content-Length: -1") + HIDDEN,
  "a length in hexadecimal": post(`Content-Length: 0x${HIDDEN.length.toString(16)}`) + HIDDEN,
  "a length that is no number": post("Content-Length: none") + HIDDEN,
  "an empty length": post("Content-Length:") + HIDDEN,
  "a length beyond all numbers": post("Content-Length: 99999999999999999999999") + HIDDEN,
  "a space before the colon of a length": post(`Content-Length : ${HIDDEN.length}`) + HIDDEN,
  "a space before the colon of chunks": post("Transfer-Encoding : chunked") + chunk(HIDDEN),
  "chunks under another coding": post("Transfer-Encoding: chunked, identity") + chunk("") + HIDDEN,
  "chunks after a vertical tab": post("Transfer-Encoding: \u000bchunked") + chunk("") + HIDDEN,
  "chunks on a folded line, and a length":
    post("Transfer-Encoding:\r\n chunked", "Content-Length: 4") + chunk("") + HIDDEN,
  "a length on a folded line": post(`X: y\r\n ${length(HIDDEN)}`, "Content-Length: z") + HIDDEN,
  "chunks behind a lone line feed": post(`X: y\n${CHUNKED}`) + chunk("") + HIDDEN,
  "chunks behind a lone carriage return": post(`X: y\r${CHUNKED}`) + chunk("") + HIDDEN,
  "lines that end in line feeds alone": `POST /about HTTP/1.1\nHost: x\n${CHUNKED}\n\n${chunk("")}${HIDDEN}`,
  "a NUL in a header": post("X: a\u0000b") + HIDDEN,
  "a header without a name": post(": value") + HIDDEN,
  "a header without a colon": post("Header") + HIDDEN,
  "a space before the first header": `POST /about HTTP/1.1\r\n Host: x\r\nHost: x\r\n\r\n${HIDDEN}`,
  "no host": "POST /about HTTP/1.1\r\n\r\n",
  "another protocol": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "a protocol that does not exist": "GET /about HTTP/9.9\r\nHost: x\r\n\r\n",
  "two targets": "GET /about /hidden HTTP/1.1\r\nHost: x\r\n\r\n",
};

/** What is wrong only in the body: the request itself has been read by then, and may have been answered. */
const BAD_CHUNKS: Readonly<Record<string, string>> = {
  "a size below zero": `-1\r\n${HIDDEN}`,
  "a size in another notation": `0x${chunk(HIDDEN)}`,
  "a size beyond all numbers": `fffffffffffffffff\r\n${HIDDEN}`,
  "a size that ends in a line feed alone": `0\n\n${HIDDEN}`,
  "a size with a line feed in its extension": `0;a\nb\r\n\r\n${HIDDEN}`,
  "a size with a space in it": `0 0\r\n\r\n${HIDDEN}`,
  "a chunk that is longer than it says": `1\r\nab\r\n0\r\n\r\n${HIDDEN}`,
  "no size": `\r\n\r\n${HIDDEN}`,
};

async function openPublic() {
  const { port, website } = await openWebsite({ limits: SHORT });
  return asked(port, website.server);
}

async function openMachines() {
  const server = routeServer([{ method: "GET", path: "/about", reply: () => json(200, {}) }], () => undefined, {
    limits: SHORT,
  });
  const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  onTestFinished(() => close(server));
  return asked(port, server);
}

function asked(port: number, server: Awaited<ReturnType<typeof openWebsite>>["website"]["server"]) {
  const paths: string[] = [];
  server.on("request", ({ url = "" }) => paths.push(url));
  return { port, paths };
}

describe.each([
  ["the public port", openPublic],
  ["a port for machines", openMachines],
])("%s hears no second request", (_, open) => {
  it.each(Object.entries(AMBIGUOUS))("in %s, and refuses the first", async (_name, bytes) => {
    const { port, paths } = await open();
    expect(statusesIn(await talk(port, bytes))).toEqual([400]);
    expect(paths).toEqual([]);
  });

  it.each(Object.entries(BAD_CHUNKS))("behind chunks with %s", async (_name, body) => {
    const { port, paths } = await open();
    const statuses = statusesIn(await talk(port, post(CHUNKED), body));
    expect(statuses.at(-1)).toBeGreaterThanOrEqual(400);
    expect(statuses).not.toContain(200);
    expect(paths).toEqual(["/about"]);
  });

  it.each([
    ["by length", post(length(HIDDEN)) + HIDDEN],
    ["in chunks", post(CHUNKED) + chunk(HIDDEN)],
    ["in a chunk's extension", `${post(CHUNKED)}0;${HIDDEN.replaceAll("\r\n", " ")}\r\n\r\n`],
    ["in a coding that nobody knows", post("Transfer-Encoding: xchunked") + chunk("") + HIDDEN],
    ["of a GET", `GET /about HTTP/1.1\r\nHost: x\r\n${length(HIDDEN)}\r\n\r\n${HIDDEN}`],
    [
      "before a change of protocol",
      `GET /ws HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n${length(HIDDEN)}\r\n\r\n${HIDDEN}`,
    ],
    ["behind a tunnel", `CONNECT /about HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`],
  ])("in a body %s", async (_name, bytes) => {
    const { port, paths } = await open();
    await talk(port, bytes);
    expect(paths).not.toContain("/hidden");
  });
});
