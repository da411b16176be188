import type { Verdict } from "../../lib/review/index.ts";
import { EXIT } from "../command.ts";

/** As Terraform's detailed exit codes, and 3 for a refusal. */
export const exitOf = ({ outcome }: Verdict): number =>
  ({ "no change": EXIT.ok, changes: EXIT.changes, refused: EXIT.refused })[outcome];
