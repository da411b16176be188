import { describe, expect, it } from "vitest";
import { type Ask, imageNewest } from "../../../cli/outdated/registry.ts";

const pin = (name: string) => ({ kind: "image", name, pinned: "v1.0.0", where: "stacks/versions.ts" }) as const;

/** A registry of pages of tags, that asks for a token where `realm` is given. */
function registry(pages: readonly (readonly string[])[], realm?: string): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async (url, headers) => {
    asked.push(url);
    const { host, pathname, searchParams } = new URL(url);
    if (host === "auth.example") return Response.json({ token: "t0" });
    if (realm && headers["authorization"] !== "Bearer t0")
      return new Response("", {
        status: 401,
        headers: { "www-authenticate": `Bearer realm="${realm}",service="registry.example",scope="repository:a:pull"` },
      });
    const page = Number(searchParams.get("last") ?? 0);
    const link = page + 1 < pages.length ? `<${pathname}?n=1000&last=${page + 1}>; rel="next"` : "";
    return Response.json({ name: "a", tags: pages[page] }, { headers: { link } });
  };
  return { ask, asked };
}

describe("the newest tag of an image", () => {
  it("is found on every page, at the registry that the name says", async () => {
    const { ask, asked } = registry([
      ["v1.0.0", "v1.1.0"],
      ["v1.2.0", "latest"],
    ]);
    expect(await imageNewest(ask, pin("quay.io/prometheus/node-exporter"))).toEqual({ newest: "v1.2.0" });
    expect(asked).toEqual([
      "https://quay.io/v2/prometheus/node-exporter/tags/list?n=1000",
      "https://quay.io/v2/prometheus/node-exporter/tags/list?n=1000&last=1",
    ]);
  });

  it.each([
    ["redis", "https://registry-1.docker.io/v2/library/redis/tags/list?n=1000"],
    ["prom/prometheus", "https://registry-1.docker.io/v2/prom/prometheus/tags/list?n=1000"],
    ["localhost:5000/a/b", "https://localhost:5000/v2/a/b/tags/list?n=1000"],
  ])("is asked of %s at %s", async (name, url) => {
    const { ask, asked } = registry([["v1.0.0"]]);
    await imageNewest(ask, pin(name));
    expect(asked).toEqual([url]);
  });

  it("is asked with a token for everybody, where the registry says from whom", async () => {
    const { ask, asked } = registry([["v2.0.0"]], "https://auth.example/token");
    expect(await imageNewest(ask, pin("prom/prometheus"))).toEqual({ newest: "v2.0.0" });
    expect(asked[1]).toBe("https://auth.example/token?service=registry.example&scope=repository%3Aa%3Apull");
  });

  it("is not asked in clear text, nor on another host, nor without an end", async () => {
    const clear = registry([["v2.0.0"]], "http://auth.example/token");
    expect(await imageNewest(clear.ask, pin("a/b"))).toEqual({
      unreachable: "the registry sends to http://auth.example, which is not encrypted",
    });
    const elsewhere: Ask = async () =>
      Response.json({ tags: ["v1.5.0"] }, { headers: { link: '<https://other.example/x>; rel="next"' } });
    expect(await imageNewest(elsewhere, pin("a/b"))).toEqual({ newest: "v1.5.0" });
    let pages = 0;
    const endless: Ask = async (url) =>
      Response.json({ tags: [`v1.${pages++}.0`] }, { headers: { link: `<${new URL(url).pathname}>; rel="next"` } });
    expect(await imageNewest(endless, pin("a/b"))).toEqual({ newest: "v1.49.0" });
  });

  it("is unknown, with the registry's words, where it does not answer", async () => {
    expect(await imageNewest(async () => new Response("", { status: 503 }), pin("a/b"))).toEqual({
      unreachable: "registry-1.docker.io answered 503",
    });
    const nobody: Ask = () =>
      Promise.reject(new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND") }));
    expect(await imageNewest(nobody, pin("a/b"))).toEqual({ unreachable: "fetch failed: getaddrinfo ENOTFOUND" });
    expect(await imageNewest(async () => Response.json({ tags: null }), pin("a/b"))).toEqual({
      unreachable: "its registry has no tag like this one",
    });
  });
});
