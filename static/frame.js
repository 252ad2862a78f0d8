// Inside an agency's frame: tells the page that shows it how tall the content is and which page is open.
// Nothing of the answers is ever in a message, and nobody but the page around us, on a listed site, gets one.
(() => {
  const { origins, page, of, done } = document.body.dataset;
  const listed = (origin) =>
    [location.origin, ...origins.split(" ")].some((one) => {
      const [scheme, name] = one.split("://*.");
      return name ? origin.startsWith(`${scheme}://`) && origin.endsWith(`.${name}`) : origin === one;
    });
  let origin = "";
  let before = 0;
  const tell = (type, more) => {
    if (origin) parent.postMessage({ somerec: 1, type, ...more }, origin);
  };
  const size = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height && height !== before) tell("size", { height: (before = height) });
  };
  addEventListener("message", (event) => {
    const { source, data } = event;
    if (source !== parent || parent === self || data?.somerec !== 1 || data.type !== "hello") return;
    if (!listed(event.origin)) return;
    const first = !origin;
    origin = event.origin;
    before = 0;
    if (first) tell("ready", { language: document.documentElement.lang });
    size();
    if (first && page) tell("page", { number: +page, of: +of, moved: document.referrer.startsWith(`${location.origin}/e/`) });
    if (first && done) tell("done", {});
  });
  new ResizeObserver(size).observe(document.documentElement);
  for (const form of document.querySelectorAll("form[data-contact]"))
    form.addEventListener("submit", () => tell("contact", {}));
})();
