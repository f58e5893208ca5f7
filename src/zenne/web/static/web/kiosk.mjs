/* At a kiosk: print the ticket, and after a while make room for the next person. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const link of document.querySelectorAll("[data-return]")) {
  setTimeout(() => link.click(), Number(link.dataset.return) * 1000);
}
