/** The only import of cdktf, so that moving to a successor is one line. */
export {
  App,
  type AppConfig,
  TerraformBackend,
  TerraformElement,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
export type { Construct } from "constructs";

/** Terraform reads every JSON string as a template; text that is not ours (PromQL, Go templates) is escaped once, here. */
export const escapeTemplate = (text: string): string =>
  text.replace(/([$%])\{/g, (_, sigil: string) => `${sigil}${sigil}{`);
