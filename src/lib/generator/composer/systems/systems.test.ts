import { describe, expect, it } from 'vitest';
import type { Palette } from '#lib/generator/composer/view.ts';
import { SYSTEMS } from './systems.ts';

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
		const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

const TEXT_PAIRS: [text: keyof Palette, on: keyof Palette][] = [
	['ink', 'ground'],
	['ink', 'sheet'],
	['ink', 'sunk'],
	['soft', 'ground'],
	['soft', 'sheet'],
	['soft', 'sunk'],
	['accent', 'ground'],
	['accent', 'sheet'],
	['onAccent', 'accent'],
	['onTint', 'tint'],
	['onWarn', 'warn'],
	['onField', 'field'],
	['softField', 'field']
];
const CONTROL_PAIRS: [edge: keyof Palette, on: keyof Palette][] = [
	['strong', 'ground'],
	['strong', 'sheet']
];

const CASES = SYSTEMS.flatMap((system) =>
	(['light', 'dark'] as const).map((theme) => [system.key, theme, system.tokens[theme]] as const)
);

describe.each(CASES)('%s, %s', (_key, _theme, palette) => {
	it.each(TEXT_PAIRS)('%s on %s can be read', (text, on) => {
		expect(contrast(palette[text], palette[on])).toBeGreaterThanOrEqual(4.5);
	});
	it.each(CONTROL_PAIRS)('%s on %s can be seen', (edge, on) => {
		expect(contrast(palette[edge], palette[on])).toBeGreaterThanOrEqual(3);
	});
});

describe('the systems', () => {
	it('differ from each other in type, ground and corner or rule', () => {
		const of = (pick: (system: (typeof SYSTEMS)[number]) => string) =>
			new Set(SYSTEMS.map(pick)).size;
		expect(of(({ tokens }) => tokens.fontHead)).toBe(SYSTEMS.length);
		expect(of(({ tokens }) => tokens.light.ground)).toBe(SYSTEMS.length);
		expect(of(({ tokens }) => tokens.dark.ground)).toBe(SYSTEMS.length);
		expect(of(({ label }) => label)).toBe(SYSTEMS.length);
	});
});
