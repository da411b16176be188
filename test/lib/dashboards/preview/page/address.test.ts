import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Address,
  readAddress,
  writeAddress,
} from "../../../../../lib/dashboards/preview/page/src/data/address.ts";

const read = (link: string) => {
  const { pathname, search } = new URL(link, "http://localhost");
  return readAddress(pathname, search);
};

describe("the page's address", () => {
  it("is Grafana's", () => {
    expect(
      read(
        "/d/overview/quantflow?from=now-6h&to=now&refresh=30s&var-job=a&var-job=b&viewPanel=panel-12&theme=light&timezone=utc&kiosk",
      ),
    ).toEqual({
      uid: "overview",
      slug: "quantflow",
      from: "now-6h",
      to: "now",
      refresh: "30s",
      variables: { job: ["a", "b"] },
      viewPanel: 12,
      theme: "light",
      timezone: "utc",
      kiosk: true,
    });
  });

  it("may name a panel by its number alone, and nothing else", () => {
    expect(read("/d/a/b?viewPanel=7").viewPanel).toBe(7);
    expect(read("/d/a/b?viewPanel=seven").viewPanel).toBeUndefined();
  });

  it("without a dashboard names none", () => {
    expect(read("/").uid).toBeUndefined();
    expect(read("/?theme=blue").theme).toBeUndefined();
  });

  it("is read as it was written", () => {
    const text = fc.string({ minLength: 1 });
    const address = fc.record<Address>({
      uid: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
      slug: fc.stringMatching(/^[a-z0-9-]{0,20}$/),
      from: fc.option(text, { nil: undefined }),
      to: fc.option(text, { nil: undefined }),
      refresh: fc.constantFrom("", "30s", undefined),
      variables: fc.dictionary(fc.stringMatching(/^[a-z]\w{0,5}$/), fc.array(text, { minLength: 1 })),
      viewPanel: fc.option(fc.nat(), { nil: undefined }),
      theme: fc.constantFrom("light", "dark", undefined),
      timezone: fc.constantFrom("utc", "Europe/Berlin", undefined),
      kiosk: fc.boolean(),
    });
    fc.assert(
      fc.property(address, (one) => {
        expect(read(writeAddress(one))).toEqual({ ...one, variables: { ...one.variables } });
      }),
    );
  });
});
