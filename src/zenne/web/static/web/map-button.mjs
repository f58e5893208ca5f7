/* The button that asks for the map. Without JavaScript it stays hidden and the addresses say where everything is. */
for (const place of document.querySelectorAll("[data-map]")) {
  const button = place.querySelector("[data-map-button]");
  button.hidden = false;
  button.addEventListener("click", () => show(place, button));
}

async function show(place, button) {
  const message = place.querySelector("[data-map-message]");
  button.disabled = true;
  message.textContent = place.dataset.loading;
  try {
    const { draw } = await import("./map.mjs");
    const map = await draw(place, place.querySelector("[data-map-canvas]"));
    message.textContent = "";
    // The button goes; who pressed it with the keyboard goes on in the map.
    map.getCanvas().focus({ preventScroll: true });
    button.hidden = true;
  } catch (error) {
    console.warn(error);
    button.disabled = false;
    message.textContent = place.dataset.failed;
  }
}
