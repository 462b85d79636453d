/** Pinching changes the size of frames: two fingers on a screen, or on a touchpad, which browsers tell as a wheel with Ctrl. */

interface PinchOptions {
	/** The size now, in CSS pixels. */
	size: () => number;
	onresize: (size: number) => void;
}

/** Wheel travel, in CSS pixels, that doubles or halves. */
const WHEEL_PER_DOUBLING = 240;

/** An attachment for the element that is pinched. */
export function pinch({ size, onresize }: PinchOptions): (element: HTMLElement) => () => void {
	return (element) => {
		let start: { distance: number; size: number } | null = null;

		function onwheel(event: WheelEvent): void {
			if (!event.ctrlKey) return;
			event.preventDefault();
			onresize(size() * 2 ** (-event.deltaY / WHEEL_PER_DOUBLING));
		}
		function ontouchmove(event: TouchEvent): void {
			const distance = spread(event.touches);
			if (distance === null) return;
			event.preventDefault();
			start ??= { distance, size: size() };
			onresize((start.size * distance) / start.distance);
		}
		function ontouchend(): void {
			start = null;
		}

		// Not passive: the browser would zoom the whole page.
		element.addEventListener('wheel', onwheel, { passive: false });
		element.addEventListener('touchmove', ontouchmove, { passive: false });
		element.addEventListener('touchend', ontouchend);
		return () => {
			element.removeEventListener('wheel', onwheel);
			element.removeEventListener('touchmove', ontouchmove);
			element.removeEventListener('touchend', ontouchend);
		};
	};
}

/** How far two fingers are apart; null for any other number of them. */
function spread(touches: TouchList): number | null {
	const [one, other] = touches;
	if (touches.length !== 2 || !one || !other) return null;
	return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || null;
}
