/* At a desk whose network is gone, a button leaves the page as it is and says so, instead of leading to a page of the browser. */
const SECONDS = 5;

for (const place of document.querySelectorAll("[data-stay]")) {
  const notice = document.getElementById(place.dataset.stay);
  let is_asking = false;
  place.addEventListener("submit", async (event) => {
    if (event.target.method !== "post") return;
    event.preventDefault();
    if (is_asking) return;
    is_asking = true;
    // The page may follow the room meanwhile: then this form is no longer in it, and what was pressed must still count.
    const sent = formOf(event.target.action, new FormData(event.target, event.submitter));
    const answer = await fetch(place.dataset.answers, {
      cache: "no-store",
      signal: AbortSignal.timeout(SECONDS * 1000),
    }).catch(() => null);
    is_asking = false;
    notice.hidden = answer !== null;
    if (answer) {
      document.body.append(sent);
      sent.submit();
    } else {
      notice.scrollIntoView({ block: "nearest" });
    }
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
