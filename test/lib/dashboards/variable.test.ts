import { describe, expect, it } from "vitest";
import { variablesIn } from "../../../lib/dashboards/variable.ts";

describe("the variables of a text", () => {
  it("are found with and without braces and formats; Grafana's own are not among them", () => {
    const text = 'rate(x{a=~"$job",b="${symbol}",c=~"${instance:regex}"}[$__rate_interval])';
    expect(variablesIn(text)).toEqual(["job", "symbol", "instance"]);
  });

  it("are none where there is no dollar", () => {
    expect(variablesIn("up == 0")).toEqual([]);
  });
});
