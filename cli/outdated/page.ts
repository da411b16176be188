import { KINDS, type Kind, type Pin } from "./pin.ts";

/** docs/updating.md: how each kind of pinned thing is updated, and what is pinned where. */
export const updatingPage = (pins: readonly Pin[]): string =>
  [
    "# Updating",
    "",
    "`npx quantflow outdated` lists what is older than its newest version; what it cannot ask it calls unknown. Generated from the pins",
    "themselves; a test keeps both equal.",
    "",
    ...KINDS.flatMap((kind) =>
      section(
        kind,
        pins.filter((pin) => pin.kind === kind),
      ),
    ),
    AFTERWARDS,
    "",
  ].join("\n");

const TITLES: Readonly<Record<Kind, string>> = {
  npm: "Packages of npm",
  go: "Go modules",
  image: "Images and charts of a registry",
  debian: "Debian packages",
};

const STEPS: Readonly<Record<Kind, string>> = {
  npm: `In the folder of its \`package.json\`:

    npm --ignore-scripts --save-exact install NAME@VERSION

Commit \`package.json\` and \`package-lock.json\` together: what is installed is what the lock names. The packages of
\`images/node\`, \`images/node-red\` and \`images/mail\` have their version in \`stacks/versions.ts\` too; \`images/node/Dockerfile\` says Node's once more.
Those of \`tools/prometheus/ui\` move with \`tools/prometheus\` alone.`,
  go: `In the folder of \`tools/\`:

    go get MODULE@VERSION && go mod tidy

Then change its row of \`tools\` in \`stacks/versions.ts\`, and the image's where the folder makes one. A version that runs here and has no
recording in \`metrics/external/recordings/\` is refused at synth: start it, and write what it exports with \`npx quantflow catalogue record\`. What was
renamed or is gone then shows as errors of the compiler and the checker, not as an empty panel.`,
  image: `Change the tag in \`stacks/versions.ts\`; the local source of the same image has to name the same version, or say why not. Recordings as for
Go modules. A new major version of PostgreSQL does not read the files of an older one: \`docs/upgrades.md\`.`,
  debian: `They are taken as Debian's archive has them on the day of a build, with its security updates. To take the newest, remove the built image, for example
\`docker image rm quantflow-local/redis:TAG\`, and build it again:

    npx quantflow images --image-source local

What is pinned is the upstream version that the image is called by.`,
};

const AFTERWARDS = `## Afterwards

    npm run check
    npx quantflow plan

The review of the plan says what is replaced and what is restarted by it. Then \`npm test\`, and \`npx quantflow apply\`.`;

const section = (kind: Kind, pins: readonly Pin[]): readonly string[] => [
  `## ${TITLES[kind]}`,
  "",
  STEPS[kind],
  "",
  "| pinned in | what |",
  "| --- | --- |",
  ...[...new Set(pins.map(({ where }) => where))].map((where) => `| \`${where}\` | ${versions(pins, where)} |`),
  "",
];

const versions = (pins: readonly Pin[], place: string): string =>
  pins
    .filter(({ where }) => where === place)
    .map(({ name, pinned }) => `${name} ${pinned}`)
    .join(", ");
