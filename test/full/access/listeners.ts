/** Who listens inside a network namespace. Source of the form: Linux' Documentation/networking/proc_net_tcp.rst. */

export interface Listener {
  readonly protocol: "tcp" | "udp";
  /** As the kernel writes it, in hexadecimal: 8 digits for IPv4, 32 for IPv6. */
  readonly address: string;
  readonly port: number;
}

/** 127.0.0.11, each byte behind the one after it: the engine's own name server in every container. */
const ENGINE_RESOLVER = "0B00007F";

const LISTENING = "0A";
const UDP_UNCONNECTED = "07";

/** Prints the four tables, each behind its name. */
export const TABLES_SCRIPT = "for table in tcp tcp6 udp udp6; do echo $table; cat /proc/net/$table || :; done";

/** Everything that waits for someone to come, but the engine's own name server, from what TABLES_SCRIPT prints. */
export function listenersIn(tables: string): readonly Listener[] {
  const found: Listener[] = [];
  let protocol: Listener["protocol"] | undefined;
  for (const line of tables.split("\n")) {
    const name = /^(tcp|udp)6?$/.exec(line)?.[1];
    if (name === "tcp" || name === "udp") protocol = name;
    const listener = protocol && listenerOf(protocol, line);
    if (listener && listener.address !== ENGINE_RESOLVER) found.push(listener);
  }
  return found;
}

function listenerOf(protocol: Listener["protocol"], line: string): Listener | undefined {
  const [, address, port, state] = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ ([0-9A-F]{2}) /.exec(line) ?? [];
  if (address === undefined || port === undefined) return undefined;
  if (state !== (protocol === "tcp" ? LISTENING : UDP_UNCONNECTED)) return undefined;
  return { protocol, address, port: Number.parseInt(port, 16) };
}
