/** A named volume that outlives its service. It stands in the storage stack and cannot be destroyed by accident. */
export interface Volume {
  readonly name: string;
  /** What is lost with it. */
  readonly holds: string;
}
export const volume = (name: string, holds: string): Volume => ({ name, holds });
export interface Mount {
  readonly volume: Volume;
  readonly at: string;
}
