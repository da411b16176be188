/** What is allowed against a rule, for one service: why, who answers for it, and until when. */
export interface Waiver {
  readonly service: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
}
