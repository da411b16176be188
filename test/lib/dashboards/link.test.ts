import { describe, expect, it } from "vitest";
import { idOf } from "../../../lib/dashboards/identity.ts";
import { panelLink } from "../../../lib/dashboards/index.ts";
import { alerts, panel, QueueLong, shop } from "./given.ts";

const watching = panel("queue", { watchedBy: [QueueLong], width: 24 });

describe("the link of an alert", () => {
  it("leads to the panel that it watches, not to a list of alerts before it", () => {
    const board = shop([{ key: "row", panels: [alerts, panel("orders"), watching] }]);
    expect(panelLink([board], QueueLong)).toBe(`/d/shop/the-shop-today?viewPanel=panel-${idOf("queue")}`);
  });

  it("leads to a list of alerts when no panel shows it", () => {
    const board = shop([{ key: "row", panels: [watching, alerts] }]);
    expect(panelLink([board], { name: "Other" })).toBe(`/d/shop/the-shop-today?viewPanel=panel-${idOf("alerts")}`);
  });

  it("goes by the alert's name, because an environment's pace makes new values", () => {
    const board = shop([{ key: "row", panels: [watching] }]);
    expect(panelLink([board], { ...QueueLong })).toContain(`panel-${idOf("queue")}`);
  });

  it("fails for an alert that nothing shows", () => {
    const board = shop([{ key: "row", panels: [panel("orders")] }]);
    expect(() => panelLink([board], QueueLong)).toThrow(
      expect.objectContaining({ code: "dashboards/alert-shown-nowhere" }),
    );
  });
});
