/** A dashboard as the preview hands it out. */
export interface ShownDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** The page's path, which is Grafana's own: `/d/<uid>/<slug>`. */
  readonly url: string;
  /** Grafana's v1 JSON, as text. */
  readonly json: string;
}

export type ShelfEvent =
  /** These dashboards are new, gone or other than before. */
  | { readonly kind: "changed"; readonly uids: readonly string[] }
  /** What was last there still stands, but the code that makes it cannot be read any more. */
  | { readonly kind: "broken"; readonly message: string };

/** What can be seen now, and who wants to hear when it changes. */
export interface Shelf {
  /** In the order of the table of contents. */
  list(): readonly ShownDashboard[];
  find(uid: string): ShownDashboard | undefined;
  /** Replaces everything; tells followers what differs, and always once after `broken`. */
  show(dashboards: readonly ShownDashboard[]): void;
  broken(message: string): void;
  /** Hears of a breach that still lasts at once, and of everything from now on; the result ends it. */
  follow(listener: (event: ShelfEvent) => void): () => void;
}

export function shelf(first: readonly ShownDashboard[] = []): Shelf {
  let shown = first;
  let breach: ShelfEvent | undefined;
  const listeners = new Set<(event: ShelfEvent) => void>();
  const tell = (event: ShelfEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    list: () => shown,
    find: (uid) => shown.find((one) => one.uid === uid),
    show(dashboards) {
      const uids = breach ? dashboards.map(({ uid }) => uid) : differing(shown, dashboards);
      const told = breach !== undefined || uids.length > 0;
      shown = dashboards;
      breach = undefined;
      if (told) tell({ kind: "changed", uids });
    },
    broken(message) {
      breach = { kind: "broken", message };
      tell(breach);
    },
    follow(listener) {
      listeners.add(listener);
      if (breach) listener(breach);
      return () => void listeners.delete(listener);
    },
  };
}

function differing(before: readonly ShownDashboard[], after: readonly ShownDashboard[]): readonly string[] {
  const textOf = (all: readonly ShownDashboard[]) => new Map(all.map((one) => [one.uid, JSON.stringify(one)]));
  const [old, fresh] = [textOf(before), textOf(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].filter((uid) => old.get(uid) !== fresh.get(uid));
}
