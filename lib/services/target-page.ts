import { authority } from "./address.ts";
import type { Link } from "./connection.ts";
import type { Target } from "./target.ts";
import { linksOf, type TargetGraph } from "./target-graph.ts";

const INTRODUCTION = `# Who watches whom

Made from the services, and proven when they are synthesized: every service is scraped, probed, told of by an exporter, or
waived with a reason; every address is a service's own port, on a network that both ends share, with credentials that
the port admits and both ends hold. A probe comes as a stranger, so it shows none.`;

type Row = readonly string[];

/** The target graph as a page for readers, in Markdown. */
export function targetPage(graph: TargetGraph): string {
  const watched = graph.services.flatMap(({ name }) => [...watchRows(graph, name), ...waiverRows(graph, name)]);
  const used = linksOf(graph).filter(({ purpose }) => purpose === "use");
  return `${[
    INTRODUCTION,
    "## Watched",
    table(["service", "port", "watched by", "network", "credentials"], watched),
    "## What services use of each other",
    table(
      ["service", "connects to", "port", "network", "credentials"],
      used.map((link) => useRow(graph, link)),
    ),
  ].join("\n\n")}\n`;
}

const watchRows = (graph: TargetGraph, name: string): readonly Row[] =>
  graph.targets.flatMap((target) => {
    const sight = sightOf(target, graph.scrapers, name);
    return sight ? [[name, sight.port, sight.how, shared(graph, sight.by, name), sight.credentials]] : [];
  });

interface Sight {
  readonly by: string;
  readonly how: string;
  readonly port: string;
  readonly credentials: string;
}

/** How a target tells of a service; undefined when it does not. A prober is watched by its own target. */
function sightOf(
  { at, job, probe, about, credentials }: Target,
  scrapers: readonly string[],
  name: string,
): Sight | undefined {
  const asks = at.service.name;
  if (probe?.of.service.name === name)
    return {
      by: asks,
      how: `${asks} probes it: ${probe.module}, job ${job}`,
      port: portText(probe.of),
      credentials: "none",
    };
  if (about?.name === name) return { by: asks, how: `${asks} tells of it, job ${job}`, port: "", credentials: "none" };
  if (probe || asks !== name) return undefined;
  const [by = ""] = scrapers;
  const how = `${scrapers.join(" and ")} ${scrapers.length > 1 ? "scrape" : "scrapes"} ${at.path}, job ${job}`;
  return { by, how, port: portText(at), credentials: credentials?.kind ?? "none" };
}

const waiverRows = ({ waivers }: TargetGraph, name: string): readonly Row[] =>
  waivers
    .filter(({ service }) => service === name)
    .map(({ reason, owner, until }) => [name, "", `nobody, says ${owner} until ${until}: ${reason}`, "", ""]);

const useRow = (graph: TargetGraph, { from, to, credentials }: Link): Row => [
  from,
  to.service.name,
  portText(to),
  shared(graph, from, to.service.name),
  credentials && "user" in credentials ? `${credentials.kind}, ${credentials.user}` : (credentials?.kind ?? "none"),
];

/** `metrics 9187` */
const portText = (at: Target["at"]): string => `${at.port} ${authority(at).split(":").at(-1)}`;

function shared({ services }: TargetGraph, one: string, other: string): string {
  const of = (name: string) => services.find((service) => service.name === name)?.networks ?? [];
  return of(one)
    .filter((network) => of(other).includes(network))
    .join(", ");
}

const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
