/* What every page needs: htmx for smoother forms, the button that asks for a map. Pages work without it. */
import "htmx.org";
import "./map-button.mjs";
