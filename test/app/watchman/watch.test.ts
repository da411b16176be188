import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mail } from "../../../app/watchman/state.ts";
import { MOST_WAITING } from "../../../app/watchman/watch.ts";
import { HOUR, MINUTE, START, watching } from "./support.ts";

const kinds = (mails: readonly Mail[]) => mails.map(({ kind }) => kind);

describe("a watch", () => {
  it("mails once when heartbeats were away for longer than the silence that it allows, and says when the last one came", () => {
    const { pass, hear } = watching();
    hear();
    expect(pass(7 * MINUTE)).toEqual([]);
    const [mail, ...more] = pass(30 * MINUTE);
    expect(more).toEqual([]);
    expect(mail).toEqual({
      kind: "silent",
      subject: "[CRITICAL] Watchman: no heartbeat of local for 7 min",
      text: [
        "No heartbeat of local has come for more than 7 min, as of 2026-01-01 00:07:01 UTC.",
        "Until one does, an alert may reach nobody: Prometheus, Alertmanager, their configuration or the network between them, or the way from them to the watchman, has failed.",
        "",
        "Last heartbeat: 2026-01-01 00:00:00 UTC.",
        "",
        "What to look at:",
        "- Prometheus: http://localhost:9090",
        "",
        "You are told again in 1 h, and when a heartbeat comes.",
        "",
      ].join("\n"),
    });
  });

  it("begins at its own start, so that a heartbeat that never came is missed too", () => {
    const [mail] = watching().pass(8 * MINUTE);
    expect(mail?.text).toContain("Last heartbeat: none, ever.");
  });

  it("is silent as long as heartbeats come in time", () => {
    const { pass, hear } = watching();
    for (let beat = 0; beat < 20; beat++) {
      expect(pass(7 * MINUTE)).toEqual([]);
      expect(hear()).toBeUndefined();
    }
  });

  it("reminds after an hour, after four, and then every day", () => {
    const { pass, watch } = watching();
    const [first] = pass(8 * MINUTE);
    expect(first?.kind).toBe("silent");
    watch.sent();
    const reminded: number[] = [];
    for (let minute = 1; minute <= 80 * 60; minute++)
      if (pass(MINUTE).length > 0) {
        reminded.push(Math.round(minute / 60));
        watch.sent();
      }
    expect(reminded).toEqual([1, 4, 24, 48, 72]);
  });

  it("says in each reminder when the next one comes", () => {
    const { pass, watch } = watching();
    pass(8 * MINUTE);
    watch.sent();
    const [reminder] = pass(HOUR);
    expect(reminder?.subject).toBe("[CRITICAL] Watchman: still no heartbeat of local");
    expect(reminder?.text).toContain("You are told again in 3 h, and when a heartbeat comes.");
  });

  it("puts no reminder behind a mail that still waits, which says the same", () => {
    const { pass, watch } = watching();
    expect(kinds(pass(30 * HOUR))).toEqual(["silent"]);
    expect(kinds(watch.state.waiting)).toEqual(["silent"]);
  });

  it("sends one reminder after a stop of days, not one for each that fell due", () => {
    const state = { silence: { since: START - 100 * HOUR, reminders: 1 }, waiting: [] };
    expect(kinds(watching({}, state).pass(HOUR))).toEqual(["reminder"]);
  });

  it("mails once when the heartbeat is back, and then watches anew", () => {
    const { pass, hear } = watching();
    pass(8 * MINUTE);
    expect(hear()).toEqual({
      kind: "back",
      subject: "[RESOLVED] Watchman: the heartbeat of local is back",
      text: [
        "A heartbeat of local came at 2026-01-01 00:08:00 UTC: alerts are told again.",
        "It was missed from 2026-01-01 00:07:01 UTC on. Last heartbeat before: none, ever.",
        "What happened meanwhile and is over may have been told to nobody: look at the dashboards of that time.",
        "",
      ].join("\n"),
    });
    expect(hear()).toBeUndefined();
    expect(kinds(pass(8 * MINUTE))).toEqual(["silent"]);
  });

  it("takes the Watchdog's end for no heartbeat, and passes on what it says", () => {
    const { pass, hear, end } = watching();
    hear();
    pass(2 * MINUTE);
    end();
    const [mail] = pass(6 * MINUTE);
    expect(mail?.text).toContain(
      "Alertmanager told at 2026-01-01 00:02:00 UTC that the Watchdog had ended: Alertmanager ran then, and Prometheus had stopped sending it.",
    );
  });

  it("goes on after a restart where it was: a silence that was told is not told again", () => {
    const before = watching();
    before.pass(8 * MINUTE);
    before.watch.sent();
    const after = watching({}, before.watch.state);
    expect(after.pass(30 * MINUTE)).toEqual([]);
    expect(after.hear()?.kind).toBe("back");
  });

  it("keeps the newest mails and the one on its way where too many wait", () => {
    const dropped: Mail[] = [];
    const { watch, pass, hear } = watching({ dropped: (mail) => dropped.push(mail) });
    for (let round = 0; round <= MOST_WAITING / 2; round++) {
      pass(8 * MINUTE);
      hear();
    }
    expect(watch.state.waiting).toHaveLength(MOST_WAITING);
    expect(kinds(watch.state.waiting.slice(-2))).toEqual(["silent", "back"]);
    expect(kinds(dropped)).toEqual(["back", "silent"]);
  });

  it("tells of every silence and of its end, by turns, whatever happens", () => {
    const step = fc.oneof(fc.constant("hear" as const), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { pass, hear, watch } = watching();
        const told: string[] = [];
        for (const one of steps) {
          const mails = one === "hear" ? [hear()] : pass(one * MINUTE);
          told.push(...mails.flatMap((mail) => mail?.kind ?? []).filter((kind) => kind !== "reminder"));
        }
        expect(told).toEqual(told.map((_, index) => (index % 2 === 0 ? "silent" : "back")));
        expect(watch.state.silence !== undefined).toBe(told.length % 2 === 1);
      }),
      { numRuns: 50 },
    );
  });
});
