import "./grafana/public-path.ts";
import { createRoot } from "react-dom/client";
import { Client } from "./data/client.ts";
import { Readiness } from "./data/readiness.ts";
import { App } from "./page/app.tsx";
import { publish } from "./page/publish.ts";
import "./page/page.css";
import "./page/panel.css";

const place = document.getElementById("page");
if (place) createRoot(place).render(<App client={new Client(fetch)} readiness={new Readiness(publish)} />);
