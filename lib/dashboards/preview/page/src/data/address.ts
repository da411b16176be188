/** What the page's address says; the same words as Grafana's, so that links lead to the same place in both. */
export interface Address {
  /** Undefined: no dashboard is chosen. */
  readonly uid: string | undefined;
  readonly slug: string;
  /** `now-1h`, or milliseconds since 1970. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** `30s`; empty: never. */
  readonly refresh: string | undefined;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** The id of the one panel to show. */
  readonly viewPanel: number | undefined;
  readonly theme: "light" | "dark" | undefined;
  /** `utc`, `browser`, or a name such as `Europe/Berlin`. */
  readonly timezone: string | undefined;
  readonly kiosk: boolean;
}

/** Reads `/d/<uid>/<slug>` and the query after it. */
export function readAddress(pathname: string, search: string): Address {
  const [, uid, slug] = /^\/d\/([^/]+)(?:\/([^/]*))?/.exec(pathname) ?? [];
  const query = new URLSearchParams(search);
  const names = [...new Set([...query.keys()])].filter((name) => name.startsWith("var-"));
  const theme = query.get("theme");
  return {
    uid: uid === undefined ? undefined : decodeURIComponent(uid),
    slug: slug ?? "",
    from: query.get("from") ?? undefined,
    to: query.get("to") ?? undefined,
    refresh: query.get("refresh") ?? undefined,
    variables: Object.fromEntries(names.map((name) => [name.slice("var-".length), query.getAll(name)])),
    viewPanel: panelId(query.get("viewPanel")),
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    timezone: query.get("timezone") ?? undefined,
    kiosk: query.has("kiosk"),
  };
}

/** `panel-12`, or `12` as older links have it. */
function panelId(text: string | null): number | undefined {
  const [, id] = /^(?:panel-)?(\d+)$/.exec(text ?? "") ?? [];
  return id === undefined ? undefined : Number(id);
}

/** The address as a link. */
export function writeAddress(address: Address): string {
  const { uid, slug, from, to, refresh, variables, viewPanel, theme, timezone, kiosk } = address;
  const query = new URLSearchParams();
  const plain = {
    from,
    to,
    refresh,
    viewPanel: viewPanel === undefined ? undefined : `panel-${viewPanel}`,
    theme,
    timezone,
  };
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) query.set(name, value);
  for (const [name, values] of Object.entries(variables)) for (const one of values) query.append(`var-${name}`, one);
  const search = [query.toString(), kiosk ? "kiosk" : ""].filter((part) => part !== "").join("&");
  const path = uid === undefined ? "/" : `/d/${encodeURIComponent(uid)}/${slug}`;
  return search === "" ? path : `${path}?${search}`;
}
