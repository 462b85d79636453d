/**
 * Script text: the clock and the chance of a photographed page. Time stands still until we let it pass, so that a page is always
 * photographed at the same moment of its life, however long that took on this machine.
 */

/** Every document opens at the same moment, so that a page which prints the date is the same on every day. */
const OPENING_TIME_MS = Date.UTC(2026, 2, 17, 10, 9, 0);
const RANDOM_SEED = 0x5eed;
/** What a look at the clock costs on it, in milliseconds: loops that wait for time to pass must end. */
const LOOK_MS = 0.05;
const FRAME_MS = 1000 / 60;
/** HTML: timers set by timers set by timers … wait at least so long from the fifth on, in milliseconds. */
const NESTING = { level: 5, waitMs: 4 };
/** Callbacks in one stretch of time; a page that wants more is taken as it is, at the same callback every time. */
const MAX_CALLBACKS = 4_000;

/** Declares `chance()`, a number from 0 to 1, and gives it to everything in the page that draws by lot. */
export const CHANCE_SCRIPT = `let seed = ${RANDOM_SEED};
const chance = () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
Math.random = chance;
const fillByChance = (array) => {
	const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
	for (let at = 0; at < bytes.length; at++) bytes[at] = chance() * 256;
	return array;
};
const realGetRandomValues = Crypto.prototype.getRandomValues;
Crypto.prototype.getRandomValues = function (array) {
	realGetRandomValues.call(this, array);
	return fillByChance(array);
};
if (Crypto.prototype.randomUUID) Crypto.prototype.randomUUID = () => {
	const bytes = fillByChance(new Uint8Array(16));
	bytes[6] = (bytes[6] & 15) | 64;
	bytes[8] = (bytes[8] & 63) | 128;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};`;

/**
 * Declares the real `frame()`, `wait(ms)` and `turn()`, and for the page `clock`: `run(ms)`, which lets time
 * pass and resolves to the number of callbacks that ran, and `to(moment)`. A frame inside the page keeps real timers, because nobody would wind
 * its clock.
 */
export const CLOCK_SCRIPT = `const real = {
	setTimeout: window.setTimeout.bind(window),
	clearTimeout: window.clearTimeout.bind(window),
	requestAnimationFrame: window.requestAnimationFrame.bind(window),
	now: performance.now.bind(performance),
	reportError: window.reportError.bind(window),
	Promise
};
const wait = (ms) => new real.Promise((resolve) => real.setTimeout(resolve, ms));
const frame = () => new real.Promise((resolve) => real.requestAnimationFrame(resolve));
const channel = new MessageChannel();
const turns = [];
channel.port1.onmessage = () => turns.shift()?.();
const realPostMessage = MessagePort.prototype.postMessage;
const turn = () => new real.Promise((resolve) => (turns.push(resolve), realPostMessage.call(channel.port2, 0)));
let messages = 0;
MessagePort.prototype.postMessage = function (...args) {
	messages++;
	return realPostMessage.apply(this, args);
};
let time = 0;
const look = () => (time += ${LOOK_MS});
const date = () => ${OPENING_TIME_MS} + Math.floor(look());
const RealDate = Date;
const OurDate = new Proxy(RealDate, {
	apply: () => new RealDate(date()).toString(),
	construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [date()], newTarget),
	get: (target, key) => (key === 'now' ? date : Reflect.get(target, key))
});
RealDate.prototype.constructor = OurDate;
window.Date = OurDate;
const redefine = (target, name, descriptor) => {
	const known = Object.getOwnPropertyDescriptor(target, name);
	if (known?.configurable) Object.defineProperty(target, name, { ...known, ...descriptor });
};
redefine(Performance.prototype, 'now', { value: look });
redefine(Performance.prototype, 'timeOrigin', { get: () => ${OPENING_TIME_MS} });
redefine(Event.prototype, 'timeStamp', { get: look });
redefine(Document.prototype, 'lastModified', { get: () => '03/17/2026 10:09:00' });
const { get: formatOf } = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
redefine(Intl.DateTimeFormat.prototype, 'format', {
	get() {
		const format = formatOf.call(this);
		return (value) => format(value === undefined ? date() : value);
	}
});
const { formatToParts } = Intl.DateTimeFormat.prototype;
redefine(Intl.DateTimeFormat.prototype, 'formatToParts', {
	value(value) {
		return formatToParts.call(this, value === undefined ? date() : value);
	}
});
/** The soonest last, so that it is the one to pop. */
const timers = [];
const known = new Map();
let frames = new Map();
let lastId = 0;
let nesting = 0;
let lastFrame = 0;
const put = (timer) => {
	let low = 0;
	let high = timers.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const other = timers[middle];
		if (other.due > timer.due || (other.due === timer.due && other.order > timer.order)) low = middle + 1;
		else high = middle;
	}
	timers.splice(low, 0, timer);
};
const start = (handler, delay, args, repeats) => {
	const id = ++lastId;
	// Text for a handler is refused by the policy.
	if (typeof handler !== 'function') return id;
	const wanted = Math.max(0, delay | 0);
	const level = nesting + 1;
	const every = level > ${NESTING.level} || (repeats && wanted === 0) ? Math.max(${NESTING.waitMs}, wanted) : wanted;
	const timer = { id, handler, args, level, every, repeats, due: time + every, order: id, cleared: false };
	known.set(id, timer);
	put(timer);
	return id;
};
const stop = (id) => {
	const timer = known.get(Number(id));
	if (!timer) return;
	timer.cleared = true;
	known.delete(timer.id);
	const at = timers.indexOf(timer);
	if (at >= 0) timers.splice(at, 1);
};
const guarded = (handler, self, args) => {
	try {
		Reflect.apply(handler, self, args);
	} catch (error) {
		real.reportError(error);
	}
};
const fire = (timer) => {
	nesting = timer.level;
	if (!timer.repeats) known.delete(timer.id);
	guarded(timer.handler, window, timer.args);
	nesting = 0;
	if (!timer.repeats || timer.cleared) return;
	timer.due += Math.max(timer.every, timer.level >= ${NESTING.level} ? ${NESTING.waitMs} : 0);
	timer.level++;
	timer.order = ++lastId;
	put(timer);
};
const draw = () => {
	lastFrame = time;
	const callbacks = frames;
	frames = new Map();
	for (const handler of callbacks.values()) guarded(handler, window, [lastFrame]);
};
if (window === window.top) {
	window.setTimeout = (handler, delay, ...args) => start(handler, delay, args, false);
	window.setInterval = (handler, delay, ...args) => start(handler, delay, args, true);
	window.clearTimeout = window.clearInterval = stop;
	window.requestAnimationFrame = (handler) => (frames.set(++lastId, handler), lastId);
	window.cancelAnimationFrame = (id) => void frames.delete(Number(id));
	window.requestIdleCallback = (handler) =>
		start(() => handler({ didTimeout: false, timeRemaining: () => 10 }), 1, [], false);
	window.cancelIdleCallback = stop;
}
const clock = {
	/** @param each called after every callback */
	run: async (ms, each = () => undefined) => {
		const until = time + ms;
		let ran = 0;
		for (; ran < ${MAX_CALLBACKS}; ran++) {
			const due = timers.at(-1)?.due ?? Infinity;
			const nextFrame = frames.size > 0 ? Math.max(time, lastFrame + ${FRAME_MS}) : Infinity;
			if (Math.min(due, nextFrame) > until) break;
			time = Math.max(time, Math.min(due, nextFrame));
			if (nextFrame < due) draw();
			else fire(timers.pop());
			each();
			// Each callback is a task of its own: what it promised happens before the next.
			await turn();
		}
		return ran;
	},
	to: (moment) => void (time = Math.max(time, moment))
};`;
