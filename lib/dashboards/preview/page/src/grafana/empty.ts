/** Stands in for packages that Grafana's components import and the preview never shows. */
export const loader = undefined;
export default undefined;
