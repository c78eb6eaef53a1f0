/**
 * As much of a browser's page as the sealed page's script uses, and nothing that it must not use: no
 * innerHTML, no style, no storage, no address. Real browsers are driven in tests/journeys.
 */

/** @typedef {{type: string, target: any, defaultPrevented: boolean, preventDefault: () => void}} FakeEvent */

/** What elements and the window have in common: listeners. */
class Target {
  /** @type {Map<string, {listener: (event: any) => void, once: boolean}[]>} */
  #listeners = new Map();

  /**
   * @param {string} type
   * @param {(event: any) => void} listener
   * @param {{once?: boolean}} [options]
   */
  addEventListener(type, listener, { once = false } = {}) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), { listener, once }]);
  }

  /** @param {FakeEvent} event */
  hear(event) {
    const heard = this.#listeners.get(event.type) ?? [];
    this.#listeners.set(
      event.type,
      heard.filter(({ once }) => !once),
    );
    for (const { listener } of heard) listener(event);
  }
}

export class FakeElement extends Target {
  /** @type {FakeElement[]} */
  children = [];
  /** @type {FakeElement | null} */
  parent = null;
  value = "";
  checked = false;
  disabled = false;
  readOnly = false;
  hidden = false;
  href = "";
  #text = "";

  /**
   * @param {FakeDocument} document
   * @param {string} tag
   * @param {Record<string, string>} [attributes]
   * @param {(FakeElement | string)[]} [children]
   */
  constructor(document, tag, attributes = {}, children = []) {
    super();
    this.ownerDocument = document;
    this.tag = tag;
    this.attributes = { ...attributes };
    this.value = attributes.value ?? "";
    this.hidden = "hidden" in attributes;
    this.disabled = "disabled" in attributes;
    this.append(...children);
    Object.seal(this);
  }

  get id() {
    return this.attributes.id ?? "";
  }

  get type() {
    return this.attributes.type ?? (this.tag === "textarea" ? "textarea" : "text");
  }

  /** @returns {Record<string, string>} */
  get dataset() {
    const entries = Object.entries(this.attributes)
      .filter(([name]) => name.startsWith("data-"))
      .map(([name, value]) => [name.slice(5).replace(/-(.)/g, (_, c) => c.toUpperCase()), value]);
    return Object.fromEntries(entries);
  }

  /** @returns {string} */
  get textContent() {
    return this.#text + this.children.map((child) => child.textContent).join("");
  }

  set textContent(text) {
    this.children = [];
    this.#text = text;
  }

  /** @param {(FakeElement | string)[]} children */
  append(...children) {
    for (const child of children) {
      if (typeof child === "string") {
        this.#text += child;
      } else {
        child.parent = this;
        this.children.push(child);
      }
    }
  }

  /** @param {FakeElement[]} children */
  replaceChildren(...children) {
    this.textContent = "";
    this.append(...children);
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {string} name */
  removeAttribute(name) {
    delete this.attributes[name];
  }

  focus() {
    if (!this.hidden) this.ownerDocument.activeElement = this;
  }

  /** @returns {FakeElement[]} */
  get descendants() {
    return this.children.flatMap((child) => [child, ...child.descendants]);
  }

  /** @param {string} selectors */
  matches(selectors) {
    return selectors.split(",").some((selector) => this.#matchesOne(selector.trim()));
  }

  /** @param {string} selectors */
  querySelectorAll(selectors) {
    return this.descendants.filter((element) => element.matches(selectors));
  }

  /** @param {string} selectors */
  querySelector(selectors) {
    return this.querySelectorAll(selectors)[0] ?? null;
  }

  /** @param {string} selector */
  #matchesOne(selector) {
    const attribute = /^\[([a-z-]+)(?:=([a-z]+))?\]$/.exec(selector);
    if (attribute) {
      const [, name = "", value] = attribute;
      return name in this.attributes && (value === undefined || this.attributes[name] === value);
    }
    if (selector.startsWith("#")) return this.id === selector.slice(1);
    if (selector.startsWith(".")) return this.attributes.class === selector.slice(1);
    if (!/^[a-z]+$/.test(selector)) throw new Error(`this page does not know ${selector}`);
    return this.tag === selector;
  }
}

export class FakeDocument {
  title = "Write – Turva";
  readyState = "interactive";
  /** @type {FakeElement | null} */
  activeElement = null;
  body = new FakeElement(this, "body");

  /** @param {string} tag */
  createElement(tag) {
    return new FakeElement(this, tag);
  }

  /** @param {string} id */
  getElementById(id) {
    return this.body.descendants.find((element) => element.id === id) ?? null;
  }
}

export class FakeWindow extends Target {
  document = new FakeDocument();
  /** @type {any} */
  crypto = globalThis.crypto;

  /** @param {typeof globalThis.fetch} fetch */
  constructor(fetch) {
    super();
    this.fetch = fetch;
  }

  /** @param {() => void} callback */
  requestIdleCallback(callback) {
    setImmediate(callback);
  }
}

/**
 * Let the target and everything around it hear of an event.
 *
 * @param {FakeElement | FakeWindow} target
 * @param {string} type
 * @param {Record<string, unknown>} [details]
 * @returns {FakeEvent}
 */
export function dispatch(target, type, details = {}) {
  const event = {
    type,
    target,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...details,
  };
  /** @type {FakeElement | FakeWindow | null} */
  let hearing = target;
  while (hearing) {
    hearing.hear(event);
    hearing = hearing instanceof FakeElement ? hearing.parent : null;
  }
  return event;
}
