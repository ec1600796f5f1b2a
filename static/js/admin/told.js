/* What a form that was just replaced has to say: takes the focus, which the replaced button had,
   so that the keyboard goes on from there and a screen reader reads it. */
if (!customElements.get('clinic-told')) {
  customElements.define(
    'clinic-told',
    class extends HTMLElement {
      connectedCallback() {
        requestAnimationFrame(() => this.focus());
      }
    },
  );
}
