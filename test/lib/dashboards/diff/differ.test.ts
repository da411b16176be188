import { describe, expect, it } from "vitest";
import { dashboardsDiffer } from "../../../../lib/dashboards/diff/differ.ts";
import { writeV1 } from "../../../../lib/dashboards/v1/writer.ts";
import { writeV2 } from "../../../../lib/dashboards/v2/writer.ts";
import { panel, references, shop } from "../given.ts";

const differ = dashboardsDiffer(references);
const text = (title: string, write: typeof writeV1 | typeof writeV2 = writeV1) =>
  JSON.stringify(
    write(
      shop([
        {
          key: "now",
          title: "Now",
          panels: [panel("panel-0", { title, width: 12 }), panel("panel-1", { title: "Waiting", width: 12 })],
        },
      ]),
      references,
    ),
  );
const file = (content: string, name = "dashboards/shop.json") => new Map([[name, content]]);

describe("a difference of dashboards", () => {
  it.each([
    ["v1", writeV1],
    ["v2", writeV2],
  ] as const)("tells in %s which panel of which dashboard changed", (_, write) => {
    expect(differ.describe(file(text("Orders", write)), file(text("Sales", write)))).toEqual([
      'dashboard The Shop, today: panel Orders: title "Orders" -> "Sales"',
    ]);
  });

  it("is none when only the JSON is printed otherwise", () => {
    const printed = JSON.stringify(JSON.parse(text("Orders")), null, 4);
    expect(differ.describe(file(text("Orders")), file(printed))).toEqual([]);
  });

  it("tells dashboards that are gone, then those that are new", () => {
    const before = file(text("Orders"), "old.json");
    expect(differ.describe(before, file(text("Orders"), "new.json"))).toEqual([
      "dashboard The Shop, today removed",
      "dashboard The Shop, today new",
    ]);
  });

  it("fails on what is no dashboard", () => {
    expect(() => differ.describe(file(text("Orders")), file("{"))).toThrow(SyntaxError);
  });

  it("is read from dashboards of both versions, and from no other JSON", () => {
    const place = { name: "dashboards/shop.json", attribute: "upload.content" };
    expect(differ.reads(place, text("Orders"))).toBe(true);
    expect(differ.reads(place, text("Orders", writeV2))).toBe(true);
    expect(differ.reads({ name: "config_json", attribute: "config_json" }, text("Orders"))).toBe(true);
    expect(differ.reads(place, '{"log-level": "info"}')).toBe(false);
    expect(differ.reads({ ...place, name: "feed.yml" }, text("Orders"))).toBe(false);
  });
});
