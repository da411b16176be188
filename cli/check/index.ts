/** Everything that must hold before a change is merged: the table of contents. */
import { alertmanagers } from "./alertmanagers.ts";
import { boards } from "./boards.ts";
import { everyEnvironment } from "./environments.ts";
import { expressions } from "./expressions.ts";
import type { Part } from "./part.ts";
import { policies } from "./policies.ts";
import { style, types } from "./programs.ts";
import { proofs } from "./proofs.ts";

export const PARTS: readonly Part[] = [
  types,
  style,
  expressions,
  boards,
  proofs,
  everyEnvironment,
  policies,
  alertmanagers,
];
