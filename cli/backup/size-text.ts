const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** `12 bytes`, `1.5 KiB`, `230.0 MiB` */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1024 ** power).toFixed(1)} ${UNITS[power]}`;
}
