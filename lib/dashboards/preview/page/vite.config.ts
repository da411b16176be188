import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;

// Whoever builds may say `test`: React and its style sheets would be those for development, three times as slow.
process.env["NODE_ENV"] = "production";

/** What Grafana's components ask for by path while they run: icons and fonts, under the names that they use. */
const ASSETS = {
  "node_modules/@grafana/ui/dist/public/img/icons": "build/img/icons",
  // Asked for by the time picker, and forgotten in the package.
  "src/grafana/angle-double-left.svg": "build/img/icons/unicons/angle-double-left.svg",
  "node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2": "fonts/inter/Inter-Regular.woff2",
  "node_modules/@fontsource/inter/files/inter-latin-500-normal.woff2": "fonts/inter/Inter-Medium.woff2",
  "node_modules/@fontsource/inter/files/inter-latin-400-italic.woff2": "fonts/inter/Inter-Italic.woff2",
  "node_modules/@fontsource/inter/files/inter-latin-500-italic.woff2": "fonts/inter/Inter-MediumItalic.woff2",
  "node_modules/@fontsource-variable/roboto-mono/files/roboto-mono-latin-wght-normal.woff2":
    "fonts/roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2",
};

const assets: Plugin = {
  name: "grafana-assets",
  writeBundle({ dir = "build" }) {
    for (const [from, to] of Object.entries(ASSETS)) {
      const target = path.join(dir, to);
      mkdirSync(path.dirname(target), { recursive: true });
      cpSync(path.join(here, from), target, { recursive: true });
    }
  },
};

const empty = path.join(here, "src/grafana/empty.ts");

export default defineConfig({
  plugins: [react(), assets],
  appType: "mpa",
  resolve: {
    alias: {
      // Editors of code: four megabytes that no dashboard shows.
      "monaco-editor": empty,
      "@monaco-editor/react": empty,
      // Time zones as they are now and were a few years ago: their whole history is a third of a megabyte.
      "moment-timezone": "moment-timezone/builds/moment-timezone-with-data-10-year-range.js",
    },
  },
  build: { outDir: process.env["PREVIEW_OUT"] ?? "build", emptyOutDir: true, chunkSizeWarningLimit: 4000 },
});
