import type { Action } from "../../../../../lib/review/plan/plan.ts";

/** A command that is run in the scenario's folder; `fails` where it must. */
export interface Step {
  readonly run: readonly [program: string, ...given: string[]];
  readonly fails?: boolean;
}

/** How a plan is really made, and what it does. */
export interface Scenario {
  /** Configuration that is applied first; absent: nothing stands yet. */
  readonly before?: string;
  /** What happens in the world or to the state after that. */
  readonly meanwhile?: readonly Step[];
  /** Configuration that is planned. */
  readonly after: string;
  /** Modules by folder, which both configurations may call. */
  readonly modules?: Readonly<Record<string, string>>;
  /** Further arguments of `plan`. */
  readonly flags?: readonly string[];
  /** The plan is saved although planning fails. */
  readonly fails?: boolean;
  readonly program?: "terraform" | "tofu";
  /** What is done with each address; a deposed object's has `deposed` after it. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Terraform's reason by address, where it gives one. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** What the world changed, by address. */
  readonly drift?: Readonly<Record<string, Action>>;
}

export type Scenarios = Readonly<Record<string, Scenario>>;

/** A resource that needs no provider. */
export const data = (name: string, body = ""): string => `resource "terraform_data" "${name}" {\n${body}\n}\n`;
