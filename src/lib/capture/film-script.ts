/** Script text: motion that we hold in our hand. It needs what the scripts of clock, rest and selectors declare. */

/** Animations named of one strip; a page with more has a pattern, not a list. */
const MAX_LISTED = 60;
const MAX_CHARS = 200;

/**
 * Declares `film`. While it follows, every animation of the page is paused, and stands where the page's own clock says.
 * `watch()` follows from the document's beginning; `begin()` starts over from the moment as it is; `to(ms)` lets time pass until `ms`
 * after the beginning, callback by callback, and shows it; `list()` tells of every animation that was met.
 */
export const FILM_SCRIPT = `const film = (() => {
	/** animation → when it was met on the page's clock, and where it stood in its own time. */
	const held = new Map();
	const listed = [];
	let base = 0;
	let isFollowing = false;
	const clip = (text) => String(text).slice(0, ${MAX_CHARS});
	const describe = (animation) => {
		const { effect } = animation;
		const keyframes = effect?.getKeyframes?.() ?? [];
		const timing = effect?.getTiming() ?? {};
		const isTransition = animation instanceof CSSTransition;
		const isNamed = animation instanceof CSSAnimation;
		const properties = new Set(keyframes.flatMap((keyframe) => Object.keys(keyframe)));
		for (const name of ['offset', 'easing', 'composite', 'computedOffset']) properties.delete(name);
		return {
			target: clip(effect?.target ? selectorOf(effect.target) + (effect.pseudoElement ?? '') : ''),
			kind: isTransition ? 'transition' : isNamed ? 'animation' : 'script',
			name: clip(isNamed ? animation.animationName : ''),
			properties: [...properties].slice(0, 20).map(clip),
			durationMs: Number(timing.duration) || 0,
			delayMs: timing.delay ?? 0,
			easing: clip((isNamed ? keyframes[0]?.easing : timing.easing) ?? 'linear'),
			iterations: Number.isFinite(timing.iterations) ? timing.iterations : null
		};
	};
	const hold = (animation, from) => {
		if (listed.length < ${MAX_LISTED} && !held.has(animation)) listed.push(describe(animation));
		pause.call(animation);
		held.set(animation, { at: time, from });
	};
	const seek = () => {
		for (const [animation, { at, from }] of held) {
			if (animation.playState === 'idle' || animation.playState === 'finished') {
				held.delete(animation);
				continue;
			}
			const end = endOf(animation);
			const moment = from + (time - at) * animation.playbackRate;
			if (moment < end && moment >= 0) animation.currentTime = moment;
			else if (animation.playbackRate !== 0) {
				held.delete(animation);
				finish.call(animation);
			}
		}
	};
	const follow = () => {
		for (const animation of animationsOf()) {
			if (animation.playState === 'running') hold(animation, animation.playbackRate < 0 ? endOf(animation) : 0);
		}
		seek();
	};
	return {
		async watch() {
			isFollowing = true;
			while (isFollowing) {
				follow();
				await frame();
			}
		},
		begin() {
			isFollowing = false;
			base = time;
			for (const animation of standing) if (animation.playState === 'paused') hold(animation, 0);
			standing.clear();
		},
		/** What the trigger started is met in the frame after it. */
		async to(ms) {
			await frame();
			follow();
			await clock.run(base + ms - time, follow);
			clock.to(base + ms);
			seek();
			await frame();
			await frame();
		},
		async opened(limitMs) {
			await real.Promise.race([real.Promise.all([fontsOf().ready, pictures()]), wait(limitMs)]);
		},
		list: () => listed
	};
})();`;
