/* What is live in a waiting room. The stream says that something changed; where it does not come, pages ask again. */
const POLL_MS = 4000;
const LATEST_MS = 1500;

const places = [...document.querySelectorAll("[data-live]")];
for (const stream of new Set(places.map((place) => place.dataset.stream))) {
  const here = places.filter((place) => place.dataset.stream === stream);
  listen(stream, (room) => {
    const parts = here.filter((place) => place.dataset.live === "page");
    if (parts.length) refresh(parts);
    here.filter((place) => place.dataset.live === "room").forEach((screen) => show(screen, room));
  });
}

function listen(stream, changed) {
  let polling = 0;
  const ask = async () => {
    const answer = await fetch(stream.replace(/\/stream$/, ""), { cache: "no-store" }).catch(() => null);
    if (answer?.ok) changed(await answer.json());
  };
  const source = new EventSource(stream);
  source.addEventListener("room", (event) => {
    clearInterval(polling);
    polling = 0;
    changed(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    polling ||= setInterval(ask, POLL_MS);
  });
}

/* Phones do not all ask in the same moment. One change while another is fetched is one more fetch, not ten. */
let waiting = false;
function refresh(parts) {
  if (waiting) return;
  waiting = true;
  setTimeout(async () => {
    waiting = false;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      // Whoever is about to press a button must not lose it.
      if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
    }
  }, Math.random() * LATEST_MS);
}

const known = new Map();
let is_first = true;
function show(screen, room) {
  const rows = room.called.map((each) => {
    const row = document.createElement("tr");
    row.classList.toggle("z-screen__new", each.is_new);
    for (const text of [each.number, each.desk]) row.insertCell().textContent = text;
    return row;
  });
  screen.querySelector("[data-called]").replaceChildren(...rows);
  screen.querySelector("[data-waiting]").textContent = room.waiting;
  for (const each of room.called) {
    const call = `${each.desk}:${each.calls}`;
    if (each.is_new && known.get(each.number) !== call && !is_first) say(screen, each);
    known.set(each.number, call);
  }
  is_first = false;
}

function say(screen, { number, desk }) {
  const spoken = [...screen.querySelectorAll("[data-spoken]")].map((template) => [
    template.lang,
    template.innerHTML.replace("%(number)s", number).replace("%(desk)s", desk),
  ]);
  const mine = spoken.find(([language]) => language === document.documentElement.lang) ?? spoken[0];
  screen.querySelector("[data-announced]").textContent = mine[1];
  if (screen.querySelector("[data-speak]").getAttribute("aria-pressed") !== "true") return;
  for (const [language, sentence] of spoken) {
    const speech = new SpeechSynthesisUtterance(sentence);
    speech.lang = language;
    speechSynthesis.speak(speech);
  }
}

for (const button of document.querySelectorAll("[data-speak]")) {
  if (!("speechSynthesis" in window)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  });
}
