/* At a desk whose network is gone, a button leaves the page as it is and says so, instead of leading to a page of the browser. */
const SECONDS = 5;

for (const place of document.querySelectorAll("[data-stay]")) {
  const notice = document.getElementById(place.dataset.stay);
  place.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (form.method !== "post") return;
    event.preventDefault();
    if (place.inert) return;
    // The page may follow the room meanwhile: then this form is no longer in it, and what was pressed must still count.
    const sent = formOf(form.action, new FormData(form, submitter));
    // Until the next page is here no other button can be pressed: a press is carried out or not possible, never lost.
    place.inert = true;
    const answer = await fetch(place.dataset.answers, {
      cache: "no-store",
      signal: AbortSignal.timeout(SECONDS * 1000),
    }).catch(() => null);
    notice.hidden = answer !== null;
    if (answer) {
      document.body.append(sent);
      sent.submit();
    } else {
      place.inert = false;
      submitter?.focus();
      notice.scrollIntoView({ block: "nearest" });
    }
  });
  addEventListener("pageshow", () => {
    place.inert = false;
  });
}

function formOf(action, data) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  form.hidden = true;
  for (const [name, value] of data) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  return form;
}
