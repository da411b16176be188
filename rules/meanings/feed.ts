import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, perMinute, seconds } from "../../lib/metrics/units.ts";
import { STREAMS } from "../../metrics/quantflow/labels.ts";
import { OF_ANOTHER_JOB, OUR_SECOND, OURS } from "./application.ts";
import { type Happening, together } from "./happening.ts";
import { busy, busyFor, connectedAgain, disconnected, lastCame, prices, silence } from "./prices.ts";

const lateOf = (time: string) => ({
  labels: { job: "quantflow", stream: "trade" },
  summary: "Prices of trade arrive late",
  description: `One trade event in a hundred is older than ${time} when it is applied (over 5 min; limit 500 ms, for 1 min).`,
});

/** So many events of the first stream are late at one scrape, among 40 a minute of each stream. */
const lateOnce = (events: number, told: Parameters<typeof prices>[1] = {}) =>
  prices(perMinute(40 * (told.streams ?? STREAMS).length), { ...told, late: [{ events, seconds: 0.55 }] });
const inTime = together(prices(perMinute(160)), prices(perMinute(160), { of: [OF_ANOTHER_JOB] }));
/** Ten minutes in time, ours and another's; then once not, then in time again. */
const once = (happens: Happening): readonly Phase[] => [
  during(minutes(10), inTime),
  during(seconds(15), happens),
  during(minutes(6), inTime),
];

export const HighLatency: Meaning = {
  fires: [
    {
      when: "fifteen trades in a thousand are over half a second old",
      before: [during(minutes(10), prices(perMinute(1072)))],
      happens: [during(minutes(15), prices(perMinute(1072), { late: [{ events: 1, seconds: 0.55 }] }))],
      firesAfter: minutes(4),
      tells: [lateOf("525.1ms")],
      resolves: { phases: [during(minutes(10), prices(perMinute(1072)))], after: minutes(1.5) },
    },
    {
      when: "eleven trades of two hundred are over half a second old",
      before: [during(minutes(10), inTime)],
      happens: [during(seconds(15), lateOnce(11))],
      firesAfter: minutes(1),
      tells: [lateOf("582.6ms")],
      resolves: { phases: [during(minutes(10), inTime)], after: minutes(4.5) },
    },
  ],
  silent: [
    {
      when: "ten trades of two hundred are, which is no news yet",
      phases: once(lateOnce(10)),
    },
    {
      when: "seven in a thousand are, and fifty more are nearly so",
      phases: [
        during(
          minutes(20),
          prices(perMinute(2128), {
            late: [
              { events: 1, seconds: 0.55 },
              { events: 7, seconds: 0.45 },
            ],
          }),
        ),
      ],
    },
    {
      when: "three trades of two hundred are, and twelve klines of two thousand",
      phases: [
        during(minutes(10), inTime),
        during(
          seconds(15),
          together(
            lateOnce(3, { streams: ["trade"] }),
            prices(perMinute(8000), { streams: ["kline"], late: [{ events: 12, seconds: 0.55 }] }),
          ),
        ),
        during(minutes(6), inTime),
      ],
    },
    {
      when: "three trades of two hundred are, and eleven of another job",
      phases: once(together(lateOnce(3), lateOnce(11, { of: [OF_ANOTHER_JOB] }))),
    },
    {
      when: "all of another job are late",
      phases: [
        during(minutes(20), prices(perMinute(160), { of: [OF_ANOTHER_JOB], late: [{ events: 5, seconds: 2 }] })),
      ],
    },
  ],
  unscraped: { lasts: minutes(2.5) },
};

/** One stream, so that its updates come evenly. */
const trades = (perMinuteInAll: number, of = [OURS]) => prices(perMinute(perMinuteInAll), { streams: ["trade"], of });
const few = (rate: string) => ({
  labels: { job: "quantflow" },
  summary: "Few price updates",
  description: `The application has been subscribed, yet price updates have come at ${rate} per second over 5 min, below 10 per minute for 2 min.`,
});
/** Connected for one scrape in so long. */
const seldomConnected = (every: Duration, times: number): readonly Phase[] =>
  Array.from({ length: times }, () => [
    during(seconds(every.value - 15), disconnected()),
    during(seconds(15), connectedAgain),
  ]).flat();

export const LowMessageRate: Meaning = {
  fires: [
    {
      when: "9.5 prices a minute arrive although the application is subscribed",
      before: [during(minutes(10), trades(60))],
      happens: [during(minutes(20), trades(9.5))],
      firesAfter: minutes(6.5),
      tells: [few("0.158")],
      resolves: { phases: [during(minutes(10), trades(60))], after: seconds(0) },
    },
    {
      when: "a silent connection is made anew over and over",
      before: [during(minutes(10), trades(60))],
      happens: [during(minutes(15), silence)],
      firesAfter: minutes(5.75),
      tells: [few("0")],
      resolves: { phases: [during(minutes(10), trades(60))], after: minutes(0.75) },
    },
    {
      when: "the exchange lets us in once in four minutes, and then says nothing",
      before: [during(minutes(10), trades(60))],
      happens: seldomConnected(minutes(4), 5),
      firesAfter: minutes(5.75),
      tells: [few("0")],
      resolves: { phases: [during(minutes(10), trades(60))], after: minutes(0.75) },
    },
  ],
  silent: [
    { when: "10.5 a minute arrive", phases: [during(minutes(10), trades(60)), during(minutes(20), trades(10.5))] },
    { when: "nothing is subscribed", phases: [during(minutes(20), disconnected())] },
    {
      when: "the exchange has been gone for longer than the window",
      phases: [during(minutes(10), trades(60)), during(minutes(20), disconnected())],
    },
    {
      when: "two instances together get enough",
      phases: [60, 12].map((rate) => during(minutes(10), trades(rate, [OURS, OUR_SECOND]))),
    },
    {
      when: "another job gets few",
      phases: [during(minutes(20), prices(perMinute(2), { of: [OF_ANOTHER_JOB] }))],
    },
    {
      when: "another job alone is subscribed",
      phases: [during(minutes(20), together(disconnected(), prices(perMinute(240), { of: [OF_ANOTHER_JOB] })))],
    },
  ],
  unscraped: { lasts: minutes(4.5) },
};

const stale = (age: string) => ({
  labels: { job: "quantflow", instance: OURS.instance, stream: "trade" },
  summary: "No prices from trade",
  description: `The last trade event was applied ${age} ago (limit 30 s, for 30 s): decisions rest on old prices.`,
});
const otherStreams = prices(perMinute(180), { streams: ["bookTicker", "miniTicker", "kline"] });

export const FeedStale: Meaning = {
  fires: [
    {
      when: "trades stop 2 s before a scrape, however often the connection is made anew",
      before: [...busyFor(minutes(5)), during(seconds(15), together(otherStreams, lastCame("trade", 2)))],
      happens: [during(minutes(5), together(otherStreams, silence))],
      firesAfter: minutes(0.75),
      tells: [stale("1m 2s")],
      resolves: { phases: busyFor(minutes(5)), after: seconds(0) },
    },
    {
      when: "trades stop 13 s before a scrape",
      before: [...busyFor(minutes(5)), during(seconds(15), together(otherStreams, lastCame("trade", 13)))],
      happens: [during(minutes(5), otherStreams)],
      firesAfter: minutes(0.75),
      tells: [stale("1m 13s")],
      resolves: { phases: busyFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "two events of each stream come a minute", phases: [during(minutes(20), prices(perMinute(8)))] },
    {
      when: "the prices of another job have ended",
      phases: [
        during(minutes(2), together(busy, prices(perMinute(240), { of: [OF_ANOTHER_JOB] }))),
        ...busyFor(minutes(5)),
      ],
    },
  ],
  unscraped: "ends",
};

export const FeedDisconnected: Meaning = {
  fires: [
    {
      when: "the connection stays closed",
      before: busyFor(minutes(5)),
      happens: [during(minutes(5), disconnected())],
      firesAfter: minutes(1),
      tells: [
        {
          labels: { job: "quantflow", instance: OURS.instance },
          summary: "The exchange is disconnected",
          description:
            "quantflow-app:9464 has had no subscribed connection to the exchange for 1 min: no prices arrive.",
        },
      ],
      resolves: { phases: busyFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it reconnects within a minute",
      phases: [...busyFor(minutes(5)), during(minutes(0.75), disconnected()), ...busyFor(minutes(5))],
    },
    {
      when: "another job is disconnected",
      phases: [during(minutes(5), together(busy, disconnected(OF_ANOTHER_JOB)))],
    },
    {
      when: "a silent connection is made anew over and over, which is FeedStale's to tell",
      phases: [during(minutes(20), silence)],
    },
  ],
  unscraped: "ends",
};
