import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { contrast, paintedTexts } from "./contrast.ts";
import { openTrading, showOrdinaryDay, useBrowser } from "./support.ts";

/** Where pictures of the page go, for docs/; none are taken when it is not set. */
const PICTURES = process.env["QUANTFLOW_PICTURES"];
const SCHEMES = ["light", "dark"] as const;

const open = useBrowser();
const live = (page: Page) => page.getByText("Page live").waitFor();
const rowsOf = async (table: Locator): Promise<readonly (readonly string[])[]> => {
  const rows = await table.getByRole("row").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
};

/** A running backtest, a finished one and one that waits, beside everything else that a desk shows. */
async function ordinaryDay() {
  const desk = await openTrading();
  showOrdinaryDay(desk);
  const headers = { authorization: `Basic ${btoa("admin:open sesame")}`, "content-type": "application/json" };
  const strategies = ["sma-cross", "mean-reversion", "sma-cross"];
  for (const strategy of strategies) {
    const body = JSON.stringify({ market: "BTCUSDT", strategy });
    expect((await fetch(`${desk.url}/backtests`, { method: "POST", headers, body })).status).toBe(202);
  }
  (await desk.started.next()).finish();
  const { progress } = await desk.started.next();
  progress.begin(100);
  progress.advance(43);
  desk.pass(0);
  return desk;
}

describe("the page", () => {
  it("shows prices, positions, alerts and the portfolio's figures", async () => {
    const desk = await ordinaryDay();
    const { page, complaints } = await open(desk.url);
    await live(page);
    const table = (name: RegExp) => page.getByRole("table", { name });
    expect(
      (await rowsOf(table(/last price of each market/))).map(([market, price, , state]) => [market, price, state]),
    ).toEqual([
      ["Market", "Price", "State"],
      ["BTCUSDT", "64,231.10", "fresh"],
      ["ETHUSDT", "3,012.42", "late"],
    ]);
    expect(await rowsOf(table(/What is held/))).toEqual([
      ["Asset", "Size", "Average cost", "Last price", "Value", "Unrealized"],
      ["BTC", "0.01557", "64,226.07", "64,231.10", "1,000.08", "+0.08"],
      ["ETH", "0.33120", "3,187.00", "3,012.42", "997.71", "−57.82"],
    ]);
    expect((await rowsOf(table(/Alertmanager sent/)))[1]).toEqual([
      "FeedStale\nNo trade of ETHUSDT for 31 s",
      "firing\ncritical",
      "31 Dec 23:50",
    ]);
    expect(await page.getByRole("definition").allInnerTexts()).toEqual([
      ...["100,123.46", "+123.46", "+181.20", "−57.74", "12.10", "98,125.67"],
    ]);
    expect(complaints).toEqual([]);
  });

  it("follows the prices, and counts their age up when they stop, until they are stale", async () => {
    const desk = await openTrading();
    desk.price("BTCUSDT", "64000");
    const { page } = await open(desk.url, {}, (fresh) => fresh.clock.install());
    await live(page);
    /** Time passes on the desk and in the browser alike. */
    const pass = async (seconds: number) => {
      desk.pass(seconds * 1000);
      await page.clock.runFor(seconds * 1000);
    };
    const row = page.getByRole("row", { name: /BTCUSDT/ });
    desk.price("BTCUSDT", "64000.5");
    await pass(1);
    await row.getByText("64,000.50").waitFor();
    await row.getByText("fresh").waitFor();
    await pass(5);
    await row.getByText("late").waitFor();
    for (let turn = 0; turn < 6; turn += 1) await pass(5);
    await row.getByText("stale").waitFor();
    await row.getByText(/^3\d s$/).waitFor();
    desk.price("BTCUSDT", "64001");
    await pass(1);
    await row.getByText("fresh").waitFor();
  });

  it("shows the connection to the exchange, and says so once when it changes", async () => {
    const desk = await openTrading();
    const { page } = await open(desk.url);
    await live(page);
    desk.shown.connection = { state: "retrying", since: 0, detail: "closed; next attempt within 2 s" };
    desk.pass();
    const text = "connecting again, closed; next attempt within 2 s";
    await page.getByRole("banner").getByText(text).waitFor();
    await page.getByRole("status").getByText(`Exchange ${text}.`).waitFor();
  });

  it("draws profit and loss, and says the drawing in words", async () => {
    const desk = await openTrading();
    for (const [sample, pnl] of [0, 10, -5, 2.5].entries()) desk.curve.add(desk.clock.now() + sample * 5_000, pnl);
    const { page } = await open(desk.url);
    await live(page);
    await page
      .getByRole("img", { name: "Profit and loss over 15 s: now +2.50, between −5.00 and +10.00", exact: true })
      .waitFor();
    desk.curve.add(desk.clock.now() + 20_000, 12);
    desk.pass();
    await page.getByRole("img", { name: /over 20 s: now \+12\.00, between −5\.00 and \+12\.00/ }).waitFor();
    expect((await page.locator("#curve-line").getAttribute("d"))?.match(/[ML]/g)).toHaveLength(5);
  });

  it("is whole without JavaScript: what it shows is what was true when it was asked for", async () => {
    const desk = await ordinaryDay();
    const { page, complaints } = await open(desk.url, { javaScriptEnabled: false });
    const prices = page.getByRole("table", { name: /last price of each market/ });
    expect(await prices.getByRole("row").allInnerTexts()).toContain("ETHUSDT\t3,012.42\t12 s\tlate");
    expect(await page.getByRole("progressbar", { name: "Progress" }).count()).toBe(1);
    expect(await page.locator("noscript p").innerText()).toBe(
      "Without JavaScript this page is a picture of 00:00:00 UTC, taken anew each 30 s.",
    );
    expect(await page.getByRole("button").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("fits a narrow screen: wide tables scroll in their own frame", async () => {
    const desk = await ordinaryDay();
    const { page } = await open(desk.url, { viewport: { width: 360, height: 740 } });
    await live(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    const frame = page.getByRole("group", { name: "Positions" });
    await frame.focus();
    await page.keyboard.press("End");
    await page.getByRole("columnheader", { name: "Unrealized" }).scrollIntoViewIfNeeded();
  });

  it("keeps to its content security policy, also when somebody else's text becomes a script", async () => {
    const desk = await openTrading();
    const attack = `<img src=x onerror="document.title='broken'"><script>document.title="broken"</script>`;
    desk.shown.alerts = [
      { fingerprint: attack, name: attack, severity: attack, status: "firing", summary: attack, since: 0 },
    ];
    const { page, complaints } = await open(desk.url);
    await live(page);
    await page.getByRole("rowheader", { name: attack }).waitFor();
    expect([await page.title(), complaints]).toEqual(["QuantFlow desk", []]);
    const inline = `(() => { const script = document.createElement("script");
      try { script.text = "document.title = 'broken'"; document.head.append(script); } catch ({ name }) { return name; }
    })()`;
    expect([await page.evaluate(inline), await page.title()]).toEqual(["TypeError", "QuantFlow desk"]);
    expect(complaints.join()).toContain("TrustedScript");
  });

  it.each(SCHEMES)("keeps a contrast of 4.5 to 1 in every text of the %s scheme", async (colorScheme) => {
    const desk = await ordinaryDay();
    const { page } = await open(desk.url, { colorScheme });
    await live(page);
    if (PICTURES) await picture(page, PICTURES, colorScheme);
    const still = await paintedTexts(page);
    await desk.website.stop();
    await page.getByText("Not connected to QuantFlow").waitFor();
    const painted = [...still, ...(await paintedTexts(page))];
    const low = painted.filter(({ colour, ground }) => contrast(colour, ground) < 4.5);
    expect(low).toEqual([]);
    for (const text of ["late", "−57.74", "firing", "43 %", "Run backtest", "sma-cross", "Try now"])
      expect(painted.map((one) => one.text)).toContain(text);
  });
});

async function picture(page: Page, folder: string, scheme: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.getByText("43 %").waitFor();
  await page.screenshot({ path: join(folder, `page-${scheme}.png`) });
}
