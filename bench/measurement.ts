/** One line of `npm run bench`: a figure of ours beside a peer's, both measured in the same run. */
export interface Measurement {
  readonly name: string;
  /** `ns`, `ms`, `msg/s`, `bars/s`, `rows/s`, `MiB`. */
  readonly unit: string;
  readonly ours: number;
  /** Undefined where nobody else does the same. */
  readonly peer: number | undefined;
  readonly peerName: string;
  /** How many times as good as the peer we are; above 1 is better, whether the unit is a time or a rate. */
  readonly ratio: number | undefined;
  /** What was aimed at, in words. */
  readonly reach?: string;
}
