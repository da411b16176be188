import { Document } from "yaml";
import { SECRETS_VARIABLE } from "./secrets.ts";

const HEAD = ` Written by \`quantflow render\`; an edit is lost with the next rendering.
 Start it with ${SECRETS_VARIABLE}=DIR docker compose up --wait, where DIR is what \`quantflow secrets export\` has filled.`;

/**
 * A Compose file. Every text is quoted, so that no reader takes \`no\` for a truth value, \`22:22\` for a number of base 60
 * or \`1e3\` for a thousand, whichever YAML it speaks.
 */
export function written(project: object): string {
  const document = new Document(project, { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  return document.toString({
    lineWidth: 0,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    doubleQuotedAsJSON: true,
  });
}
