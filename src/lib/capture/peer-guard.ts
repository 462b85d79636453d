/**
 * No policy that a browser heeds keeps a page from WebRTC, which sends datagrams wherever it likes. So live previews have no peer
 * connections: not in the document, and not in the frames within it that run scripts of their own under the document's policy.
 */

/** Declarative shadow roots that scripts could not look into would hide frames from the guard. */
const SHADOW_MODE = /shadowrootmode\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

/** The document with every declarative shadow root open. */
export function openShadowRoots(html: string): string {
	return html.replaceAll(SHADOW_MODE, 'shadowrootmode="open"');
}

/**
 * Script text: takes the constructors away and gives every frame within the document this same script first. Whatever the page may
 * replace later is taken before it can. Changes are told before the browser begins to load a new frame's document.
 * @param html the document it is for
 */
export function peerGuard(html: string): string {
	return `(function guard(hasShadows) {
	for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection']) {
		if (!delete window[name]) window[name] = undefined;
	}
	const open = '<script>(' + guard + ')(false);document.currentScript.remove()<' + '/script>';
	const { apply } = Reflect;
	const { getAttribute, setAttribute, removeAttribute, attachShadow } = Element.prototype;
	const { includes, startsWith, toLowerCase } = String.prototype;
	const finders = [Document.prototype.querySelectorAll, DocumentFragment.prototype.querySelectorAll];
	const rootOf = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot').get;
	const addresses = [HTMLIFrameElement, window.HTMLFrameElement].filter(Boolean).map((type) => ({
		has: type.prototype,
		src: Object.getOwnPropertyDescriptor(type.prototype, 'src').get
	}));
	const { observe } = MutationObserver.prototype;
	const { isPrototypeOf } = Object.prototype;
	const roots = [document];
	const isShadowy = (text) => apply(includes, apply(toLowerCase, text, []), ['shadowrootmode']);
	const tame = (frame) => {
		const inner = apply(getAttribute, frame, ['srcdoc']);
		if (inner !== null && !apply(startsWith, inner, [open])) apply(setAttribute, frame, ['srcdoc', isShadowy(inner) ? open : open + inner]);
		for (let i = 0; i < addresses.length; i++) {
			if (!apply(isPrototypeOf, addresses[i].has, [frame])) continue;
			if (apply(startsWith, apply(addresses[i].src, frame, []), ['javascript:'])) apply(removeAttribute, frame, ['src']);
		}
	};
	const look = () => {
		for (let r = 0; r < roots.length; r++) {
			const find = finders[r === 0 ? 0 : 1];
			const frames = apply(find, roots[r], ['iframe,frame']);
			for (let i = 0; frames[i]; i++) tame(frames[i]);
			if (!hasShadows) continue;
			const all = apply(find, roots[r], ['*']);
			for (let i = 0; all[i]; i++) {
				const root = apply(rootOf, all[i], []);
				if (root !== null) watch(root);
			}
		}
	};
	const observer = new MutationObserver(look);
	const watched = new WeakSet();
	const { has, add } = WeakSet.prototype;
	const watch = (root) => {
		if (apply(has, watched, [root])) return;
		apply(add, watched, [root]);
		if (root !== document) roots[roots.length] = root;
		apply(observe, observer, [root, { subtree: true, childList: true, attributes: true, attributeFilter: ['srcdoc', 'src'] }]);
	};
	watch(document);
	Element.prototype.attachShadow = function (...args) {
		const root = apply(attachShadow, this, args);
		watch(root);
		return root;
	};
	for (const name of ['write', 'writeln']) {
		const real = Document.prototype[name];
		Document.prototype[name] = function (...texts) {
			const text = '' + texts.join('');
			if (!isShadowy(text)) apply(real, this, [text]);
		};
	}
	for (const owner of [Element.prototype, ShadowRoot.prototype]) delete owner.setHTMLUnsafe;
	delete Document.parseHTMLUnsafe;
	document.addEventListener('DOMContentLoaded', look);
})(${/shadowrootmode/i.test(html)});`;
}
