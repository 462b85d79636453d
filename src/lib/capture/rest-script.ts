/** Script text: how a photographed page comes to rest, and how it is moved on frame by frame. It needs what the clock's script declares. */

/** Where moving drawings without an end are looked at, in seconds of their own time: most of those with an end have reached it. */
const DRAWING_SECONDS = 10;
/** An animation that ends may start the next one, and a timer an animation; so many links of such a chain are enough for a still. */
const MAX_ROUNDS = 6;

/**
 * Declares `rest(passMs, limitMs)`: fonts are there, images are decoded, timers and frames of the next `passMs` milliseconds of the page's
 * own time have run, finite animations are at their end and endless ones stand at their beginning. Resolves to
 * `[settled, restless, endless]`: whether that was so within `limitMs` real milliseconds, whether something could still move by itself,
 * and whether something would go on moving if more time passed.
 */
export const REST_SCRIPT = `const documentProperty = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.bind(document);
const [fontsOf, imagesOf, activeOf, bodyOf] = ['fonts', 'images', 'activeElement', 'body'].map(documentProperty);
const allOf = Document.prototype.querySelectorAll.bind(document);
const animationsOf = Document.prototype.getAnimations.bind(document);
const { finish, pause } = Animation.prototype;
const listen = EventTarget.prototype.addEventListener;
const { decode } = HTMLImageElement.prototype;
const isLate = (image) => {
	if (image.loading !== 'lazy' || image.complete) return false;
	const { top, left, bottom, right } = image.getBoundingClientRect();
	return bottom < 0 || right < 0 || top > innerHeight || left > innerWidth;
};
const there = (image) => image.complete ? decode.call(image).catch(() => null) : new real.Promise((resolve) => {
	listen.call(image, 'load', resolve);
	listen.call(image, 'error', resolve);
});
const pictures = () => real.Promise.all(Array.from(imagesOf(), (image) => (isLate(image) ? null : there(image))));
const noCaret = new CSSStyleSheet();
noCaret.replaceSync('* { caret-color: transparent !important }');
/** The caret blinks by real time, so it is not shown. */
const hideCaret = () => {
	const active = activeOf();
	if (!active || active === bodyOf() || document.adoptedStyleSheets.includes(noCaret)) return;
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, noCaret];
};
const endOf = (animation) => Number(animation.effect?.getComputedTiming().endTime ?? 0);
/** Endless animations that were stopped at their beginning. */
const standing = new Set();
const still = () => {
	let moved = 0;
	for (const animation of animationsOf()) {
		if (animation.playState !== 'running') continue;
		if (Number.isFinite(endOf(animation))) {
			if (animation.playbackRate === 0) continue;
			finish.call(animation);
		} else {
			pause.call(animation);
			animation.currentTime = 0;
			standing.add(animation);
		}
		moved++;
	}
	for (const drawing of allOf('svg')) {
		if (drawing.ownerSVGElement || drawing.animationsPaused?.() !== false || !drawing.querySelector('animate, animateTransform, animateMotion, set')) continue;
		drawing.pauseAnimations();
		drawing.setCurrentTime(${DRAWING_SECONDS});
	}
	let films = 0;
	for (const film of allOf('video')) {
		films++;
		if (film.paused) continue;
		film.pause();
		film.currentTime = 0;
	}
	return [moved, films];
};
const isEndless = () => frames.size > 0 || timers.some(({ repeats }) => repeats);
const comeToRest = async (passMs) => {
	await fontsOf().ready;
	await frame();
	await frame();
	await pictures();
	const until = time + passMs;
	const heard = messages;
	let films = 0;
	for (let round = 0; round < ${MAX_ROUNDS}; round++) {
		const ran = await clock.run(until - time);
		let moved;
		[moved, films] = still();
		if (ran === 0 && moved === 0) break;
		await frame();
	}
	await pictures();
	hideCaret();
	return [true, films > 0 || window.length > 0 || messages > heard, isEndless()];
};
const rest = (passMs, limitMs) =>
	real.Promise.race([comeToRest(passMs).catch(() => [false, true, true]), wait(limitMs).then(() => [false, true, true])]);`;
