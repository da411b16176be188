import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../app/configuration.ts";
import { openSecrets } from "../../app/environment.ts";
import { ConfigurationError } from "../../app/errors.ts";
import { exchangeConfiguration } from "../../app/exchange/configuration.ts";
import { ONE } from "../../app/portfolio/units.ts";
import { secretFile, temporaryFolder } from "./support/exchange.ts";

const REQUIRED = {
  QUANTFLOW_METRICS_TOKEN_FILE: "/secrets/metrics",
  QUANTFLOW_WEBHOOK_TOKEN_FILE: "/secrets/webhook",
  QUANTFLOW_ADMIN_PASSWORD_FILE: "/secrets/admin",
};
const problems = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};
const refused = (environment: Record<string, string>) =>
  problems(() => readConfiguration({ ...REQUIRED, ...environment }));

describe("the configuration", () => {
  it("needs three secret files and has a default for all else", () => {
    const configuration = readConfiguration(REQUIRED);
    expect(configuration).toMatchObject({
      httpPort: 3000,
      adminPort: 9464,
      feed: { url: "ws://exchange:9443/stream", restUrl: "http://exchange:9443", silenceMs: 45_000 },
      strategy: { name: "sma-cross", parameters: { fast: 10, slow: 30 } },
      startingCash: 100_000 * ONE,
      feeRate: 0.001 * ONE,
      backtest: { intervalSeconds: 60, timeoutSeconds: 30, workers: 1 },
      production: false,
      alertForward: undefined,
      dataDirectory: undefined,
      database: undefined,
      redis: undefined,
    });
    expect(configuration.instruments.map(({ base }) => base)).toEqual(["BTC", "ETH", "SOL"]);
  });

  it("tells every problem at once, with the variable and what it holds", () => {
    expect(problems(() => readConfiguration({ QUANTFLOW_HTTP_PORT: "http", QUANTFLOW_FEED_URL: "exchange" }))).toEqual([
      expect.stringContaining('QUANTFLOW_HTTP_PORT is "http": '),
      expect.stringContaining("QUANTFLOW_METRICS_TOKEN_FILE is not set: "),
      expect.stringContaining("QUANTFLOW_WEBHOOK_TOKEN_FILE is not set: "),
      expect.stringContaining("QUANTFLOW_ADMIN_PASSWORD_FILE is not set: "),
      expect.stringContaining('QUANTFLOW_FEED_URL is "exchange": '),
    ]);
  });

  it.each([
    ["QUANTFLOW_HTTP_PORT", "65536"],
    ["QUANTFLOW_HTTP_PORT", "0x50"],
    ["QUANTFLOW_HTTP_PORT", " "],
    ["QUANTFLOW_SYMBOLS", "btcusdt"],
    ["QUANTFLOW_SYMBOLS", "BTCUSDT,EURUSD"],
    ["QUANTFLOW_FEED_URL", "http://exchange:9443"],
    ["QUANTFLOW_FEED_URL", "wss://exchange:9443/stream#now"],
    ["QUANTFLOW_FEE_RATE", "1.5"],
    ["QUANTFLOW_FEE_RATE", "0.000000001"],
    ["QUANTFLOW_STARTING_CASH", "-1"],
    ["QUANTFLOW_ORDER_VALUE", "1e3"],
    ["QUANTFLOW_STRATEGY", "luck"],
    ["QUANTFLOW_STRATEGY_PARAMETERS", "fast=3"],
    ["QUANTFLOW_FEED_SILENCE_SECONDS", "0"],
    ["QUANTFLOW_LOG_LEVEL", "loud"],
  ])("fails on %s=%s", (name, value) => {
    expect(refused({ [name]: value })).toEqual([expect.stringContaining(`${name} is ${JSON.stringify(value)}: `)]);
  });

  it.each([
    ["wss://user:open-sesame@exchange", '"wss://[Redacted]@exchange"'],
    ["wss://:open-sesame@exchange", '"wss://[Redacted]@exchange"'],
  ])("fails on an address with credentials, and repeats none: %s", (value, told) => {
    expect(refused({ QUANTFLOW_FEED_URL: value })).toEqual([
      `QUANTFLOW_FEED_URL is ${told}: expected an address without credentials`,
    ]);
  });

  it.each([
    ['{"fast":30,"slow":10}', "fast: fast must be shorter than slow"],
    ['{"fast":0}', "fast: Too small: expected number to be >=1"],
    ['{"speed":1}', 'Unrecognized key: "speed"'],
  ])("fails on parameters that the strategy refuses: %s", (parameters, told) => {
    expect(refused({ QUANTFLOW_STRATEGY_PARAMETERS: parameters })).toEqual([
      `QUANTFLOW_STRATEGY_PARAMETERS of sma-cross: ${told}`,
    ]);
  });

  it("tells what is wrong between variables beside what is wrong with one", () => {
    const found = refused({
      QUANTFLOW_LOG_LEVEL: "loud",
      QUANTFLOW_REDIS_HOST: "redis",
      QUANTFLOW_ALERT_FORWARD_URL: "http://node-red:1880/alerts",
      QUANTFLOW_HTTP_PORT: "9464",
      QUANTFLOW_STRATEGY_PARAMETERS: '{"fast":30,"slow":10}',
    });
    expect(found).toEqual([
      expect.stringContaining("QUANTFLOW_LOG_LEVEL is"),
      "QUANTFLOW_REDIS_PASSWORD_FILE is not set, and QUANTFLOW_REDIS_HOST is",
      "QUANTFLOW_ALERT_FORWARD_TOKEN_FILE is not set, and QUANTFLOW_ALERT_FORWARD_URL is",
      "QUANTFLOW_ADMIN_PORT is 9464, and so is QUANTFLOW_HTTP_PORT: give each a port of its own",
      expect.stringContaining("QUANTFLOW_STRATEGY_PARAMETERS of sma-cross: fast"),
    ]);
  });

  it("refuses a secret in a variable, without repeating it", () => {
    expect(refused({ QUANTFLOW_ADMIN_PASSWORD: "open sesame" })).toEqual([
      "QUANTFLOW_ADMIN_PASSWORD is set: put the secret into a file and name that in QUANTFLOW_ADMIN_PASSWORD_FILE",
    ]);
  });

  it("takes an empty variable for an absent one", () => {
    expect(readConfiguration({ ...REQUIRED, QUANTFLOW_HTTP_PORT: "", QUANTFLOW_DATABASE_HOST: "" })).toMatchObject({
      httpPort: 3000,
      database: undefined,
    });
  });

  it("of the exchange tells every problem at once, too", () => {
    expect(
      problems(() => exchangeConfiguration({ EXCHANGE_SYMBOLS: "x", EXCHANGE_TRADES_PER_SECOND: "0" })),
    ).toHaveLength(4);
  });
});

describe("secret files", () => {
  const open = (path: string, unreadable: (error: unknown) => void = () => undefined) =>
    openSecrets({ token: path }, { unreadable, production: false }).token;

  it("hold one value a line, the newest first, and are read again at each use", async () => {
    const path = await secretFile("one");
    const secret = open(path);
    expect(secret.values()).toEqual(["one"]);
    await writeFile(path, "two\n one \n\n");
    expect(secret.values()).toEqual(["two", "one"]);
    expect(secret.value()).toBe("two");
  });

  it("keep their last values while they cannot be read, and say so once each time", async () => {
    const path = await secretFile("one");
    const errors: unknown[] = [];
    const secret = open(path, (error) => errors.push(error));
    await writeFile(path, "");
    expect([secret.values(), secret.values()]).toEqual([["one"], ["one"]]);
    expect(errors).toEqual([expect.objectContaining({ code: "APP_SECRET" })]);
    await writeFile(path, "two");
    expect(secret.values()).toEqual(["two"]);
    await writeFile(path, "");
    expect([secret.values(), errors.length]).toEqual([["two"], 2]);
  });

  it("fail at the start, all of them named, when missing, empty or too long", async () => {
    const missing = join(await temporaryFolder(), "missing");
    const empty = await secretFile();
    const long = await secretFile("one", "two", "three");
    expect(
      problems(() =>
        openSecrets({ missing, empty, long, unused: undefined }, { unreadable: () => undefined, production: false }),
      ),
    ).toEqual([
      expect.stringContaining(`${missing} cannot be read`),
      expect.stringContaining(`${empty} is empty`),
      expect.stringContaining(`${long} has more than 2 lines`),
    ]);
  });

  it.each(["postgres", "admin", "Password1234567", "quantflow-quantflow", "short"])(
    "are refused in production when everybody knows them: %s",
    async (value) => {
      const path = await secretFile(value);
      expect(problems(() => openSecrets({ path }, { unreadable: () => undefined, production: true }))).toEqual([
        expect.stringContaining(`secret file ${path} holds a default or short secret`),
      ]);
      expect(problems(() => openSecrets({ path }, { unreadable: () => undefined, production: false }))).toEqual([]);
    },
  );

  it("are taken in production when they are long and random", async () => {
    const path = await secretFile("dGhpcyBpcyByYW5kb20");
    expect(openSecrets({ path }, { unreadable: () => undefined, production: true }).path.value()).toBe(
      "dGhpcyBpcyByYW5kb20",
    );
  });
});
