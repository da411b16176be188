import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referenceOf } from "../stacks/images.ts";
import { images } from "../stacks/versions.ts";
import { type Context, command, EXIT } from "./command.ts";
import { audits, shippedFolders } from "./supply-chain/audit.ts";
import { debianPackages } from "./supply-chain/debian-packages.ts";
import { GO_LICENCES, goLicences, readGoLicences } from "./supply-chain/go-licences.ts";
import { supplyChainPage } from "./supply-chain/page.ts";
import { everyPinned, KINDS, moduleFolders, type Pinned } from "./supply-chain/pinned.ts";
import { supplyChainProblems } from "./supply-chain/problems.ts";
import { ACCEPTED, type Audited, refused, type Vulnerability } from "./supply-chain/vulnerability.ts";
import { tracked } from "./terminal/progress.ts";
import { buildFolder } from "./tools/build.ts";
import { readFolder } from "./tools/folder.ts";

export const supplyChain = command({
  description:
    "Judges the committed pins: every package, module and action hashed, every licence agreed to. docs/reports/supply-chain.md has all of it, and the policy. Exit code 1 when something is not held to its content, or a known vulnerability is refused.",
  options: {
    write: {
      type: "boolean",
      summary: "read the licences of Go modules anew, and write the report; needs Go and the network",
    },
    audit: { type: "boolean", summary: "ask npm's registry and Go's database what is known against the pins" },
    build: { type: "boolean", summary: "with --audit: build the programs of the images first that are missing here" },
    sbom: {
      type: "string",
      placeholder: "FILE",
      summary: "write what the application's image is made of (CycloneDX 1.6)",
    },
    json: { type: "boolean", summary: "print [{kind, name, version, pin, hash, licence, direct}]" },
  },
  examples: [
    { line: "npx quantflow supply-chain", does: "is everything that comes from elsewhere held to its content?" },
    { line: "npx quantflow supply-chain --audit", does: "what is known against it; who cannot be asked is listed" },
    {
      line: "npx quantflow supply-chain --sbom app.cdx.json",
      does: "the bill of materials of the application's image",
    },
  ],
  async run(context, { write, audit, build, sbom, json }) {
    const { root, terminal } = context;
    // What else is said would make of the result no JSON.
    const say = json ? terminal.tell : terminal.print;
    if (write) await writeReport(context);
    const licences = readGoLicences(root);
    const pinned = everyPinned(root, licences);
    if (json) terminal.print(JSON.stringify(pinned, null, 2));
    if (sbom !== undefined) say(await writeSbom(context, sbom));
    if (build) await buildShipped(context);
    const problems = [...supplyChainProblems(root, licences), ...(audit ? await audited(context, say) : [])];
    for (const problem of problems) say(problem);
    if (!json) terminal.print(summary(pinned, problems.length));
    return problems.length === 0 ? EXIT.ok : EXIT.failed;
  },
});

async function writeReport(context: Context): Promise<void> {
  const { root, progress } = context;
  const read = await tracked(progress, "licences of Go modules", () => goLicences(context, moduleFolders(root)));
  writeFileSync(join(root, GO_LICENCES), `${JSON.stringify(read, null, 2)}\n`);
  writeFileSync(join(root, "docs", "reports", "supply-chain.md"), supplyChainPage(everyPinned(root, read)));
}

/** Answers what it wrote, in words. */
async function writeSbom(context: Context, file: string): Promise<string> {
  // Loaded when it is asked for: bundler and library are large.
  const { bundledPackages } = await import("./supply-chain/bundled.ts");
  const { sbom } = await import("./supply-chain/sbom.ts");
  const reference = referenceOf("quantflow-app", { kind: "local" }, context.root);
  const debian = await debianPackages(context, reference, images.base.local.version);
  const packages = await bundledPackages(context.root, process.arch);
  const { version } = images["quantflow-app"].local;
  writeFileSync(file, sbom({ name: "quantflow-app", version, packages, debian }));
  const listed =
    "notListed" in debian ? `Debian's packages not listed: ${debian.notListed}` : `${debian.length} of Debian`;
  return `${file}: ${packages.length} packages of npm; ${listed}`;
}

async function buildShipped(context: Context): Promise<void> {
  for (const name of shippedFolders()) await buildFolder(context, readFolder(context.root, name));
}

/** What the policy refuses, in words; the rest is said. */
async function audited(context: Context, say: (text: string) => void): Promise<readonly string[]> {
  const { progress, now } = context;
  const results: Audited[] = [];
  for (const { pin, run } of audits(context)) results.push(await tracked(progress, `audit of ${pin}`, run));
  const found = results.flatMap((one) => ("found" in one ? one.found : []));
  const today = new Date(now()).toISOString().slice(0, 10);
  const wrong = refused(found, ACCEPTED, today);
  for (const one of results) if ("notChecked" in one) say(`not checked: ${one.pin}: ${one.notChecked}`);
  for (const one of found) if (!wrong.includes(one)) say(`known: ${vulnerabilityText(one)}`);
  return wrong.map((one) => `refused: ${vulnerabilityText(one)}: take a version without it, or accept it for a while`);
}

const vulnerabilityText = ({ pin, name, id, title, severity }: Vulnerability): string =>
  `${pin}: ${name}: ${id}, ${severity}: ${title}`;

function summary(pinned: readonly Pinned[], problems: number): string {
  const counts = KINDS.map((kind) => `${pinned.filter((one) => one.kind === kind).length} ${kind}`);
  const hashed = pinned.filter(({ hash }) => hash !== undefined).length;
  return `${pinned.length} pins (${counts.join(", ")}), ${hashed} hashed, ${problems} ${problems === 1 ? "problem" : "problems"}`;
}
