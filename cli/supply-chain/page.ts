import { EXCEPTIONS } from "./agreed.ts";
import { ALLOWED } from "./licences.ts";
import { FROM, KINDS, type Pinned } from "./pinned.ts";
import { ACCEPTED } from "./vulnerability.ts";

/** docs/reports/supply-chain.md: where everything comes from that is not our own, from the committed pins alone. */
export const supplyChainPage = (pinned: readonly Pinned[]): string =>
  [
    "# Supply chain",
    "",
    "Written by `npx quantflow supply-chain --write` from the committed pins; a test keeps both equal. `npx quantflow supply-chain`",
    "judges them, `--audit` asks what is known against them, `--sbom FILE` writes the bill of materials of the application's image",
    "(CycloneDX 1.6), and `--json` prints every one of them, with its whole hash.",
    "",
    "## Where it comes from",
    "",
    ...table(
      ["kind", "how many", "of these hashed", "from"],
      KINDS.map((kind) => kindRow(kind, pinned)),
    ),
    "",
    "Hashed: its content is known before it is fetched, and anything else is refused. What is not is held by its name and version:",
    "",
    ...byNameAlone(pinned),
    "",
    "## File by file",
    "",
    ...table(
      ["pinned in", "how many", "of these hashed", "named by us"],
      files(pinned).map((pin) => fileRow(pin, pinned)),
    ),
    "",
    "A package that comes inside the archive of another has that one's hash.",
    "",
    "## What we name ourselves",
    "",
    ...table(
      ["kind", "name", "version", "hash", "licence", "pinned in"],
      pinned.filter(({ direct }) => direct).map(directRow),
    ),
    "",
    "## Licences",
    "",
    `Allowed: ${ALLOWED.join(", ")}. Of \`A OR B\` one has to be, of \`A AND B\` both. Anything else is refused, but these:`,
    "",
    ...table(
      ["name", "licence", "why it is taken"],
      EXCEPTIONS.map(({ name, licence = "none stated", why }) => [code(name), licence, why]),
    ),
    "",
    "npm's packages state it in their manifest; of Go modules it is read in their own files and recorded in `cli/supply-chain/go-licences.json`.",
    "Debian's packages and images of a registry bring theirs along (`/usr/share/doc/*/copyright`) and are not read here.",
    "",
    ...table(["licence", "npm", "go"], licenceRows(pinned)),
    "",
    "## Known vulnerabilities",
    "",
    "`npx quantflow supply-chain --audit` asks npm's registry about every lock, and Go's vulnerability database, through govulncheck,",
    "about every program that stands in an image. Refused is one that is high or critical in something that runs; one that is only in what",
    "development needs is listed. Go's database states no severity, and a program does not tell which functions of a module are compiled in:",
    "all of it counts as high. Who cannot be asked is listed as `not checked` with the reason, and is a skipped test (`npm run test:full`),",
    "never a passed one. What is lived with for a while stands in",
    `\`cli/supply-chain/vulnerability.ts\` with its reason, its owner and the day on which it counts again: ${ACCEPTED.length === 0 ? "nothing today" : ACCEPTED.map(({ id, why, owner, until }) => `${id} (${why}; ${owner}, until ${until})`).join(", ")}.`,
    "",
  ].join("\n");

const kindRow = (kind: Pinned["kind"], pinned: readonly Pinned[]): readonly string[] => {
  const own = pinned.filter((one) => one.kind === kind);
  return [kind, ...counted(own), FROM[kind]];
};

const fileRow = (pin: string, pinned: readonly Pinned[]): readonly string[] => {
  const own = pinned.filter((one) => one.pin === pin);
  return [code(pin), ...counted(own), `${own.filter(({ direct }) => direct).length}`];
};

const counted = (own: readonly Pinned[]): readonly string[] => [
  `${own.length}`,
  `${own.filter(({ hash }) => hash !== undefined).length}`,
];

const files = (pinned: readonly Pinned[]): readonly string[] => [...new Set(pinned.map(({ pin }) => pin))];

const BY_NAME: Readonly<Record<"image" | "debian" | "program", string>> = {
  image:
    "a tag, which its owner can move. Where an engine has pulled it once, that copy stays; `docker image ls --digests` names its digest",
  debian:
    "the newest of Debian's release on the day of a build, with its security updates; the index that names their hashes is signed",
  program: "what CI installs",
};

const byNameAlone = (pinned: readonly Pinned[]): readonly string[] =>
  (["image", "debian", "program"] as const).map((kind) => {
    const names = pinned.filter((one) => one.kind === kind).map(({ name, version }) => `${name} ${version}`);
    return `- ${kind}: ${[...new Set(names)].join(", ")}. This is ${BY_NAME[kind]}.`;
  });

const SHOWN = 19;

const directRow = ({ kind, name, version, hash, licence, pin }: Pinned): readonly string[] => [
  ...[kind, code(name), version, hash === undefined ? "by name" : code(`${hash.slice(0, SHOWN)}…`)],
  ...[licence ?? "", code(pin)],
];

function licenceRows(pinned: readonly Pinned[]): readonly (readonly string[])[] {
  const read = pinned.filter(({ kind, hash }) => kind === "npm" || (kind === "go" && hash !== undefined));
  const names = [...new Set(read.map(({ licence }) => licence || "none stated"))].sort();
  const count = (kind: Pinned["kind"], name: string) =>
    `${read.filter((one) => one.kind === kind && (one.licence || "none stated") === name).length}`;
  return names.map((name) => [name, count("npm", name), count("go", name)]);
}

const code = (text: string): string => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
