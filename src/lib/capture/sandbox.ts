/**
 * What a variant may do wherever it is shown: the policy and the scripts that gallery previews and the renderer share,
 * so that a document meets the same world in both.
 */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { PAGE_MAP_EXPRESSION } from './page-map-script.ts';
import { openShadowRoots, peerGuard } from './peer-guard.ts';

/** The Content-Security-Policy of every variant document. With `sandbox` the document has an origin of its own that is nobody's. */
export const SANDBOX_CSP = [
	"default-src 'none'",
	"script-src 'unsafe-inline'",
	"style-src 'unsafe-inline'",
	'img-src data: blob:',
	'media-src data: blob:',
	'font-src data:',
	"connect-src 'none'",
	"form-action 'none'",
	"base-uri 'none'",
	'sandbox allow-scripts'
].join('; ');

/** State names are at most 40 characters (domain: StateName); a longer message from a frame's parent is not for us. */
const MAX_STATE_CHARS = 40;

/**
 * Script text: storage and cookies kept in memory. In an opaque origin the real ones throw on mere access, and documents
 * that remember a choice would fail at load. Nothing outlives the page. An expression statement, free of outside names.
 */
export function storageShim(): string {
	return `(() => {
	const createStorage = () => {
		const items = new Map();
		const methods = {
			getItem: (key) => items.get(String(key)) ?? null,
			setItem: (key, value) => void items.set(String(key), String(value)),
			removeItem: (key) => void items.delete(String(key)),
			clear: () => items.clear(),
			key: (index) => [...items.keys()][index] ?? null
		};
		return new Proxy(Object.create(typeof Storage === 'function' ? Storage.prototype : null), {
			get: (_, key) => {
				if (typeof key === 'symbol') return key === Symbol.toStringTag ? 'Storage' : undefined;
				if (key === 'length') return items.size;
				return Object.hasOwn(methods, key) ? methods[key] : items.get(key);
			},
			set: (_, key, value) => (items.set(String(key), String(value)), true),
			has: (_, key) => items.has(key) || key === 'length' || Object.hasOwn(methods, key),
			deleteProperty: (_, key) => (items.delete(key), true),
			ownKeys: () => [...items.keys()],
			getOwnPropertyDescriptor: (_, key) =>
				items.has(key) ? { value: items.get(key), writable: true, enumerable: true, configurable: true } : undefined
		});
	};
	for (const name of ['localStorage', 'sessionStorage']) {
		const storage = createStorage();
		Object.defineProperty(window, name, { configurable: true, enumerable: true, get: () => storage });
	}
	const cookies = new Map();
	Object.defineProperty(document, 'cookie', {
		configurable: true,
		enumerable: true,
		get: () => [...cookies].map(([name, value]) => (name ? name + '=' + value : value)).join('; '),
		set: (text) => {
			const [pair = '', ...attributes] = String(text).split(';').map((part) => part.trim());
			const at = pair.indexOf('=');
			const name = at < 0 ? '' : pair.slice(0, at).trim();
			const gone = attributes.some((attribute) => {
				const [key = '', value = ''] = attribute.split('=');
				if (/^max-age$/i.test(key)) return Number(value) <= 0;
				return /^expires$/i.test(key) && Date.parse(value) <= Date.now();
			});
			if (gone) cookies.delete(name);
			else cookies.set(name, at < 0 ? pair : pair.slice(at + 1).trim());
		}
	});
})();`;
}

/**
 * Script text: an expression whose value is a function that shows a state as the variant contract has it: `data-state` on the root, then
 * `vitrine:state` on the document. What it needs is taken at once, before the page can put anything in its place.
 */
export function applyStateExpression(): string {
	return `(() => {
	const { setAttribute, removeAttribute } = Element.prototype;
	const { dispatchEvent } = EventTarget.prototype;
	const rootOf = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get;
	const Custom = CustomEvent;
	return (state) => {
		const root = rootOf.call(document);
		if (state === null) removeAttribute.call(root, 'data-state');
		else setAttribute.call(root, 'data-state', state);
		dispatchEvent.call(document, new Custom('vitrine:state', { detail: { state } }));
	};
})()`;
}

/** A JSON value as script text that cannot end the script element it stands in. */
function asScriptValue(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('<', '\\u003c')
		.replaceAll('\u2028', '\\u2028')
		.replaceAll('\u2029', '\\u2029');
}

export interface PreviewOptions {
	/** Unguessable, and known to the page that frames the preview: it must come back with every message. */
	nonce: string;
	/** The state to open in; null leaves the document as it opens by itself. */
	state: string | null;
}

/**
 * Script text for a live preview: shows `state` once the document is there, and then every state the framing page asks for
 * by `postMessage({ vitrine: 'state', nonce, state }, '*')`, where state is a name or null. Messages from anyone else are left alone.
 */
function stateListener({ nonce, state }: PreviewOptions): string {
	return `(() => {
	const apply = ${applyStateExpression()};
	const frame = window.parent;
	const nonce = ${asScriptValue(nonce)};
	let wanted = ${asScriptValue(state)};
	let ready = false;
	if (wanted !== null) document.documentElement.setAttribute('data-state', wanted);
	window.addEventListener('message', (event) => {
		const message = event.data;
		if (event.source !== frame || typeof message !== 'object' || message === null) return;
		if (message.vitrine !== 'state' || message.nonce !== nonce) return;
		event.stopImmediatePropagation();
		const named = typeof message.state === 'string' && message.state.length > 0 && message.state.length <= ${MAX_STATE_CHARS};
		if (!named && message.state !== null) return;
		wanted = message.state;
		if (ready) apply(wanted);
	});
	// A task later, so that listeners which the document adds on DOMContentLoaded hear it too.
	document.addEventListener('DOMContentLoaded', () => setTimeout(() => {
		ready = true;
		if (wanted !== null) apply(wanted);
	}));
})();`;
}

/** Longer tokens are not of ours. */
const MAX_TOKEN_CHARS = 64;
/** CSS pixels of one turn of the wheel; more is no wheel. */
const MAX_SCROLL = 4_000;

/**
 * Script text for a live preview: answers the framing page's `{ vitrine: 'map', nonce, token }` with the same and `map`, the page's map
 * as JSON, and scrolls by its `{ vitrine: 'scroll', nonce, x, y, byX, byY }`. The question is put again each time, since pages change. The
 * page never hears of either; whoever points does so on a layer above the frame, so that no press reaches the page.
 */
function pointListener({ nonce }: PreviewOptions): string {
	return `(() => {
	const frame = window.parent;
	const nonce = ${asScriptValue(nonce)};
	const { stringify } = JSON;
	// Heard before anything the page may listen with, so that it never learns the token of a question.
	const isNumber = (value, most) => typeof value === 'number' && value >= -most && value <= most;
	const readMap = () => ${PAGE_MAP_EXPRESSION};
	const scroll = ({ x, y, byX, byY }) => {
		let at = document.elementFromPoint(x, y);
		for (; at; at = at.parentElement) {
			const before = at.scrollTop + at.scrollLeft;
			at.scrollBy({ left: byX, top: byY, behavior: 'instant' });
			if (at.scrollTop + at.scrollLeft !== before) return;
		}
	};
	window.addEventListener('message', (event) => {
		const message = event.data;
		if (event.source !== frame || typeof message !== 'object' || message === null || message.nonce !== nonce) return;
		if (message.vitrine === 'map') {
			event.stopImmediatePropagation();
			const { token } = message;
			if (typeof token !== 'string' || token.length > ${MAX_TOKEN_CHARS}) return;
			frame.postMessage({ vitrine: 'map', nonce, token, map: stringify(readMap()) }, '*');
		} else if (message.vitrine === 'scroll') {
			event.stopImmediatePropagation();
			const numbers = [message.x, message.y, message.byX, message.byY];
			if (numbers.every((value) => isNumber(value, ${MAX_SCROLL}))) scroll(message);
		}
	}, true);
})();`;
}

/**
 * Script text for a live preview: tells the framing page by `{ vitrine: 'leave', nonce }` that the keyboard wants out, at Esc. A page that
 * answers Esc itself has the first one; no page has the second one running.
 */
function leaveListener({ nonce }: PreviewOptions): string {
	return `(() => {
	const frame = window.parent;
	const nonce = ${asScriptValue(nonce)};
	const later = window.setTimeout.bind(window);
	let wasEscape = false;
	window.addEventListener('keydown', (event) => {
		const isAgain = wasEscape;
		wasEscape = event.key === 'Escape';
		if (!wasEscape) return;
		const isOpen = document.querySelector('dialog[open], :popover-open') !== null;
		later(() => {
			if (!isAgain && (isOpen || event.defaultPrevented)) return;
			wasEscape = false;
			frame.postMessage({ vitrine: 'leave', nonce }, '*');
		});
	}, true);
})();`;
}

/**
 * The document as a preview serves it: shim and state listener run before the document's first script, then leave the DOM.
 * Doctype and everything before it stay where they are, so the rendering mode stays the same.
 */
export function prepareForPreview(html: string, options: PreviewOptions): string {
	// A byte order mark goes with the bytes, before there is a document; the parser would take it for text.
	const mark = html.startsWith('\uFEFF') ? '\uFEFF' : '';
	const document = openShadowRoots(html.slice(mark.length));
	const at = firstScriptPlace(document);
	const script = `<script>${storageShim()}\n${peerGuard(document)}\n${stateListener(options)}\n${pointListener(options)}\n${leaveListener(options)}\ndocument.currentScript.remove();</script>`;
	return mark + document.slice(0, at) + script + document.slice(at);
}

/** The offset at which a script element is the first one to run and changes nothing else about how the document is parsed. */
function firstScriptPlace(html: string): number {
	const tree = parse(html, { sourceCodeLocationInfo: true });
	const doctype = tree.childNodes.find((node) => node.nodeName === '#documentType');
	const root = tree.childNodes.find((node) => node.nodeName === 'html');
	if (!root || !('childNodes' in root)) return 0;
	const head = root.childNodes.find((node) => node.nodeName === 'head');
	const afterDoctype = doctype?.sourceCodeLocation?.endOffset ?? 0;
	const place = startTagEnd(head) ?? startTagEnd(root) ?? afterDoctype;
	// A tag that stands after a script is only merged into the element that was already there.
	return Math.min(Math.max(place, afterDoctype), firstScriptOffset(root) ?? Infinity);
}

function startTagEnd(node: DefaultTreeAdapterTypes.ChildNode | undefined): number | null {
	if (!node || !('tagName' in node)) return null;
	return node.sourceCodeLocation?.startTag?.endOffset ?? null;
}

/** Depth first without recursion: a hostile document nests deeper than the stack. */
function firstScriptOffset(root: DefaultTreeAdapterTypes.ParentNode): number | null {
	let first: number | null = null;
	const open: DefaultTreeAdapterTypes.ParentNode[] = [root];
	for (let node = open.pop(); node; node = open.pop()) {
		for (const child of node.childNodes) {
			if (child.nodeName === 'script') {
				const offset = child.sourceCodeLocation?.startOffset;
				if (offset !== undefined && (first === null || offset < first)) first = offset;
			}
			if ('childNodes' in child) open.push(child);
		}
	}
	return first;
}
