/** Grafts one document's element into another through a real browser. */
import type { Camera } from '#lib/capture/camera.ts';
import type { Shot } from '#lib/domain/capture.ts';
import { ingestDocument } from '#lib/generator/document.ts';
import { graft } from '#lib/merge/graft.ts';
import { USUAL_CHOICES, type Graft, type GraftResult } from '#lib/merge/graft-types.ts';
import {
	readPart,
	readPartExpression,
	readPlace,
	readPlaceExpression,
	type PartReading,
	type PlaceReading
} from '#lib/merge/part-reading.ts';
import { RESTING } from '../fixtures/pages/take.ts';

type Look = Pick<Shot, 'viewport' | 'theme' | 'state'>;

/** A page with this in its head and its body, as it would be stored. */
export function page(head: string, body: string): string {
	return ingestDocument(
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>${head}</head><body>${body}</body></html>`
	).html;
}

/** The id of the element that has this in its start tag. */
export function idOf(html: string, mark: string): string {
	const tag = [...html.matchAll(/<[^>]*data-vt-id="(e\d+)"[^>]*>/g)].find(([text]) =>
		text.includes(mark)
	);
	if (!tag?.[1]) throw new Error(`Nothing in the page has ${mark}.`);
	return tag[1];
}

export class GraftBench {
	readonly camera: Camera;

	constructor(camera: Camera) {
		this.camera = camera;
	}

	inspect(html: string, expression: string, look: Look = RESTING): Promise<unknown> {
		return this.camera.inspect(
			{ variantId: 'v_test', html, look, expression },
			new AbortController().signal
		);
	}

	async part(html: string, pointer: string, look?: Look): Promise<PartReading> {
		return readPart(
			html,
			pointer,
			await this.inspect(html, readPartExpression(html, pointer), look)
		);
	}

	async place(html: string, anchorId: string, look?: Look): Promise<PlaceReading> {
		return readPlace(anchorId, await this.inspect(html, readPlaceExpression(anchorId), look));
	}

	/** Grafts the element marked in the origin to the one marked in the base. */
	async graft(
		origin: string,
		base: string,
		how: {
			part: string;
			anchor: string;
			where?: Graft['where'];
			choices?: Partial<Graft['choices']>;
			without?: string[];
		}
	): Promise<GraftResult> {
		const [part, place] = await Promise.all([
			this.part(origin, idOf(origin, how.part)),
			this.place(base, idOf(base, how.anchor))
		]);
		const choices = { ...USUAL_CHOICES, ...how.choices };
		return graft(
			base,
			[{ part, place, where: how.where ?? 'after', choices, name: '12' }],
			how.without
		);
	}

	/** A computed style of each of these, in the page as it stands. */
	async styles(
		html: string,
		selectors: string[],
		property: string,
		look?: Look
	): Promise<(string | null)[]> {
		const expression = `${JSON.stringify(selectors)}.map((selector) => {
			const [, plain, pseudo] = /^(.*?)(::[a-z]+)?$/.exec(selector);
			const element = document.querySelector(plain);
			return element ? getComputedStyle(element, pseudo).getPropertyValue(${JSON.stringify(property)}) : null;
		})`;
		return (await this.inspect(html, expression, look)) as (string | null)[];
	}
}
