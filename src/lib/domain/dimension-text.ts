/** The values of a dimension as a person writes them: one a line, `label: what it asks for`. */
import type { Dimension } from './direction.ts';

type Value = Dimension['values'][number];

const MAX_LABEL_CHARS = 60;
const MAX_CLAUSE_CHARS = 400;
const MAX_KEY_CHARS = 60;

/** As `parseValues` reads them back. */
export function formatValues(values: readonly Value[]): string {
	return values.map(({ label, clause }) => `${label}: ${clause}`).join('\n');
}

/**
 * Reads the lines back. A value keeps its key while its label stays, so that points drawn earlier still mean it. Empty lines and
 * labels that come twice are left out; a line without a colon asks for what its label says.
 */
export function parseValues(text: string, before: readonly Value[]): Value[] {
	const values: Value[] = [];
	for (const line of text.split('\n')) {
		const [head = '', ...rest] = line.split(':');
		const label = head.trim().slice(0, MAX_LABEL_CHARS);
		const known = before.find((value) => value.label === label);
		const key = known?.key ?? slugOf(label);
		if (key === '' || values.some((value) => value.key === key)) continue;
		const clause = rest.join(':').trim().slice(0, MAX_CLAUSE_CHARS);
		values.push({ key, label, clause: clause === '' ? label : clause });
	}
	return values;
}

/** `Who decides?` → `who-decides`. Letters of other scripts are kept apart by their code points; empty for an empty label. */
export function slugOf(label: string): string {
	const plain = label
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9]+/gu, '-')
		.slice(0, MAX_KEY_CHARS)
		.replaceAll(/^-+|-+$/g, '');
	if (plain !== '') return plain;
	const points = [...label.trim()].map((letter) => `u${letter.codePointAt(0)?.toString(16)}`);
	return points.join('-').slice(0, MAX_KEY_CHARS);
}
