import { describe, expect, it } from "vitest";
import { equityPicture } from "../../../app/backtest/equity-picture.ts";

const START = Date.UTC(2026, 0, 1);
const curve = { time: [START, START + 1_000, START + 2_000, START + 3_000], value: ["100", "120", "90", "110.5"] };
const attribute = (picture: string, element: string): string =>
  new RegExp(`<${element} [^>]*points="([^"]+)"`).exec(picture)?.[1] ?? "";

describe("the picture of an equity curve", () => {
  // 90 to 120 stands between 284 and 36: 100 is a third up, 110.5 a little above two thirds.
  it("draws the values between the lowest and the highest, over time", () => {
    expect(attribute(equityPicture("A run", curve), "polyline")).toBe("84,201.3 317.3,36 550.7,284 784,114.5");
  });

  it("shades what the value is below its highest so far", () => {
    expect(attribute(equityPicture("A run", curve), "polygon")).toBe(
      "84,201.3 317.3,36 550.7,36 784,36 784,114.5 550.7,284 317.3,36 84,201.3",
    );
  });

  it("has a title and a description for those who do not see it", () => {
    const picture = equityPicture("Backtest 1: sma-cross on BTCUSDT", curve);
    expect(picture).toContain('role="img" aria-labelledby="title description"');
    expect(picture).toContain('<title id="title">Backtest 1: sma-cross on BTCUSDT</title>');
    expect(picture).toContain(
      '<desc id="description">Value of the portfolio in USDT, from 2026-01-01 00:00:00 to 2026-01-01 00:00:03 UTC: ' +
        "100.00 at first, 110.50 at last. Lowest 90.00, highest 120.00.</desc>",
    );
  });

  it("labels both axes, and follows the reader's dark colours", () => {
    const picture = equityPicture("A run", curve);
    for (const label of ["90.00", "95.00", "100.00", "120.00", "2026-01-01 00:00:00", "2026-01-01 00:00:03"])
      expect(picture).toContain(`>${label}</text>`);
    expect(picture).toContain("@media(prefers-color-scheme:dark)");
  });

  it("shows a value that never moves, and one that is not there", () => {
    const flat = equityPicture("Flat", { time: [START, START + 1_000], value: ["100", "100"] });
    expect(attribute(flat, "polyline")).toBe("84,160 784,160");
    const none = equityPicture("None", { time: [], value: [] });
    expect(none).toContain("no candles");
    expect(`${flat}${none}`).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("keeps what it is told as text", () => {
    expect(equityPicture('<script>"&', curve)).toContain("&lt;script&gt;&quot;&amp;</title>");
  });
});
