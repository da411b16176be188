import { describe, expect, it } from "vitest";
import { push } from "../../../cli/rules.ts";
import { playedContext } from "../fixtures.ts";
import { type Answered, type Asked, served } from "./served.ts";

const TOKEN = "glc_a-secret-token";

/** `rules push` to a ruler that answers so. */
async function pushedTo(answer: (asked: Asked, count: number) => Answered, variables: NodeJS.ProcessEnv = {}) {
  const { url, asked } = await served(answer);
  const pauses: number[] = [];
  const played = playedContext({
    variables: { MIMIR_ADDRESS: url, MIMIR_TENANT_ID: "7", MIMIR_API_KEY: TOKEN, ...variables },
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const values = { environment: "grafana-cloud", "dry-run": false, remove: false, json: false };
  const result = await push.run(played.context, values, []).then(
    (code) => ({ code, message: "", remedy: "" }),
    ({ code, message, remedy }) => ({ code, message, remedy }),
  );
  return { ...result, asked, pauses, told: played.told() };
}

describe("pushing rules", () => {
  it("names the variable of a token that is missing, and asks nobody", async () => {
    const { code, message, asked } = await pushedTo(() => ({ status: 200 }), { MIMIR_API_KEY: "" });
    expect(code).toBe("hosted/token-missing");
    expect(message).toContain("The environment variable MIMIR_API_KEY is not set");
    expect(asked).toEqual([]);
  });

  it("asks as the tenant, in both forms that rulers know", async () => {
    const { asked } = await pushedTo(() => ({ status: 401 }));
    expect(asked[0]?.headers).toMatchObject({
      "x-scope-orgid": "7",
      authorization: `Basic ${Buffer.from(`7:${TOKEN}`).toString("base64")}`,
    });
  });

  it.each([401, 403])("says that the token is refused (%i), and never shows it", async (status) => {
    const { code, message, asked } = await pushedTo(() => ({ status, text: `no such token: ${TOKEN}` }));
    expect(code).toBe("hosted/token-refused");
    expect(message).toContain(`the token in MIMIR_API_KEY is refused (${status}: no such token: ***)`);
    expect(asked).toHaveLength(1);
  });

  it("says that a server without a ruler has none, and does not take that for an empty one", async () => {
    const { code, message, asked } = await pushedTo(() => ({ status: 404, text: "404 page not found" }));
    expect(code).toBe("hosted/no-such-api");
    expect(message).toMatch(/GET http.*\/prometheus\/config\/v1\/rules answers 404: the ruler's API is not there/);
    expect(asked).toHaveLength(1);
  });

  it("takes the 404 of a ruler without rules for an empty one", async () => {
    const none = { status: 404, text: "no rule groups found" };
    const { code, asked } = await pushedTo(({ method }) =>
      method === "GET" ? none : { status: 400, text: "refused" },
    );
    expect(code).toBe("hosted/half-pushed");
    expect(asked[1]).toMatchObject({ method: "POST", path: "/prometheus/config/v1/rules/quantflow" });
    expect(asked[1]?.headers["content-type"]).toBe("application/yaml");
  });

  it("waits as long as a rate limit says, and tries again", async () => {
    const { pauses, told, asked, code } = await pushedTo((_, count) =>
      count === 1 ? { status: 429, headers: { "retry-after": "17" } } : { status: 401 },
    );
    expect(pauses).toEqual([17_000]);
    expect(told).toContain("answers 429. Trying again in 17 s.");
    expect([asked.length, code]).toEqual([2, "hosted/token-refused"]);
  });

  it("gives up on a limit that does not end, and says that it may be run again", async () => {
    const { code, asked, remedy } = await pushedTo(() => ({ status: 429, headers: { "retry-after": "1" } }));
    expect([code, asked.length]).toEqual(["hosted/busy", 4]);
    expect(remedy).toContain("goes on where it stopped");
  });

  it("tells a push that ended half way by what is done and what is not", async () => {
    let posts = 0;
    const { code, message } = await pushedTo(({ method }) => {
      if (method === "GET") return { status: 200, text: "{}" };
      posts += 1;
      return posts <= 2 ? { status: 202 } : { status: 400, text: "per-user rules per rule group limit exceeded" };
    });
    expect(code).toBe("hosted/half-pushed");
    expect(message).toContain("answers 400: per-user rules per rule group limit exceeded");
    expect(message).toContain(
      "Done before: create availability, create feed. Not done: create backtest, create resources",
    );
  });

  it("notices when what was taken reads back otherwise", async () => {
    const { code } = await pushedTo(({ method }) => ({ status: method === "GET" ? 200 : 202, text: "{}" }));
    expect(code).toBe("hosted/otherwise-read");
  });

  it.each([
    ["a page", { status: 200, text: "<!doctype html><title>Log in</title>" }],
    ["a redirection", { status: 302, headers: { location: "https://login.example" } }],
    ["no list", { status: 200, text: "quantflow: [{}]" }],
  ])("does not take %s for a ruler", async (_what, answer) => {
    expect((await pushedTo(() => answer)).code).toBe("hosted/strange-answer");
  });

  it.each([
    "mimir.example",
    "ftp://mimir.example",
    "https://user:hunter2@mimir.example",
    "http://localhost:9009/prometheus",
  ])("refuses %s as an address, without showing a login", async (address) => {
    const { code, message } = await pushedTo(() => ({ status: 200 }), { MIMIR_ADDRESS: address });
    expect(code).toBe("hosted/unusable-address");
    expect(message).not.toContain("hunter2");
  });

  it("sends no token in clear out of the private network", async () => {
    const { code } = await pushedTo(() => ({ status: 200 }), { MIMIR_ADDRESS: "http://mimir.example.com" });
    expect(code).toBe("hosted/in-clear");
  });

  it("sends nothing to the addresses that the repository comes with", async () => {
    const { code, asked } = await pushedTo(() => ({ status: 200 }), { MIMIR_ADDRESS: "" });
    expect([code, asked]).toEqual(["hosted/address-of-nobody", []]);
  });

  it("removes nothing from a namespace that holds none of its groups", async () => {
    const text = "quantflow: [{name: theirs, rules: [{alert: Theirs, expr: vector(1)}]}]";
    const { code, message, asked } = await pushedTo(() => ({ status: 200, text }));
    expect([code, asked.length]).toEqual(["hosted/foreign-groups", 1]);
    expect(message).toContain("none that the code has: theirs.");
  });

  it("is not for an environment that evaluates its own rules", async () => {
    const { context } = playedContext();
    await expect(
      push.run(context, { environment: "local", "dry-run": true, remove: false, json: false }, []),
    ).rejects.toMatchObject({
      code: "hosted/not-hosted",
      remedy: expect.stringContaining("--environment grafana-cloud"),
    });
  });
});
