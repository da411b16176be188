import text from "@cdktf/provider-grafana/schema.json" with { type: "json" };

/** The part of `terraform providers schema -json` that a document is held to. */
export type AttributeType = string | readonly [collection: string, of: AttributeType];
export interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}
export interface NestedBlock {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}
export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}
export interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

// A JSON import widens every type name to string, so its shape is claimed once, here, and held by a test.
const schemas = text.provider_schemas as unknown as Readonly<Record<string, ProviderSchema>>;

/** Our schema of the Grafana provider, from which its bindings are generated too. */
export const grafanaSchema = schemas["registry.terraform.io/grafana/grafana"] as ProviderSchema;
