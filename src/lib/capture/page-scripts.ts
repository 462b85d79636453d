/**
 * Questions put to a photographed page. They run in a world of their own: the page shares its elements with them, but none of
 * its scripts, so it can neither break the answers by accident nor forge them. Document properties are read from the
 * prototype, because an element named `images` or `fonts` hides the real ones.
 */
import { z } from 'zod';

/** What a page answers once it has come to rest. Lengths in CSS pixels. */
export const Rest = z.object({
	/** False when something was still loading or moving at the limit. */
	settled: z.boolean(),
	nodes: z.number().int().nonnegative(),
	documentHeight: z.number().nonnegative(),
	overflowX: z.number().nonnegative()
});
export type Rest = z.infer<typeof Rest>;

/**
 * An expression that resolves to a `Rest`: fonts are there, images are decoded, two frames have passed, finite animations are at
 * their end and endless ones stand at their beginning.
 * @param limitMs after which the page is taken as it is, in milliseconds
 */
export function restExpression(limitMs: number): string {
	return `(async () => {
	const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
	const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	const still = () => {
		let moved = 0;
		for (const animation of Document.prototype.getAnimations.call(document)) {
			if (animation.playState !== 'running' && animation.playState !== 'paused') continue;
			const end = animation.effect?.getComputedTiming().endTime ?? 0;
			if (Number.isFinite(Number(end))) {
				if (animation.playState !== 'running' || animation.playbackRate === 0) continue;
				animation.finish();
				moved++;
			} else if (animation.playState === 'running') {
				animation.pause();
				animation.currentTime = 0;
				moved++;
			}
		}
		return moved;
	};
	const settle = async () => {
		await read('fonts').ready;
		await Promise.all([...read('images')].map((image) => (image.loading === 'lazy' && !image.complete ? null : image.decode().catch(() => null))));
		await frame();
		// An animation that ends may start the next one; five links of such a chain are enough for a still.
		for (let link = 0; link < 5 && still() > 0; link++) await frame();
		return true;
	};
	const limit = new Promise((resolve) => setTimeout(() => resolve(false), ${limitMs}));
	const settled = await Promise.race([settle().catch(() => false), limit]);
	const root = read('documentElement');
	const body = read('body');
	return {
		settled,
		nodes: document.getElementsByTagName('*').length,
		documentHeight: Math.max(root?.scrollHeight ?? 0, body?.scrollHeight ?? 0),
		overflowX: Math.max(0, (read('scrollingElement') ?? root)?.scrollWidth - innerWidth || 0)
	};
})()`;
}
