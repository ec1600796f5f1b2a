// Tells the site that something was looked for, whether anything was found, and whether a
// result was chosen and which: words and counts, nothing about the reader.

const found = document.querySelector("[data-counted]");

if (found) {
  const { counted, query, empty } = found.dataset;
  const tell = (event, path = "") =>
    navigator.sendBeacon(counted, new URLSearchParams({ query, empty, event, path }));
  let chosen = false;
  tell("search");
  for (const list of document.querySelectorAll(".results, .best-bets")) {
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!chosen && link) chosen = tell("click", decodeURI(link.pathname));
    });
  }
}
