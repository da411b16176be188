import react from "@vitejs/plugin-react";

export default {
  root: "mantine-ui",
  base: "",
  plugins: [react()],
  build: { outDir: "../static/mantine-ui", emptyOutDir: true, chunkSizeWarningLimit: 4096 },
};
