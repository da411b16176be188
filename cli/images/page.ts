import { type Image, localOf, registryOf } from "../../lib/services/image.ts";
import { imageNames, images, tools } from "../../stacks/versions.ts";

/** docs/images.md: which image comes from where, and why the two sources differ where they do. */
export function imagesPage(): string {
  return [
    "# Images",
    "",
    "Every image is pinned in `stacks/versions.ts`, from which this page is generated; a test keeps both equal.",
    "",
    "`npm run up -- --image-source registry` pulls the tags below, `mirror=HOST` takes the same tags from another host,",
    "and `local` builds stand-ins from Debian packages, Go modules and npm, with the paths, the numeric user and the",
    "entry point of the image they stand for. `auto`, which is what `up` does by itself, pulls where Docker Hub answers and",
    "builds where it does not, and keeps what it found. Machines that keep nothing, such as the jobs of a pipeline, are told",
    "by the variable `QUANTFLOW_IMAGE_SOURCE`, which `up`, `plan`, `apply` and `drift` read where no option is given. A built",
    "image is named `quantflow-local/<name>:<version>-<hash of what it is made of>`, so a changed input gives a new name and",
    "an unchanged one is never built again.",
    "",
    ...table(["image", "what it does", "registry", "built here", "why they differ"], imageNames.map(imageRow)),
    "",
    "## What is built from Go modules",
    "",
    "Each folder of `tools/` pins a module and, by its checksums, everything that the module uses.",
    "`terraform-provider-docker` is built where Terraform's registry does not answer, `opentofu` where neither Terraform",
    "nor OpenTofu is installed.",
    "",
    ...table(
      ["folder of tools/", "version", "module"],
      Object.entries(tools).map(([name, { version, module, pinned }]) => [
        code(name),
        version,
        code(`${module}@${pinned}`),
      ]),
    ),
    "",
    "## What moves",
    "",
    "Debian packages are taken as Debian's archive has them on the day of the build, with its security updates; everything",
    "else is exact. Prometheus' Go module carries the sources of its web pages but not the pages, so they are bundled here",
    "with the versions that its own lock names, and stand in `/usr/share/prometheus/web`.",
    "",
  ].join("\n");
}

function imageRow(name: keyof typeof images): readonly string[] {
  const image: Image = images[name];
  const registry = registryOf(image);
  const local = localOf(image);
  return [
    code(name),
    image.summary,
    registry ? code(`${registry.repository}:${registry.tag}`) : "ours, always built",
    local ? local.version : "no",
    local ? (local.differs ?? "") : noLocalSource(image),
  ];
}

const noLocalSource = (image: Image): string => ("noLocalSource" in image ? image.noLocalSource : "");
const code = (text: string): string => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
