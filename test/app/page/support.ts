import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { CandleHistory } from "../../../app/backtest/candles.ts";
import { Progress } from "../../../app/backtest/progress.ts";
import { backtestRouter } from "../../../app/backtest/router.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { BacktestService } from "../../../app/backtest/service.ts";
import type { RunBacktest } from "../../../app/backtest/worker-pool.ts";
import { backtestViews } from "../../../app/desk/backtests.ts";
import { openWebsite, PASSWORD, type WebsiteOverrides } from "../http/support.ts";
import { candleAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

const EXECUTABLE = process.env["QUANTFLOW_CHROMIUM"] ?? "/usr/bin/chromium";
/** A headless browser that asks nobody outside this machine. */
const OFFLINE = ["background-networking", "component-update", "sync", "gpu", "quic"].map((what) => `--disable-${what}`);

export interface OpenedPage {
  readonly page: Page;
  /** What the browser complained about: errors of the script, of loading, of the content security policy. */
  readonly complaints: readonly string[];
}

/** One Chromium for a file's tests; each opens pages of its own, logged in. `prepare` runs before a page is loaded. */
export function useBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: EXECUTABLE,
      args: ["--no-sandbox", "--no-first-run", ...OFFLINE],
    });
  });
  afterAll(() => browser?.close());

  return async (
    url: string,
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<OpenedPage> => {
    const context = await browser.newContext({
      httpCredentials: { username: "admin", password: PASSWORD },
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await prepare(page);
    await page.goto(url);
    return { page, complaints };
  };
}

/** A backtest that has begun, and goes on when the test says so. */
export interface HeldBacktest {
  readonly progress: Progress;
  finish(): void;
}

/** The website with real backtests over a history of BTCUSDT, each of which waits for the test before it runs. */
export async function openTrading(overrides: WebsiteOverrides = {}) {
  const started = new Sequence<HeldBacktest>();
  const run: RunBacktest = ({ input, request, progress }, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const candles = "candles" in input ? input.candles : undefined;
      const shared = new Progress(progress);
      if (candles !== undefined)
        started.push({ progress: shared, finish: () => resolve(runBacktest(candles, request, { progress: shared })) });
    });
  const service = new BacktestService({
    run,
    clock: new FakeClock(),
    ...{ timeoutSeconds: 30, atOnce: 1, queueLimit: 2, kept: 9 },
    observer: { queue: () => undefined, ended: () => undefined },
  });
  const history = new CandleHistory(100);
  for (let index = 0; index < 100; index += 1) history.add(candleAt(index, 100 + (index % 7)));
  const router = backtestRouter({ service, histories: new Map([["BTCUSDT", history]]) });
  const website = await openWebsite({ ...overrides, guarded: [router] });
  onTestFinished(() => service.stop());
  /** Time in which the desk looks and tells what it saw. */
  const pass = (milliseconds = 500) => {
    website.shown.backtests = backtestViews(service.list());
    website.clock.advance(milliseconds);
  };
  return { ...website, service, started, pass };
}

/** A desk on an ordinary day, with something in every table. */
export function showOrdinaryDay({ shown, clock, curve, price }: Awaited<ReturnType<typeof openTrading>>): void {
  price("BTCUSDT", "64231.1");
  price("ETHUSDT", "3012.42", clock.now() - 12_000);
  for (let sample = 0; sample < 720; sample += 1)
    curve.add(clock.now() - (720 - sample) * 5_000, 60 + 50 * Math.sin(sample / 90) + 12 * Math.cos(sample / 17));
  shown.portfolio = {
    currency: "USDT",
    value: "100123.456",
    cash: "98125.666",
    realizedPnl: "181.2",
    unrealizedPnl: "-57.744",
    fees: "12.1",
    positions: [
      {
        ...{ asset: "BTC", size: "0.01557", cost: "1000", averageCost: "64226.07", lastPrice: "64231.1" },
        ...{ value: "1000.08", unrealizedPnl: "0.08" },
      },
      {
        ...{ asset: "ETH", size: "0.3312", cost: "1055.534", averageCost: "3187", lastPrice: "3012.42" },
        ...{ value: "997.71", unrealizedPnl: "-57.824" },
      },
    ],
  };
  const since = clock.now() - 600_000;
  shown.alerts = [
    {
      ...{ fingerprint: "a", name: "FeedStale", severity: "critical", status: "firing", since },
      summary: "No trade of ETHUSDT for 31 s",
    },
    {
      ...{ fingerprint: "b", name: "HighBacktestDuration", severity: "warning", status: "firing", since },
      summary: "One backtest in twenty takes over 12 s",
    },
    {
      ...{ fingerprint: "c", name: "StoreQueueFilling", severity: "warning", status: "resolved", since },
      summary: "Rows wait 4 s for the database",
    },
  ];
}
