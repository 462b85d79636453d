import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { StateName } from './brief.ts';
import { POSES, shotKey, THEMES, VIEWPORT_NAMES, type Shot } from './capture.ts';

const state = fc
	.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '-', '_', 'é'), minLength: 1, maxLength: 6 })
	.filter((name) => StateName.safeParse(name).success)
	.map((name) => StateName.parse(name));
const shot: fc.Arbitrary<Shot> = fc.record({
	viewport: fc.constantFrom(...VIEWPORT_NAMES),
	theme: fc.constantFrom(...THEMES),
	state: fc.option(state),
	pose: fc.constantFrom(...POSES)
});

describe('the key of a shot', () => {
	it('is of that shot alone', () => {
		fc.assert(
			fc.property(shot, shot, (a, b) => {
				const isSame =
					a.viewport === b.viewport &&
					a.theme === b.theme &&
					a.state === b.state &&
					a.pose === b.pose;
				expect(shotKey(a) === shotKey(b)).toBe(isSame);
			})
		);
		const keys = ['a b', 'a-b', 'a_b', null].map((name) =>
			shotKey({ viewport: 'phone', theme: 'dark', state: name })
		);
		expect(new Set(keys).size).toBe(4);
	});
});
