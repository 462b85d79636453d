/** The main control of a page as it stands, and what is done to it. */
import { VitrineError } from '#lib/domain/errors.ts';
import { Control, CONTROL_EXPRESSION, FOCUS_EXPRESSION } from './control-script.ts';
import type { SealedPage } from './sealed-page.ts';

/** @throws VitrineError `capture_no_control` when nothing that can be used is to be seen */
export async function findControl(page: SealedPage): Promise<NonNullable<Control>> {
	const found = Control.safeParse(await page.inOurWorld(CONTROL_EXPRESSION)).data;
	if (found) return found;
	throw new VitrineError(
		'capture_no_control',
		'There is no button, link or field to be seen that could be used.'
	);
}

/** Does to the control what people do. */
export async function useControl(
	page: SealedPage,
	{ x, y }: NonNullable<Control>,
	how: 'hover' | 'focus' | 'press'
): Promise<void> {
	if (how === 'focus') await page.inOurWorld(FOCUS_EXPRESSION);
	else await page.point(x, y);
	if (how === 'press') await page.point(x, y, true);
}
