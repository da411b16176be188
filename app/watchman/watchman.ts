import type { Recorder } from "../../lib/metrics/definitions.ts";
import * as metrics from "../../metrics/quantflow/watchman.ts";
import type { Cancel, Clock, Random } from "../clock.ts";
import type { Log } from "../log.ts";
import { Courier } from "./courier.ts";
import type { MailServer } from "./mail-server.ts";
import type { Mail } from "./state.ts";
import type { StateFile } from "./state-file.ts";
import { Watch } from "./watch.ts";

export interface WatchmanOptions {
  readonly environment: string;
  readonly silence: number;
  readonly reminders: readonly number[];
  readonly lookAt: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly server: MailServer;
  readonly file: StateFile;
}

const TICK_MS = 1_000;
/** A tick that is later than that was not waited for: the process was held, and heard nothing meanwhile. */
const LONGEST_TICK_SECONDS = 2;

/** Hears the heartbeat, and mails people when it stays away: beside Prometheus, Alertmanager and the application. */
export class Watchman {
  readonly #options: WatchmanOptions;
  readonly #watch: Watch;
  readonly #courier: Courier;
  #cancels: readonly Cancel[] = [];
  #lastTick = 0;

  constructor(options: WatchmanOptions) {
    const { recorder, log } = options;
    const dropped = (mail: Mail) => this.#ended(mail, "dropped");
    this.#options = options;
    this.#watch = new Watch({ ...options, dropped }, options.file.read());
    this.#courier = new Courier({
      ...options,
      next: () => this.#watch.state.waiting[0],
      sent: (mail) => {
        this.#watch.sent();
        this.#ended(mail, "sent");
        recorder.set(metrics.watchmanMailServer, {}, 1);
        log.info({ kind: mail.kind, subject: mail.subject }, "people were mailed");
        this.#keep();
      },
      failed: (mail, error) => {
        this.#ended(mail, "failed");
        recorder.set(metrics.watchmanMailServer, {}, 0);
        log.error({ err: error, kind: mail.kind }, "people were not mailed; it is tried again");
      },
    });
  }

  /** Begins to wait for a heartbeat; what waited for the mail server at the last stop goes first. */
  start(): void {
    const { clock, silence } = this.#options;
    this.#lastTick = clock.elapsed();
    this.#show();
    this.#courier.wake();
    this.#cancels = [
      clock.every(TICK_MS, () => this.#tick()),
      clock.every(1000 * silence, () => void this.#checkServer()),
    ];
    void this.#checkServer();
  }

  /** A notification came, and this is what it was. */
  came(result: metrics.HeartbeatResult): void {
    const { clock, recorder, log } = this.#options;
    recorder.increment(metrics.heartbeats, { result });
    if (result === "accepted") this.#follow(this.#watch.heard(clock.now()));
    else if (result === "ended") this.#watch.ended(clock.now());
    else log.warn({ result }, "a notification that is no heartbeat of this environment was refused");
    this.#keep();
  }

  async stop(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    await this.#courier.close();
    this.#keep();
  }

  #tick(): void {
    const { clock } = this.#options;
    const now = clock.elapsed();
    const lived = Math.min(now - this.#lastTick, LONGEST_TICK_SECONDS);
    this.#lastTick = now;
    this.#follow(this.#watch.passed(lived, clock.now()));
  }

  #follow(mail: Mail | undefined): void {
    if (mail === undefined) return;
    this.#options.log.warn({ kind: mail.kind, subject: mail.subject }, "people are to be mailed");
    this.#keep();
    this.#courier.wake();
  }

  /** Whether a mail would get through is known before one has to. */
  async #checkServer(): Promise<void> {
    const { server, recorder, log } = this.#options;
    try {
      await server.check();
      recorder.set(metrics.watchmanMailServer, {}, 1);
    } catch (error) {
      recorder.set(metrics.watchmanMailServer, {}, 0);
      log.error({ err: error }, "the mail server does not let the watchman in");
    }
  }

  #ended({ kind }: Mail, outcome: "sent" | "failed" | "dropped"): void {
    this.#options.recorder.increment(metrics.watchmanMails, { kind, outcome });
  }

  #keep(): void {
    this.#options.file.write(this.#watch.state);
    this.#show();
  }

  #show(): void {
    const { recorder } = this.#options;
    const { lastHeartbeat = 0, silence, waiting } = this.#watch.state;
    recorder.set(metrics.lastHeartbeat, {}, lastHeartbeat / 1000);
    recorder.set(metrics.watchmanSilence, {}, silence ? 1 : 0);
    recorder.set(metrics.watchmanMailsWaiting, {}, waiting.length);
  }
}
