/**
 * Units and quantities. Base units only: a quantity is converted once, when it is made, so a threshold of 500 ms is
 * the number 0.5 wherever it is printed or compared.
 */

/** `timestamp` is seconds since the Unix epoch; `usdt` is money in the quote currency; `items` counts things. */
export type BaseUnit = "seconds" | "bytes" | "ratio" | "items" | "usdt" | "timestamp" | "boolean";
export type Unit = BaseUnit | `${BaseUnit}/s`;

/** The unit of a per-second rate: seconds per second is a ratio (CPU seconds per second is a share of one core). */
export type PerSecond<U extends Unit> = U extends "seconds" ? "ratio" : U extends BaseUnit ? `${U}/s` : never;

export interface Quantity<U extends Unit> {
  readonly unit: U;
  /** In the base unit. */
  readonly value: number;
  /** As PromQL prints it: keeps the factor, so ten per minute reads `10 / 60`. */
  readonly promql: string;
  /** As people read it: `500 ms`, `80 %`. */
  readonly text: string;
}

const quantity = <U extends Unit>(unit: U, value: number, text: string, promql = `${value}`): Quantity<U> => ({
  unit,
  value,
  promql,
  text,
});

export type Duration = Quantity<"seconds">;

export const milliseconds = (n: number) => quantity("seconds", n / 1000, `${n} ms`);
export const seconds = (n: number) => quantity("seconds", n, `${n} s`);
export const minutes = (n: number) => quantity("seconds", n * 60, `${n} min`);
export const hours = (n: number) => quantity("seconds", n * 3600, `${n} h`);
export const days = (n: number) => quantity("seconds", n * 86_400, `${n} d`);

export const bytes = (n: number) => quantity("bytes", n, `${n} B`);
export const mebibytes = (n: number) => quantity("bytes", n * 2 ** 20, `${n} MiB`, `${n} * 1024 * 1024`);
export const gibibytes = (n: number) => quantity("bytes", n * 2 ** 30, `${n} GiB`, `${n} * 1024 * 1024 * 1024`);

export const percent = (n: number) => quantity("ratio", n / 100, `${n} %`);
export const items = (n: number) => quantity("items", n, `${n}`);
export const usdt = (n: number) => quantity("usdt", n, `${n} USDT`);
export const isFalse = quantity("boolean", 0, "false");
export const isTrue = quantity("boolean", 1, "true");

export const perMinute = (n: number) => quantity("items/s", n / 60, `${n} per minute`, `${n} / 60`);
