/** A second look at an element that lies outside of its variant's photographs: the page is scrolled to it, and taken once more. */
import type { Camera, TakenPhotograph } from '#lib/capture/camera.ts';
import { elementBoxesExpression, SeenElements } from '#lib/capture/element-boxes-script.ts';
import type { Box } from '#lib/domain/capture-facts.ts';
import type { BlobStore } from '../blobs.ts';
import { readPage, type ReadLook } from '../notes/page-reader.ts';

interface ProbeDeps {
	blobs: Pick<BlobStore, 'get' | 'put'>;
	camera(): Camera;
}

/** A page as it was taken when it was scrolled to an element. */
export interface Probed {
	imageSha256: string;
	width: number;
	height: number;
	/** Of the element, in it. */
	box: Box;
}

/**
 * Of no use to anybody but for comparing: it is stored as a picture, and is no photograph of the variant.
 * @returns null where nothing of it is to be seen even so
 * @throws VitrineError what the camera comes to
 */
export async function probeElement(
	{ blobs, camera }: ProbeDeps,
	{ id, htmlSha256 }: { id: string; htmlSha256: string | null },
	look: ReadLook,
	elementId: string
): Promise<Probed | null> {
	const stored = htmlSha256 === null ? null : await blobs.get(htmlSha256);
	if (!stored) return null;
	const page = { variantId: id, html: stored.toString('utf8') + scrollingTo(elementId) };
	const expression = elementBoxesExpression([elementId]);
	const asked = { expression, answer: SeenElements };
	const [seen] = await readPage(camera(), { ...page, look }, asked);
	const taken: TakenPhotograph[] = [];
	await camera().photograph(
		{ ...page, shots: [{ ...look, pose: 'rest' }] },
		(photograph) => {
			if (photograph.status === 'taken') taken.push(photograph);
		},
		new AbortController().signal
	);
	const [photograph] = taken;
	if (!seen?.box || !photograph) return null;
	const { width, height, image } = photograph;
	return { imageSha256: await blobs.put(image), width, height, box: seen.box };
}

/** After everything else of the page, and again when another state is shown. */
function scrollingTo(elementId: string): string {
	const script = `(() => {
		const go = () => document.querySelector('[data-vt-id="${elementId}"]')
			?.scrollIntoView({ block: 'start', behavior: 'instant' });
		addEventListener('load', () => { go(); requestAnimationFrame(go); });
		document.addEventListener('vitrine:state', () => requestAnimationFrame(go));
	})();`;
	return `<script>${script}</script>`;
}
