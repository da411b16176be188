import { notAPlan } from "./refusal.ts";
import { skipBlank } from "./scan.ts";

const show = "run `terraform show -json FILE > plan.json` (OpenTofu: `tofu show -json`), FILE being this file";
const reencode =
  "write it as UTF-8 without a mark: in PowerShell 7 or cmd, `terraform show -json plan.tfplan > plan.json`";

/** What files begin with that are taken for plans, in bytes. */
const beginnings: readonly { readonly bytes: readonly number[]; readonly is: string; readonly remedy?: string }[] = [
  { bytes: [0x50, 0x4b], is: "a saved plan in Terraform's own binary form", remedy: show },
  { bytes: [0x1f, 0x8b], is: "a compressed file", remedy: "unpack it first: `gunzip -c FILE > plan.json`" },
  { bytes: [0xef, 0xbb, 0xbf], is: "it begins with a UTF-8 byte order mark", remedy: reencode },
  { bytes: [0xff, 0xfe], is: "it is UTF-16", remedy: reencode },
  { bytes: [0xfe, 0xff], is: "it is UTF-16", remedy: reencode },
];

/** Keys of JSON files that are taken for plans, and of none. */
const foreign: readonly { readonly key: string; readonly is: string; readonly remedy?: string }[] = [
  { key: "@level", is: "the messages of `terraform plan -json`, which hold no whole plan" },
  { key: "lineage", is: "a state file" },
  { key: "serial", is: "a state file" },
  { key: "encrypted_data", is: "a saved plan that OpenTofu encrypted", remedy: show },
  { key: "provider_schemas", is: "provider schemas, from `terraform providers schema -json`" },
  { key: "values", is: "a state, as `terraform show -json` prints it when it is given no plan" },
];

/** At least one of them stands in every plan, and in no state. */
const own = ["planned_values", "resource_changes", "output_changes", "configuration", "applyable", "errored"];

/** Where the plan's object begins; fails with `review/not-a-plan` where the bytes begin with anything else. */
export function requireObject(bytes: Uint8Array): number {
  const known = beginnings.find((beginning) => beginning.bytes.every((byte, at) => bytes[at] === byte));
  if (known) throw notAPlan(known.is, known.remedy);
  const start = skipBlank(bytes, 0);
  if (start === bytes.length) throw notAPlan("it is empty; the command that wrote it may have failed");
  if (bytes[start] === 0x3c) throw notAPlan("HTML or XML; a page of the server's may have been saved in its place");
  if (bytes[start] !== 0x7b) throw notAPlan(`it begins with byte ${bytes[start]}, not with "{"`);
  return start;
}

/** Fails with `review/not-a-plan` where an object of these keys is not a plan. */
export function requirePlanKeys(keys: ReadonlySet<string>): void {
  if (own.some((key) => keys.has(key)) && keys.has("format_version")) return;
  const known = foreign.find(({ key }) => keys.has(key));
  if (known) throw notAPlan(known.is, known.remedy);
  if (keys.has("format_version")) throw notAPlan("an empty state, as `terraform show -json` prints it");
  throw notAPlan("JSON without a format_version");
}
