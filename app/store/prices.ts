import { createClient } from "redis";

export interface PriceCacheOptions {
  readonly host: string;
  readonly port: number;
  /** By TLS, the server's name and certificate verified; in clear where it does not say. */
  readonly tls?: boolean;
  /** `default` where Redis has one password and no users. */
  readonly user: string;
  /** Asked at every new connection; undefined: the server wants none. */
  readonly password: (() => string) | undefined;
  readonly broken: (error: Error) => void;
  /** A connection is ready; the server behind it may be a new one that knows no price. */
  readonly ready: () => void;
}

/** The hash of last prices by base asset, decimal texts. */
export const PRICES_KEY = "quantflow:prices";
/** Where changes of the hash are published, as one JSON object of what changed. */
export const PRICES_CHANNEL = "quantflow:prices";
const CONNECT_TIMEOUT_MS = 3_000;
/** A server that holds its connection and answers nothing is away; a write a second keeps a good one from falling silent. */
const SILENCE_MS = 3_000;
const LONGEST_RETRY_MS = 5_000;
const QUEUE_LIMIT = 100;

const connect = ({ host, port, tls = false, user, password }: PriceCacheOptions) =>
  createClient({
    socket: {
      ...(tls ? { tls } : {}),
      host,
      port,
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries) => Math.min(LONGEST_RETRY_MS, 100 * 2 ** retries),
    },
    ...(password && {
      credentialsProvider: {
        type: "async-credentials-provider" as const,
        credentials: async () => ({ username: user, password: password() }),
      },
    }),
    // A command to a server that is away fails at once; queued, they would grow without limit.
    disableOfflineQueue: true,
    commandsQueueMaxLength: QUEUE_LIMIT,
  });

/** The last prices in one Redis hash, for readers that want them all at once, and their changes on a channel. */
export class PriceCache {
  readonly #client: ReturnType<typeof connect>;

  constructor(options: PriceCacheOptions) {
    this.#client = connect(options);
    this.#client.on("error", options.broken);
    this.#client.on("ready", options.ready);
    // Rejects only when closed before it ever connected; failures on the way are told by the error event.
    this.#client.connect().catch(options.broken);
  }

  /** Sets and publishes prices, decimal texts by asset, in one round trip. Rejects at once when the server is away. */
  async write(prices: Readonly<Record<string, string>>): Promise<void> {
    await Promise.all([
      this.#client.hSet(PRICES_KEY, prices),
      this.#client.publish(PRICES_CHANNEL, JSON.stringify(prices)),
    ]);
  }

  /** Rejects at once when the server is away. */
  async check(): Promise<void> {
    await this.#client.ping();
  }

  close(): void {
    this.#client.destroy();
  }
}
