// The lowest contrast of every kind of element that shows text, and of the colours of the states, as WCAG 2 counts it.
(() => {
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (color) => {
    const [red, green, blue] = color.match(/[\d.]+/g).slice(0, 3).map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (ink, ground) => {
    const [one, other] = [light(ink), light(ground)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const ground = (one) => {
    while (one.parentElement && getComputedStyle(one).backgroundColor === "rgba(0, 0, 0, 0)") one = one.parentElement;
    return getComputedStyle(one).backgroundColor;
  };
  const seen = {};
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || ![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const name = `${one.tagName} ${one.className}`;
    seen[name] = Math.min(seen[name] || 99, ratio(getComputedStyle(one).color, ground(one)));
  }
  for (const state of ["red", "yellow", "green", "magenta", "cyan", "plain"]) {
    const made = document.body.appendChild(document.createElement("i"));
    made.className = state;
    seen[state] = ratio(getComputedStyle(made).color, getComputedStyle(made).backgroundColor);
  }
  return seen;
})()
