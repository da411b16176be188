import type { ResourceChange } from "../plan/plan.ts";

/**
 * Takes secrets out of what is reviewed. Each different secret gets a name of its own (`«secret 1»`), the same for the
 * same value, so that a changed one still shows as changed.
 */
export interface Redactor {
  /** The change with every secret in `before` and `after` replaced; shapes stay. */
  readonly change: (change: ResourceChange) => ResourceChange;
  readonly text: (text: string) => string;
  /** Fails with `review/secret-would-leak` when a secret, or a form of it (base64, URL, JSON), stands in the text. */
  readonly requireClean: (output: string) => void;
}
