/* A map of branches on the city's own streets. Everything comes from this site. */
import { LngLatBounds, Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FONT = ["Atkinson Hyperlegible Next Variable"];

/** Draw the map that the attributes of `place` describe into `canvas`; done when it can be seen. */
export async function draw(place, canvas) {
  const facts = place.dataset;
  const [branches] = await Promise.all([branchesOf(facts), load(facts.style), document.fonts.load(`14px ${FONT[0]}`)]);
  setWorkerUrl(facts.worker);
  canvas.hidden = false;
  const map = new Map({
    container: canvas,
    style: styleOf(facts.streets),
    bounds: boundsOf(branches, facts),
    fitBoundsOptions: { padding: { top: 64, bottom: 32, left: 32, right: 72 }, maxZoom: 16 },
    locale: JSON.parse(facts.words),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 9,
    maxZoom: 19,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  for (const branch of branches) mark(map, branch, branches.length > 3);
  if (facts.latitude) markStreet(map, facts);
  DARK.addEventListener("change", () => map.setStyle(styleOf(facts.streets)));
  await new Promise((seen, failed) => {
    map.once("load", seen);
    map.once("error", ({ error }) => failed(error));
  });
  place.dataset.drawn = "";
  return map;
}

/** The branches of the page, in its order. */
async function branchesOf(facts) {
  const answer = await fetch(facts.branches);
  if (!answer.ok) throw new Error(`${facts.branches}: ${answer.status}`);
  const bySlug = Object.fromEntries((await answer.json()).features.map((branch) => [branch.properties.slug, branch]));
  return facts.shown.split(" ").flatMap((slug) => bySlug[slug] ?? []);
}

/** The style sheet of the map; a second map of the page finds it there. */
function load(address) {
  if (document.querySelector(`link[href="${address}"]`)) return undefined;
  return new Promise((loaded, failed) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    sheet.addEventListener("load", loaded);
    sheet.addEventListener("error", () => failed(new Error(address)));
    document.head.append(sheet);
  });
}

function boundsOf(branches, { latitude, longitude }) {
  const bounds = new LngLatBounds();
  const near = latitude ? branches.slice(0, 3) : branches;
  for (const { geometry } of near) bounds.extend(geometry.coordinates);
  if (latitude) bounds.extend([Number(longitude), Number(latitude)]);
  return bounds;
}

/** A branch as a link, so that the keyboard and screen readers find it by its name. */
function mark(map, { properties, geometry }, isQuiet) {
  const pin = Object.assign(document.createElement("a"), { href: properties.url, className: "z-pin" });
  pin.classList.toggle("z-pin--quiet", isQuiet);
  const shape = Object.assign(document.createElement("span"), { className: "z-pin__shape" });
  const name = Object.assign(document.createElement("span"), { className: "z-pin__name", textContent: properties.name });
  pin.append(shape, name);
  new Marker({ element: pin, anchor: "bottom" }).setLngLat(geometry.coordinates).addTo(map);
}

function markStreet(map, { latitude, longitude, street }) {
  const dot = Object.assign(document.createElement("span"), { className: "z-pin--street", title: street });
  dot.setAttribute("role", "img");
  dot.setAttribute("aria-label", street);
  new Marker({ element: dot }).setLngLat([Number(longitude), Number(latitude)]).addTo(map);
}

/** The streets in the colours of the page; their names are drawn with its own font. */
function styleOf(streets) {
  const line = (id, colour, [far, near, close]) => ({
    id,
    type: "line",
    source: "streets",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 10, far, 14, near, 18, close] },
  });
  return {
    version: 8,
    sources: { streets: { type: "geojson", data: new URL(streets, location.href).href } },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colourOf("--z-wash") } },
      line("edges", colourOf("--z-line-strong"), [1.2, 4.5, 17]),
      line("streets", colourOf("--z-paper"), [0.2, 2.5, 14]),
      {
        id: "names",
        type: "symbol",
        source: "streets",
        minzoom: 12.5,
        layout: {
          "symbol-placement": "line",
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11, 17, 15],
          "text-letter-spacing": 0.02,
        },
        paint: {
          "text-color": colourOf("--z-ink"),
          "text-halo-color": colourOf("--z-paper"),
          "text-halo-width": 1.5,
        },
      },
    ],
  };
}

/** What a token of the page's colours is now, in light or in dark, as MapLibre reads it. */
function colourOf(token) {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
