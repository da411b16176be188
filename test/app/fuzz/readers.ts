import { CandleHistory } from "../../../app/backtest/candles.ts";
import { parseCandles } from "../../../app/backtest/csv.ts";
import { csvSubmissionOf, submissionOf } from "../../../app/backtest/submission.ts";
import { readConfiguration } from "../../../app/configuration.ts";
import { Crashes } from "../../../app/crashes.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { controlAction } from "../../../app/exchange/faults.ts";
import { parseRequest } from "../../../app/exchange/requests.ts";
import { decode, decodeJson } from "../../../app/feed/decode.ts";
import { readCandles, readTime, readTrades } from "../../../app/feed/rest-data.ts";
import { parseJson } from "../../../app/http/body.ts";
import { retryAfterMs } from "../../../app/http/retry-after.ts";
import { parseUnits } from "../../../app/portfolio/units.ts";
import { Cgroup } from "../../../app/runtime/cgroup.ts";
import { FileSecret } from "../../../app/secrets.ts";
import { FillFile } from "../../../app/store/fill-file.ts";
import { fillLine } from "../../../app/store/fill-text.ts";
import { heartbeatIn } from "../../../app/watchman/heartbeat.ts";
import { StateFile } from "../../../app/watchman/state-file.ts";
import { entryLine } from "../../../app/webhook/entry.ts";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { FileJournal } from "../../../app/webhook/journal.ts";
import { webhookBody } from "../../../app/webhook/schema.ts";
import { fileIn, nothing, type Reader } from "../../fuzz/reader.ts";
import { alert, notification } from "../webhook/support.ts";

const TRADE =
  '{"stream":"btcusdt@trade","data":{"e":"trade","E":1,"s":"BTCUSDT","t":1,"p":"1.0","q":"2","T":1,"m":true,"M":true}}';
const TICKER =
  '{"stream":"btcusdt@bookTicker","data":{"u":4,"s":"BTCUSDT","b":"25.3","B":"31.2","a":"25.4","A":"40.6"}}';
const CANDLE =
  '{"stream":"btcusdt@kline_1s","data":{"e":"kline","E":1000,"s":"BTCUSDT","k":{"t":0,"T":999,"s":"BTCUSDT","i":"1s","o":"1","c":"2","h":"2","l":"1","v":"9","x":true}}}';
const SUBSCRIBE = '{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}';
const TRADES = '[{"id":1,"price":"4.0","qty":"12.0","quoteQty":"48","time":1499865549590,"isBuyerMaker":true}]';
const CANDLES = '[[0,"1","2","1","2","9",999,"9",1,"1","1","0"]]';
const CSV = "open_time,open,high,low,close,volume\n1735689600000,4.1507,4.1587,4.1506,4.1554,539.23\n";

const FILL = fillLine({
  id: "1-1",
  time: 1,
  fill: { asset: "BTC", side: "buy", liquidity: "taker", size: 100, price: 200, fee: 1 },
});
const LOG = [
  entryLine({ type: "alert", record: alert("a"), owed: ["forward"] }),
  entryLine({ type: "dead", channel: "forward", key: "k", at: "2026-01-01T00:00:00Z", attempts: 3, reason: "404" }),
  entryLine({ type: "retry", channel: "forward", keys: ["k"] }),
  entryLine({ type: "delivered", channel: "forward", keys: ["k"] }),
  entryLine({ type: "seen", keys: [["k", 1]] }),
  "",
].join("\n");

/** Every setting has the content in its turn: which of them would take it is theirs to say. */
function configured(content: Buffer, folder: string): void {
  const files = { metrics: "METRICS_TOKEN", webhook: "WEBHOOK_TOKEN", admin: "ADMIN_PASSWORD" };
  const given = Object.entries(files).map(([name, variable]) => [
    `QUANTFLOW_${variable}_FILE`,
    fileIn(folder, name, Buffer.from(name)),
  ]);
  const [name = "", value = ""] = content.toString("utf8").split("=", 2);
  readConfiguration({ ...Object.fromEntries(given), [name]: value });
}

/** All system files at once hold the same. */
const usageIn = (text: string) => {
  const cgroup = new Cgroup((path) => (path.length % 7 === 0 ? undefined : text));
  return cgroup.usage();
};

export const READERS: readonly Reader[] = [
  {
    what: "a CSV file of candles",
    sources: ["app/backtest/csv.ts"],
    samples: [CSV, CSV.replaceAll("\n", "\r\n"), CSV.split("\n")[1] ?? ""],
    read: (content) => parseCandles(content),
  },
  {
    what: "a request for a backtest",
    sources: ["app/backtest/submission.ts", "app/backtest/request.ts", "app/backtest/slippage.ts"],
    samples: ['{"market":"BTCUSDT","strategy":"mean-reversion","candles":200,"cash":"1","fees":{"maker":"0.5"}}'],
    read(content) {
      csvSubmissionOf(Buffer.from(CSV), content.toString("utf8"));
      const histories = new Map([["BTCUSDT", new CandleHistory(1)]]);
      return submissionOf(parseJson(content.toString("utf8")), { histories });
    },
  },
  {
    what: "the settings of the application",
    sources: ["app/settings.ts", "app/configuration.ts", "app/environment.ts"],
    samples: [
      'QUANTFLOW_STRATEGY_PARAMETERS={"fast":10,"slow":30}',
      "QUANTFLOW_SYMBOLS=BTCUSDT,ETHUSDT",
      "QUANTFLOW_FEED_URL=ws://exchange:9443/stream",
      "QUANTFLOW_FEE_RATE=0.001",
      "QUANTFLOW_FEED_SILENCE_SECONDS=45",
    ],
    read: configured,
  },
  {
    what: "the count of crashes",
    sources: ["app/crashes.ts"],
    samples: ['{"exception":1,"rejection":2}\n'],
    read: (content, folder) => new Crashes(fileIn(folder, "crashes.json", content), nothing).counts,
  },
  {
    what: "a market's name, an amount, a time to wait",
    sources: ["app/engine/instrument.ts", "app/portfolio/units.ts", "app/http/retry-after.ts"],
    samples: ["BTCUSDT", "0.00000001", "Thu, 01 Jan 2026 12:00:30 GMT", "120"],
    read(content) {
      const text = content.toString("utf8");
      return [parseInstrument(text), parseUnits(text), retryAfterMs(text, 0)];
    },
  },
  {
    what: "an action for the exchange",
    sources: ["app/exchange/control.ts", "app/exchange/faults.ts", "app/http/body.ts"],
    samples: ['{"action":"reject","containing":"btc","anonymous":true}'],
    read: (content) => controlAction.safeParse(parseJson(content.toString("utf8"))),
  },
  {
    what: "a request for streams",
    sources: ["app/exchange/requests.ts"],
    samples: [SUBSCRIBE, '{"method":"LIST_SUBSCRIPTIONS","id":"x"}'],
    read: (content) => parseRequest(content.toString("utf8")),
  },
  {
    what: "a frame of the exchange",
    sources: ["app/feed/decode.ts", "app/feed/scan-events.ts"],
    samples: [TRADE, TICKER, CANDLE, '{"result":null,"id":1}', '{"code":2,"msg":"x","id":1}'],
    read: (content) => [decode(content, 1), decodeJson(content, 1)],
  },
  {
    what: "an answer of the exchange",
    sources: ["app/feed/rest.ts", "app/feed/rest-data.ts"],
    samples: [TRADES, CANDLES, '{"serverTime":1499827319559}'],
    read(content) {
      const answer = parseJson(content.toString("utf8"));
      return [readTrades(answer, "BTCUSDT", 1), readCandles(answer, "BTCUSDT", 1), readTime(answer)];
    },
  },
  {
    what: "what the kernel says of a control group",
    sources: ["app/runtime/cgroup.ts", "app/runtime/cgroup-metrics.ts"],
    samples: [
      "0::/docker/x\n",
      "1:memory:/x\n2:cpu,cpuacct:/y\n",
      "nr_throttled 1\nthrottled_usec 25\n",
      "max\n",
      "1048576\n",
    ],
    read: (content) => usageIn(content.toString("utf8")),
  },
  {
    what: "a secret in a file",
    sources: ["app/secrets.ts"],
    samples: ["new\nold\n"],
    read: (content, folder) => new FileSecret(fileIn(folder, "secret", content), nothing).value(),
  },
  {
    what: "the file of fills that wait",
    sources: ["app/store/fill-file.ts", "app/store/fill-text.ts"],
    samples: [FILL, FILL.repeat(3)],
    read(content, folder) {
      const file = new FillFile(fileIn(folder, "fills.ndjson", content));
      try {
        return [file.first(2), file.all()];
      } finally {
        file.close();
      }
    },
  },
  {
    what: "a heartbeat and the watchman's state",
    sources: ["app/watchman/heartbeat.ts", "app/watchman/state-file.ts", "app/watchman/state.ts"],
    samples: [
      JSON.stringify(notification(2)),
      '{"lastHeartbeat":1,"silence":{"since":2,"reminders":1},"waiting":[{"kind":"silence","subject":"a","text":"b"}]}',
    ],
    read: (content, folder) => [
      heartbeatIn(content.toString("utf8"), "local"),
      new StateFile(fileIn(folder, "watch.json", content), nothing).read(),
    ],
  },
  {
    what: "the alert log",
    sources: ["app/webhook/entry.ts", "app/webhook/history.ts", "app/webhook/journal.ts"],
    samples: [LOG, ...LOG.split("\n")],
    async read(content, folder) {
      const history = await AlertHistory.open(new FileJournal(fileIn(folder, "alerts.ndjson", content)));
      const told = [history.newest(10), history.owed("forward"), history.dead("forward")];
      await history.close();
      return told;
    },
  },
  {
    what: "a notification of Alertmanager",
    sources: ["app/webhook/router.ts", "app/webhook/schema.ts"],
    samples: [JSON.stringify(notification(2, "resolved"))],
    read: (content) => webhookBody.safeParse(parseJson(content.toString("utf8"))),
  },
];
