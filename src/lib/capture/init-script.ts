/** What runs in a photographed page before anything of its own: repeatable chance and date, counted dialogs, bounded console. */
import { MAX_MESSAGE_CHARS, MAX_MESSAGES, SHORT_TIMER_MS } from './limits.ts';
import { applyStateExpression, storageShim } from './sandbox.ts';

/** Every document opens at the same moment, so that a page which prints the date is the same on every day. */
const OPENING_TIME_MS = Date.UTC(2026, 2, 17, 10, 9, 0);
const RANDOM_SEED = 0x5eed;
/** Console calls that pass; later ones are dropped where they are made, before they cost us anything. */
const MAX_CONSOLE_CALLS = MAX_MESSAGES * 10;

/**
 * Script text for the renderer. It leaves one frozen object under `handle`, a name the page does not know, with
 * `setState(name)`, `busy()` (short timers still to come) and `dialogs()`.
 */
export function initScript(handle: string): string {
	return `(() => {
${storageShim()}
const setState = ${applyStateExpression()};
${CHANCE_AND_DATE}
${TIMERS}
${DIALOGS}
${CONSOLE}
Object.defineProperty(window, ${JSON.stringify(handle)}, {
	value: Object.freeze({ setState, busy: () => pending.size, dialogs: () => dialogs })
});
})();`;
}

/** The date starts at one fixed moment but goes on at the real pace: loops that wait for time to pass must end. */
const CHANCE_AND_DATE = `let chance = ${RANDOM_SEED};
Math.random = () => {
	chance = (chance + 0x6d2b79f5) | 0;
	let mixed = Math.imul(chance ^ (chance >>> 15), 1 | chance);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
const RealDate = Date;
const elapsed = performance.now.bind(performance);
const now = () => ${OPENING_TIME_MS} + Math.floor(elapsed());
const FixedDate = new Proxy(RealDate, {
	apply: () => new RealDate(now()).toString(),
	construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
	get: (target, key) => (key === 'now' ? now : Reflect.get(target, key))
});
RealDate.prototype.constructor = FixedDate;
window.Date = FixedDate;`;

/** Our own clock is to take the place of this; until then we know at least whether something is about to happen. */
const TIMERS = `const pending = new Set();
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout, clearInterval: realClearInterval } = window;
window.setTimeout = (handler, delay, ...args) => {
	if (typeof handler !== 'function' || !((Number(delay) || 0) <= ${SHORT_TIMER_MS})) return realSetTimeout(handler, delay, ...args);
	const id = realSetTimeout(() => {
		pending.delete(id);
		handler.apply(window, args);
	}, delay);
	pending.add(id);
	return id;
};
window.clearTimeout = (id) => (pending.delete(Number(id)), realClearTimeout(id));
window.clearInterval = (id) => (pending.delete(Number(id)), realClearInterval(id));`;

/** The sandbox refuses dialogs without a trace that can be counted, so they are counted here; answers are those of a refusal. */
const DIALOGS = `let dialogs = 0;
for (const [name, answer] of [['alert', undefined], ['confirm', false], ['prompt', null], ['print', undefined]]) {
	window[name] = () => (dialogs++, answer);
}`;

const CONSOLE = `let calls = 0;
for (const name of Object.keys(console)) {
	const real = console[name];
	if (typeof real !== 'function') continue;
	console[name] = (...args) => {
		if (++calls > ${MAX_CONSOLE_CALLS}) return undefined;
		return real.apply(console, args.map((arg) => (typeof arg === 'string' ? arg.slice(0, ${MAX_MESSAGE_CHARS * 2}) : arg)));
	};
}`;
