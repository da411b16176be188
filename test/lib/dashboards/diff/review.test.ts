import { describe, expect, it } from "vitest";
import { reviewed } from "../../../../lib/dashboards/diff/index.ts";
import { writeV1 } from "../../../../lib/dashboards/v1/writer.ts";
import { writeV2 } from "../../../../lib/dashboards/v2/writer.ts";
import { panel, references, shop } from "../given.ts";

const text = (titles: readonly string[], write = writeV1, width: 8 | 12 = 12) =>
  JSON.stringify(
    write(
      shop([
        {
          key: "now",
          title: "Now",
          panels: titles.map((title, at) => panel(`panel-${at}`, { title, ...(at < 2 && { width }) })),
        },
      ]),
      references,
    ),
  );

const review = (before: string, after: string) => reviewed(before, after, references);

describe("a review of two texts of a dashboard", () => {
  it.each([
    ["v1", writeV1],
    ["v2", writeV2],
  ])("tells in %s what a person sees", (_, write) => {
    expect(review(text(["Orders", "Waiting"], write), text(["Orders", "In the queue"], write))).toEqual([
      'panel Waiting: title "Waiting" -> "In the queue"',
    ]);
  });

  it("says nothing of what nobody sees: order of names, counters of saves", () => {
    const before = text(["Orders", "Waiting"]);
    const saved = JSON.stringify({ version: 44, id: 3, ...JSON.parse(before) }, null, 2);
    expect(review(before, saved)).toEqual([]);
  });

  it("tells what is read as something else", () => {
    const before = text(["Orders", "Waiting"]);
    const after = before.replaceAll('"uid":"prometheus"', '"uid":"staging"');
    expect(review(before, after)).toEqual([
      expect.stringMatching(/^the dashboard asks "staging" \(\d+ times\): that is the data source prometheus now$/),
    ]);
  });

  it("fails on what is no JSON, and on what is no dashboard", () => {
    expect(() => review("{", "{}")).toThrow(SyntaxError);
    expect(() => review("[]", "{}")).toThrow("this JSON is a list, not a dashboard");
  });
});
