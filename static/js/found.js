// Tells the site that something was looked for, whether anything was found, and whether a
// result was chosen: words and counts, nothing about the reader.

const found = document.querySelector("[data-counted]");

if (found) {
  const { counted, query, empty } = found.dataset;
  const tell = (event) => navigator.sendBeacon(counted, new URLSearchParams({ query, empty, event }));
  let chosen = false;
  tell("search");
  for (const list of document.querySelectorAll(".results, .best-bets")) {
    list.addEventListener("click", (event) => {
      if (!chosen && event.target.closest("a")) chosen = tell("click");
    });
  }
}
