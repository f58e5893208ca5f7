/* At a desk whose network is gone, a button leaves the page as it is and says so, instead of leading to a page of the browser. */
const SECONDS = 5;

for (const place of document.querySelectorAll("[data-stay]")) {
  const notice = document.getElementById(place.dataset.stay);
  let is_sure = false;
  place.addEventListener("submit", async (event) => {
    if (is_sure || event.target.method !== "post") return;
    event.preventDefault();
    const { target, submitter } = event;
    const answer = await fetch(place.dataset.answers, {
      cache: "no-store",
      signal: AbortSignal.timeout(SECONDS * 1000),
    }).catch(() => null);
    notice.hidden = answer !== null;
    if (!answer) {
      notice.scrollIntoView({ block: "nearest" });
      return;
    }
    is_sure = true;
    target.requestSubmit(submitter);
    is_sure = false;
  });
}
