// Wagtail stops looking for changes in a form that came back with errors: nothing typed from then
// on would be saved by itself, previewed or checked. It begins anew when its interval changes.
document.addEventListener("w-autosave:success", ({ target }) => {
  const interval = "data-w-unsaved-check-interval-value";
  if (!target.hasAttribute(interval)) target.setAttribute(interval, "501"); // milliseconds
});
