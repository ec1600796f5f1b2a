// Shows what needs passkeys where the browser knows them, and says when one was not used.
for (const part of document.querySelectorAll("[data-needs-passkeys]")) {
  part.hidden = !window.PublicKeyCredential;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-error]")) {
    place.textContent = place.dataset.passkeyError;
  }
});
