/**
 * As much of a browser's page as the sealed page's script uses, and nothing that it must not use: no
 * innerHTML, no style, no storage. Real browsers are driven in tests/journeys.
 */

/** @typedef {{type: string, target: any, defaultPrevented: boolean, preventDefault: () => void}} FakeEvent */

const ORIGIN = "https://turva.test";

/** What elements, the document and the window have in common: listeners. */
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

  set id(id) {
    this.attributes.id = id;
  }

  get className() {
    return this.attributes.class ?? "";
  }

  set className(names) {
    this.attributes.class = names;
  }

  get lang() {
    return this.attributes.lang ?? "";
  }

  set lang(lang) {
    this.attributes.lang = lang;
  }

  get dir() {
    return this.attributes.dir ?? "";
  }

  set dir(dir) {
    this.attributes.dir = dir;
  }

  /** The address as it stands; a path of ours as the whole address, as browsers give it. */
  get href() {
    const { href = "" } = this.attributes;
    return href.startsWith("/") ? ORIGIN + href : href;
  }

  set href(href) {
    this.attributes.href = href;
  }

  get protocol() {
    return new URL(this.href).protocol;
  }

  get childNodes() {
    return this.children;
  }

  get isConnected() {
    /** @type {FakeElement} */
    let top = this;
    while (top.parent) top = top.parent;
    return top === this.ownerDocument.body;
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
    for (const child of this.children) child.parent = null;
    this.textContent = "";
    this.append(...children);
  }

  /** @param {FakeElement} element */
  before(element) {
    element.remove();
    element.parent = this.parent;
    this.parent?.children.splice(this.parent.children.indexOf(this), 0, element);
  }

  remove() {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
    this.parent = null;
  }

  /** @param {FakeElement} other */
  contains(other) {
    return other === this || this.descendants.includes(other);
  }

  /**
   * Return a copy without listeners and without what was typed.
   *
   * @param {FakeDocument} document
   * @returns {FakeElement}
   */
  copy(document) {
    const children = this.children.map((child) => child.copy(document));
    return new FakeElement(document, this.tag, this.attributes, [this.#text, ...children]);
  }

  getAttributeNames() {
    return Object.keys(this.attributes);
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
    if (this.hidden) return;
    this.ownerDocument.activeElement = this;
    dispatch(this, "focusin");
  }

  /** @param {{type: string}} event */
  dispatchEvent({ type }) {
    dispatch(this, type);
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
  closest(selectors) {
    /** @type {FakeElement | null} */
    let element = this;
    while (element && !element.matches(selectors)) element = element.parent;
    return element;
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
    const attribute = /^([a-z]*)\[([a-z-]+)(?:=([a-z]+))?\]$/.exec(selector);
    if (attribute) {
      const [, tag, name = "", value] = attribute;
      if ((tag && tag !== this.tag) || !(name in this.attributes)) return false;
      return value === undefined || this.attributes[name] === value;
    }
    if (selector === "*") return true;
    if (selector.startsWith("#")) return this.id === selector.slice(1);
    if (selector.startsWith(".")) return this.attributes.class === selector.slice(1);
    if (!/^[a-z][a-z0-9]*$/.test(selector)) throw new Error(`this page does not know ${selector}`);
    return this.tag === selector;
  }
}

export class FakeDocument extends Target {
  title = "Write – Turva";
  readyState = "interactive";
  /** @type {FakeElement | null} */
  activeElement = null;
  /** @type {FakeWindow | null} */
  defaultView = null;
  documentElement = new FakeElement(this, "html", { lang: "ar", dir: "rtl" });
  head = new FakeElement(this, "head");
  body = new FakeElement(this, "body");

  /** @param {string} tag */
  createElement(tag) {
    return new FakeElement(this, tag);
  }

  /** @param {string} id */
  getElementById(id) {
    return this.body.descendants.find((element) => element.id === id) ?? null;
  }

  /** @param {string} selectors */
  querySelectorAll(selectors) {
    return this.body.querySelectorAll(selectors);
  }

  /** @param {FakeElement} element */
  importNode(element) {
    return element.copy(this);
  }
}

export class FakeWindow extends Target {
  document = new FakeDocument();
  /** @type {any} */
  crypto = globalThis.crypto;

  location = {
    href: `${ORIGIN}/ar/write/`,
    /** @type {string[]} */
    went: [],
    /** @param {string} href */
    assign(href) {
      this.went.push(href);
    },
  };
  history = {
    length: 3,
    /**
     * @param {null} _state
     * @param {string} _title
     * @param {string} href
     */
    replaceState: (_state, _title, href) => {
      this.location.href = href;
    },
  };
  /** @type {any} */
  XMLHttpRequest = undefined;

  /** @param {typeof globalThis.fetch} fetch */
  constructor(fetch) {
    super();
    this.fetch = fetch;
    this.document.defaultView = this;
  }

  /** @param {() => void} callback */
  requestIdleCallback(callback) {
    setImmediate(callback);
  }
}

/**
 * Return an XMLHttpRequest of documents: `answer` gives what comes for an address, or fails.
 *
 * @param {(href: string) => Promise<{status: number, responseURL: string, response: unknown}>} answer
 */
export function fakeRequests(answer) {
  return class extends Target {
    status = 0;
    responseURL = "";
    /** @type {unknown} */
    response = null;
    responseType = "";
    timeout = 0;
    #href = "";

    /**
     * @param {string} _method
     * @param {string} href
     */
    open(_method, href) {
      this.#href = href;
    }

    async send() {
      if (this.responseType !== "document") throw new Error("only documents are pretended");
      const come = await answer(this.#href).catch(() => ({}));
      Object.assign(this, come);
      dispatch(/** @type {any} */ (this), "loadend");
    }

    abort() {}
  };
}

/**
 * Let the target and everything around it hear of an event.
 *
 * @param {FakeElement | FakeDocument | FakeWindow} target
 * @param {string} type
 * @param {Record<string, unknown>} [details]
 * @returns {FakeEvent}
 */
export function dispatch(target, type, details = {}) {
  const event = {
    type,
    target,
    button: 0,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...details,
  };
  /** @type {Target | null} */
  let hearing = target;
  while (hearing) {
    hearing.hear(event);
    hearing = around(hearing);
  }
  return event;
}

/**
 * @param {Target} target
 * @returns {Target | null}
 */
function around(target) {
  if (target instanceof FakeDocument) return target.defaultView;
  if (!(target instanceof FakeElement)) return null;
  return target === target.ownerDocument.body ? target.ownerDocument : target.parent;
}
