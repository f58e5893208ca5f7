/* The part of MapLibre that works beside the page. The map starts it from this address: see map.mjs.
   An export, because MapLibre declares that importing this file does nothing and the bundler would leave it out. */
export { default } from "maplibre-gl/dist/maplibre-gl-worker.mjs";
