import { describe, expect, it } from "vitest";
import { dashboard, distinct, labelVariable, query, timeseries } from "../../../lib/dashboards/index.ts";
import { minutes } from "../../../lib/metrics/units.ts";
import { rate, rateInterval, sum, where } from "../../../lib/promql/index.ts";
import { orders, panel, shop } from "./given.ts";

const channel = labelVariable("channel", { title: "Channel", metric: orders, label: "channel" });
const narrowed = timeseries("narrowed", {
  title: "Orders",
  description: "Orders each second.",
  width: 24,
  queries: [query(sum(rate(where(orders, { channel }), rateInterval), { by: ["channel"] }), (l) => l.channel)],
});
const row = { key: "row", panels: [narrowed] };

describe("a dashboard", () => {
  it("may use a variable that it declares", () => {
    expect(dashboard(shop([row], { variables: [channel] })).variables).toEqual([channel]);
  });

  it("fails on a variable that it does not declare, naming the panel", () => {
    expect(() => dashboard(shop([row]))).toThrow(
      expect.objectContaining({
        code: "dashboards/undeclared-variable",
        message:
          'dashboard "shop", panel "narrowed": the query uses $channel, which the dashboard does not declare: add it to its variables',
      }),
    );
  });

  it("fails on a variable that nothing uses", () => {
    const unused = shop([{ key: "row", panels: [panel("plain", { width: 24 })] }], { variables: [channel] });
    expect(() => dashboard(unused)).toThrow(expect.objectContaining({ code: "dashboards/unused-variable" }));
  });

  it.each(["", "a b", "x".repeat(41)])("fails on the uid %j, which Grafana refuses", (uid) => {
    expect(() => dashboard(shop([], { uid }))).toThrow(expect.objectContaining({ code: "dashboards/malformed-uid" }));
  });

  it("fails on two panels with one key", () => {
    const twice = shop([{ key: "row", panels: [panel("same"), panel("same")] }]);
    expect(() => dashboard(twice)).toThrow(
      expect.objectContaining({ code: "dashboards/key-twice", message: expect.stringContaining('the key "same"') }),
    );
  });

  it("fails on a row with a panel's key, because both get an id from it", () => {
    expect(() => dashboard(shop([{ key: "orders", panels: [panel("orders")] }]))).toThrow(
      expect.objectContaining({ code: "dashboards/key-twice" }),
    );
  });
});

describe("dashboards of one Grafana", () => {
  it("fail when two have one uid", () => {
    expect(() => distinct([shop([]), shop([])])).toThrow(expect.objectContaining({ code: "dashboards/uid-twice" }));
  });
});

describe("a legend", () => {
  it("names labels in Grafana's own format", () => {
    const named = query(sum(rate(orders, minutes(5)), { by: ["channel", "job"] }), (l) => `${l.channel} of ${l.job}`);
    expect(named.legend).toBe("{{channel}} of {{job}}");
  });
});
