import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { DebianPackage } from "./debian-packages.ts";
import type { LockedPackage } from "./lock.ts";

/** What the application's image is made of. */
export interface ImageContent {
  readonly name: string;
  readonly version: string;
  /** Bundled into its programs, with those of Node.js itself. */
  readonly packages: readonly LockedPackage[];
  /** Installed in it; or why they could not be listed. */
  readonly debian: readonly DebianPackage[] | { readonly notListed: string };
}

const { ComponentType, HashAlgorithm } = Enums;

/** The bill of materials as CycloneDX 1.6 in JSON: the same for the same content, so without a time or a serial number. */
export function sbom(content: ImageContent): string {
  const { name, version, packages, debian } = content;
  const component = new Models.Component(ComponentType.Container, name, { version, bomRef: name });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component }) });
  for (const one of packages) bom.components.add(npmComponent(one));
  if ("notListed" in debian)
    component.properties.add(new Models.Property("quantflow:debian-packages", `not listed: ${debian.notListed}`));
  else for (const one of debian) bom.components.add(debianComponent(one));
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function npmComponent({ name, version, licence, integrity }: LockedPackage) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const component = new Models.Component(ComponentType.Library, name, { version, purl, bomRef: purl });
  const digest = integrity?.replace(/^sha512-/, "");
  if (digest !== undefined)
    component.hashes.set(HashAlgorithm["SHA-512"], Buffer.from(digest, "base64").toString("hex"));
  if (licence !== undefined) component.licenses.add(new Models.LicenseExpression(licence));
  return component;
}

function debianComponent({ name, version, architecture, suite }: DebianPackage) {
  const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture}&distro=${suite}`;
  return new Models.Component(ComponentType.Library, name, { version, purl, bomRef: purl });
}
