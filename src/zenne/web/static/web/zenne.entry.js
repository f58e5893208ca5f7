/* What every page needs: htmx for smoother forms. Pages work without it. */
import "htmx.org";
