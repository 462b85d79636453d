/** A hand on a window: it drags, pinches and turns the wheel. */
import type { Place } from '#lib/state/sight-math.ts';
import type { Side, SightDesk } from '#lib/state/sight.svelte.ts';

/** A press that moves less than this, in CSS pixels, is a press. */
const SLIP = 4;
/** Zoom for one pixel of the wheel, as an exponent: a notch of 100 is about a third. */
const WHEEL_ZOOM = 0.003;
const LINE_PX = 16;
const CONTROLS = 'a, button, input, summary, [role=slider]';

interface HandOptions {
	/** Whether Shift, or being told so, moves one side alone. */
	hasSides?: boolean;
	/** A press that was no drag. @param pane the one it was in */
	onpress?: (pane: HTMLElement | null) => void;
}

interface Finger extends Place {
	side: Side;
	/** The upper left corner of the pane it is in, in the page's window. */
	corner: Place;
}

/**
 * Lets a hand move what a sight is of. Panes are marked with `data-pane`, of two the one on the right with `right`. Where a picture
 * ends, the wheel goes on with the page.
 * @returns an attachment for the element around the panes
 */
export function handOn(desk: SightDesk, { hasSides = false, onpress }: HandOptions = {}) {
	return (element: HTMLElement): (() => void) => {
		const fingers = new Map<number, Finger>();
		let travelled = 0;

		const paneOf = ({ target }: Event): HTMLElement | null =>
			target instanceof Element ? target.closest<HTMLElement>('[data-pane]') : null;
		function paneAt(event: Event): { side: Side; corner: Place } {
			const pane = paneOf(event);
			const { left: x, top: y } = (pane ?? element).getBoundingClientRect();
			return { side: pane?.dataset['pane'] === 'left' ? 'left' : 'right', corner: { x, y } };
		}
		const moved = (event: MouseEvent, side: Side): Side | null =>
			hasSides && (event.shiftKey || desk.isOneSided) ? side : null;

		function down(event: PointerEvent): void {
			if (event.button > 1) return;
			if (event.target instanceof Element && event.target.closest(CONTROLS)) return;
			if (event.button === 1) event.preventDefault();
			if (fingers.size === 0) travelled = 0;
			fingers.set(event.pointerId, { ...paneAt(event), x: event.clientX, y: event.clientY });
		}

		function move(event: PointerEvent): void {
			const finger = fingers.get(event.pointerId);
			if (!finger) {
				const { corner } = paneAt(event);
				desk.pointAt({ x: event.clientX - corner.x, y: event.clientY - corner.y });
				return;
			}
			const by = { x: event.clientX - finger.x, y: event.clientY - finger.y };
			travelled += Math.abs(by.x) + Math.abs(by.y);
			if (travelled > SLIP && !element.hasPointerCapture(event.pointerId))
				element.setPointerCapture(event.pointerId);
			const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
			if (other) pinch(finger, other, by);
			else desk.pan(by, moved(event, finger.side));
			finger.x = event.clientX;
			finger.y = event.clientY;
		}

		/** One of two fingers moves: their distance is the zoom, the point between them stays. */
		function pinch(finger: Finger, other: Finger, by: Place): void {
			const before = Math.hypot(finger.x - other.x, finger.y - other.y);
			const after = Math.hypot(finger.x + by.x - other.x, finger.y + by.y - other.y);
			if (before === 0 || after === 0) return;
			desk.pan({ x: by.x / 2, y: by.y / 2 });
			desk.zoomBy(after / before, {
				x: (finger.x + by.x + other.x) / 2 - finger.corner.x,
				y: (finger.y + by.y + other.y) / 2 - finger.corner.y
			});
		}

		function up(event: PointerEvent): void {
			if (!fingers.delete(event.pointerId)) return;
			if (event.type === 'pointerup' && travelled <= SLIP && event.button === 0)
				onpress?.(paneOf(event));
		}

		function wheel(event: WheelEvent): void {
			const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
			const { side, corner } = paneAt(event);
			if (event.ctrlKey || event.metaKey) {
				event.preventDefault();
				const at = { x: event.clientX - corner.x, y: event.clientY - corner.y };
				desk.zoomBy(Math.exp(-event.deltaY * unit * WHEEL_ZOOM), at);
				return;
			}
			// With Shift, browsers turn the wheel sideways; here Shift says which side.
			const isTurned = hasSides && event.shiftKey && event.deltaY === 0;
			const x = isTurned ? 0 : -event.deltaX * unit;
			const y = isTurned ? -event.deltaX * unit : -event.deltaY * unit;
			if (desk.pan({ x, y }, moved(event, side))) event.preventDefault();
		}

		const leave = () => desk.pointAt(null);
		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', up);
		element.addEventListener('pointercancel', up);
		element.addEventListener('pointerleave', leave);
		element.addEventListener('wheel', wheel, { passive: false });
		return () => {
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', up);
			element.removeEventListener('pointercancel', up);
			element.removeEventListener('pointerleave', leave);
			element.removeEventListener('wheel', wheel);
		};
	};
}
