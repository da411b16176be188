/** Where Grafana's components find their icons and fonts: below this page. Imported before any of them. */
declare global {
  interface Window {
    __grafana_public_path__: string;
  }
}

window.__grafana_public_path__ = "/";

export {};
