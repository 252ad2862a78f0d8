// Copies an address, or hands it to the device's own sharing, where the browser can. Without this script the
// buttons stay hidden, and the address stands beside them to be selected.
"use strict";
(() => {
  const whole = (address) => new URL(address, location.href).href;
  const offer = (name, can, act) => {
    if (!can) return;
    for (const button of document.querySelectorAll(`[data-${name}]`)) {
      button.parentElement.hidden = false;
      button.addEventListener("click", () => act(button, whole(button.dataset[name])).catch(() => {}));
    }
  };
  const copy = async (button, address) => {
    await navigator.clipboard.writeText(address);
    const status = button.closest("section").querySelector('[role="status"]');
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = button.dataset.done; });
  };
  // A delete link is shown once: where it stands in the page's own address, it leaves that and the history.
  const once = document.querySelector("[data-once]");
  if (once) history.replaceState(null, "", once.dataset.once);
  offer("copy", navigator.clipboard, copy);
  offer("share", navigator.share, (_button, url) => navigator.share({ title: document.title, url }));
})();
