import { createClient } from "redis";

export interface PriceCacheOptions {
  readonly host: string;
  readonly port: number;
  /** `default` where Redis has one password and no users. */
  readonly user: string;
  /** Asked at every new connection; undefined: the server wants none. */
  readonly password: (() => string) | undefined;
  readonly broken: (error: Error) => void;
}

export const PRICES_KEY = "quantflow:prices";
const CONNECT_TIMEOUT_MS = 3_000;
/** A server that holds its connection and answers nothing is away; a write a second keeps a good one from falling silent. */
const SILENCE_MS = 3_000;
const LONGEST_RETRY_MS = 5_000;
const QUEUE_LIMIT = 100;

const connect = ({ host, port, user, password }: PriceCacheOptions) =>
  createClient({
    socket: {
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

/** The last prices in one Redis hash, for readers that want them all at once. */
export class PriceCache {
  readonly #client: ReturnType<typeof connect>;

  constructor(options: PriceCacheOptions) {
    this.#client = connect(options);
    this.#client.on("error", options.broken);
    // Rejects only when closed before it ever connected; failures on the way are told by the error event.
    this.#client.connect().catch(options.broken);
  }

  /** Rejects at once when the server is away. */
  async write(prices: ReadonlyMap<string, number>): Promise<void> {
    if (prices.size === 0) await this.#client.ping();
    else
      await this.#client.hSet(
        PRICES_KEY,
        Object.fromEntries([...prices].map(([symbol, price]) => [symbol, String(price)])),
      );
  }

  close(): void {
    this.#client.destroy();
  }
}
