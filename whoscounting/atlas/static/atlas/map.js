// <trust-map> wraps a drawing that works as plain links and makes it one tab stop: arrow keys go to the nearest pin,
// + - 0 zoom, and buttons say so in words. Its pure parts are exported for `node --test`.

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const STEP = 1.6;
const MOST = 8;

/** The pin nearest in the quarter that an arrow key points to; straight ahead counts as nearer than aside. */
export function nearest(pins, from, key) {
  const [east, south] = WAYS[key];
  let best;
  let least = Infinity;
  for (const pin of pins) {
    const ahead = (pin.x - from.x) * east + (pin.y - from.y) * south;
    const aside = Math.abs((pin.x - from.x) * south + (pin.y - from.y) * east);
    if (ahead > 0 && aside <= ahead && ahead + 2 * aside < least) {
      best = pin;
      least = ahead + 2 * aside;
    }
  }
  return best;
}

/** The part of a drawing seen at a zoom, with x, y in the middle as far as the edges allow. */
export function part(whole, zoom, x, y) {
  const width = whole.width / zoom;
  const height = whole.height / zoom;
  const within = (middle, size, all) => Math.min(Math.max(middle - size / 2, 0), all - size);
  return { x: within(x, width, whole.width), y: within(y, height, whole.height), width, height };
}

const Base = globalThis.HTMLElement ?? class {};

class TrustMap extends Base {
  connectedCallback() {
    if (this.pins) return;
    this.svg = this.querySelector("svg");
    this.world = this.svg.querySelector("svg");
    const { width, height } = this.world.viewBox.baseVal;
    this.whole = { width, height };
    this.pins = [...this.querySelectorAll(".pins a")].map((link) => {
      const use = link.firstElementChild;
      return { link, use, x: use.x.baseVal.value, y: use.y.baseVal.value };
    });
    this.lit = this.pins.filter((pin) => !pin.link.matches(".dim"));
    if (!this.lit.length) this.lit = this.pins;
    this.svg.removeAttribute("aria-hidden");
    this.svg.setAttribute("role", "group");
    this.svg.setAttribute("aria-label", this.getAttribute("label"));
    this.build();
    this.look(1);
    this.rove(this.lit[0]);
    this.listen();
  }

  build() {
    const zoom = Object.assign(document.createElement("div"), { className: "zoom" });
    for (const [words, by] of [["Zoom in", STEP], ["Zoom out", 1 / STEP], ["Whole map", 0]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words });
      button.addEventListener("click", () => this.look(by && this.zoom * by));
      zoom.append(button);
    }
    this.said = Object.assign(document.createElement("p"), { className: "said" });
    this.said.setAttribute("aria-hidden", "true"); // the link's own label is read
    this.here = document.createElementNS(this.svg.namespaceURI, "g");
    this.here.setAttribute("class", "here");
    this.here.setAttribute("aria-hidden", "true");
    this.world.append(this.here);
    this.prepend(zoom);
    this.append(this.said);
  }

  listen() {
    const pinOf = (event) => this.pins.find((pin) => pin.link === event.target.closest?.("a"));
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusin", (event) => {
      const pin = pinOf(event);
      if (!pin) return;
      this.rove(pin);
      this.show(pin);
      if (pin.link.matches(":focus-visible")) this.look(this.zoom, pin);
    });
    this.addEventListener("focusout", () => this.show());
    this.svg.addEventListener("pointerover", (event) => pinOf(event) && this.show(pinOf(event)));
    this.addEventListener("pointerleave", () => this.show(this.focused()));
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("click", (event) => this.dragged && event.preventDefault(), true);
  }

  press(event) {
    this.dragged = false;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zooms = { "+": this.zoom * STEP, "=": this.zoom * STEP, "-": this.zoom / STEP, 0: 1 };
    const from = this.focused();
    if (event.key in zooms) this.look(zooms[event.key]);
    else if (event.key in WAYS && from) nearest(this.lit, from, event.key)?.link.focus();
    else return;
    event.preventDefault();
  }

  focused() {
    return this.pins.find((pin) => pin.link === document.activeElement);
  }

  /** Let Tab stop at this pin only. */
  rove(pin) {
    this.stop?.link.setAttribute("tabindex", "-1");
    pin?.link.setAttribute("tabindex", "0");
    this.stop = pin;
  }

  /** Lift a pin above the others and say its words; without one, say nothing. */
  show(pin) {
    this.shown = pin;
    this.said.textContent = pin?.link.getAttribute("aria-label") ?? "";
    this.here.replaceChildren();
    if (!pin) return;
    const ring = document.createElementNS(this.svg.namespaceURI, "circle");
    const reach = pin.use.getBBox().width * 0.7;
    for (const [name, value] of [["class", "ring"], ["cx", pin.x], ["cy", pin.y], ["r", reach]]) ring.setAttribute(name, value);
    this.here.append(ring, pin.use.cloneNode());
  }

  /** Zoom, with a place in the middle: the pin in focus, or what was in the middle. */
  look(zoom, centre = this.focused() ?? this.middle) {
    this.zoom = Math.min(Math.max(zoom, 1), MOST);
    this.view = part(this.whole, this.zoom, centre?.x ?? 0, centre?.y ?? 0);
    const { x, y, width, height } = this.view;
    this.middle = { x: x + width / 2, y: y + height / 2 };
    this.world.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this.style.setProperty("--pin-scale", this.zoom ** -0.6); // pins grow more slowly than the gaps between them
    this.classList.toggle("zoomed", this.zoom > 1);
    if (this.shown) this.show(this.shown);
  }

  grab(event) {
    this.dragged = false;
    this.held = this.zoom > 1 && event.button === 0 && { x: event.clientX, y: event.clientY, from: this.middle };
  }

  drag(event) {
    if (!this.held || !(event.buttons & 1)) return;
    const across = event.clientX - this.held.x;
    const down = event.clientY - this.held.y;
    if (!this.dragged && Math.hypot(across, down) < 5) return;
    this.dragged = true;
    this.svg.setPointerCapture(event.pointerId);
    const units = this.view.width / this.svg.clientWidth;
    this.look(this.zoom, { x: this.held.from.x - across * units, y: this.held.from.y - down * units });
  }
}

globalThis.customElements?.define("trust-map", TrustMap);
