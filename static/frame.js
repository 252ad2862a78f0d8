// Inside an agency's frame: tells the page that shows it how tall the content is and which page is open.
// It asks whoever is around us to say hello; only the page around us, on a listed site, is told anything. Nothing
// of the answers is ever in a message. docs/embed.md lists the messages.
(() => {
  const { origins, page, of, done } = document.body.dataset;
  const listed = (origin) =>
    [location.origin, ...origins.split(" ")].some((one) => {
      const [scheme, name] = one.split("://*.");
      return name ? origin.startsWith(`${scheme}://`) && origin.endsWith(`.${name}`) : origin === one;
    });
  // A link to one question of a page has been followed there by the browser itself.
  const moved = document.referrer.startsWith(`${location.origin}/e/`) && ["", "#q"].includes(location.hash);
  let origin = "";
  let before = 0;
  const send = (type, more, to) => parent.postMessage({ somerec: 1, type, ...more }, to);
  const tell = (type, more) => {
    if (origin) send(type, more, origin);
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
    if (first) tell("page", { ...(page && { number: +page, of: +of }), moved });
    if (first && done) tell("done", {});
  });
  if (parent !== self) send("hello", {}, "*");
  new ResizeObserver(size).observe(document.documentElement);
  for (const form of document.querySelectorAll("form[data-contact]"))
    form.addEventListener("submit", () => tell("contact", {}));
})();
