/* What every page needs: htmx for smoother forms, the button that asks for a map, passkeys. Pages work without it. */
import "htmx.org";
import "./map-button.mjs";

if (document.querySelector("form[data-passkey]")) import("./passkey.mjs");
if (document.querySelector("[data-live]")) import("./live.mjs");
if (document.querySelector("[data-stay]")) import("./staying.mjs");
if (document.querySelector("[data-print], [data-return]")) import("./kiosk.mjs");
