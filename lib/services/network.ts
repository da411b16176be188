/**
 * Networks by trust. `edge`: what a person opens. `app`: the application and what it talks to. `data`: stores and their
 * readers. `monitor`: what scrapes and is scraped. `archive`: the long-term store, whose own protocols know no password,
 * and who writes to it and reads from it.
 */
export const NETWORKS = ["edge", "app", "data", "monitor", "archive"] as const;
export type Network = (typeof NETWORKS)[number];

/** Those that one of these services is on, in their order. */
export const networksOf = (services: readonly { readonly networks: readonly Network[] }[]): readonly Network[] =>
  NETWORKS.filter((network) => services.some(({ networks }) => networks.includes(network)));
