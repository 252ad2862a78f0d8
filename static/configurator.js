// On the page for agencies: copies the lines to paste. Without this script its buttons stay hidden, and the
// lines stand in a field to be selected.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-from]")) {
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      const status = button.parentElement.querySelector('[role="status"]');
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.from).value);
      } catch {
        return;
      }
      status.textContent = "";
      requestAnimationFrame(() => { status.textContent = button.dataset.done; });
    });
  }
})();
