import { describe, expect, it } from 'vitest';
import { DimensionSpace } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Finish } from '#lib/domain/reply.ts';
import { STANDING_DIMENSIONS } from './dimensions.ts';
import { readDimensions } from './read-dimensions.ts';

const value = (label: string) => ({ key: label, label, clause: `with ${label}; and so on` });
const dimension = (label: string, ...values: string[]) => ({
	key: label,
	label,
	why: `because of ${label}`,
	values: values.map(value)
});
const THREE = [
	dimension('voice', 'clerk', 'friend'),
	dimension('mistake', 'undone', 'paid'),
	dimension('witness', 'nobody', 'everyone')
];
const json = JSON.stringify({ dimensions: THREE }, null, 2);
const read = (text: string, finish: Finish = 'stop') =>
	readDimensions(text, finish, STANDING_DIMENSIONS);
const keys = (text: string, finish?: Finish) => read(text, finish).dimensions.map(({ key }) => key);
const reply = (...dimensions: object[]) => JSON.stringify({ dimensions });

describe('a proposal is read', () => {
	it('as it was asked for', () => {
		const { dimensions, repairs } = read(json);
		expect(dimensions).toEqual(THREE.map((own) => ({ ...own, origin: 'model' })));
		expect(repairs).toEqual([]);
	});

	it.each<[how: string, text: string]>([
		['out of a fence', `\`\`\`json\n${json}\n\`\`\``],
		['out of talk', `Here's what differs {roughly}:\n\n${json}\n\nShall I draw [some]?`],
		['out of a fence never closed', `Sure!\n\`\`\`\n${json}`],
		[
			'after thinking',
			`<think>{"dimensions": [${'{"label":"x","values":["a","b"]},'.repeat(9)}]}</think>\n${json}`
		],
		['out of thinking alone', `<think>${json}</think>\nI have said it all.`],
		['as a bare list', JSON.stringify(THREE)],
		['under another name', JSON.stringify({ brief: 'x', axes: THREE })],
		['further down', JSON.stringify({ result: { data: { dimensions: THREE } } })],
		[
			'under their keys',
			JSON.stringify({
				dimensions: Object.fromEntries(THREE.map((own) => [own.key, { ...own, key: undefined }]))
			})
		],
		['with commas too many', json.replaceAll('}\n', '},\n').replace(/},\s*$/, '}')],
		['with comments', json.replace('"why"', '// why it matters, "really"\n"why" /* so */')],
		['with typographic quotes', json.replaceAll('"', '”').replace('”', '“')],
		['with a line end in a text', json.replace('because of voice', 'because\nof voice')],
		['with other line ends', json.replaceAll('\n', '\r\n')],
		['one object after another', THREE.map((own) => JSON.stringify(own)).join('\n\n')]
	])('%s', (_, text) => {
		expect(keys(text)).toEqual(['voice', 'mistake', 'witness']);
	});

	it('as far as it is whole when it was cut', () => {
		const long = reply(...THREE, dimension('last', 'one', 'two'));
		const { dimensions, repairs } = read(long.slice(0, -20), 'length');
		expect(dimensions.map(({ key }) => key)).toEqual(['voice', 'mistake', 'witness']);
		expect(repairs.join(' ')).toMatch(/cut short/);
	});

	it('whatever it calls its fields', () => {
		const odd = {
			name: 'Tone of Voice',
			rationale: 'It speaks.',
			options: [
				'Dry: told dry; no jokes',
				{ title: 'Warm', description: 'Told warmly. It jokes.' },
				'Plain'
			]
		};
		expect(read(reply(odd, ...THREE.slice(1), THREE[0] ?? {})).dimensions[0]).toEqual({
			key: 'tone-of-voice',
			label: 'Tone of Voice',
			why: 'It speaks.',
			origin: 'model',
			values: [
				{ key: 'dry', label: 'Dry', clause: 'told dry; no jokes' },
				{ key: 'warm', label: 'Warm', clause: 'told warmly; It jokes' },
				{ key: 'plain', label: 'Plain', clause: 'with Tone of Voice: Plain' }
			]
		});
	});
});

describe('what can be mended is', () => {
	it.each<[what: string, dimensions: object[], keys: string[], repairs: RegExp]>([
		[
			'a standing key',
			[...THREE, dimension('structure', 'a', 'b')],
			['voice', 'mistake', 'witness'],
			/“structure” is in the space already/
		],
		[
			'a standing label',
			[...THREE, { ...dimension('pace', 'a', 'b'), label: 'Motion' }],
			['voice', 'mistake', 'witness'],
			/“Motion” is in the space/
		],
		[
			'a standing one spelt otherwise',
			[...THREE, dimension('Color', 'a', 'b'), dimension('Typography', 'a', 'b')],
			['voice', 'mistake', 'witness'],
			/“Color”.*“Typography”/
		],
		[
			'one proposed twice',
			[...THREE, dimension('Voice', 'a', 'b')],
			['voice', 'mistake', 'witness'],
			/“Voice” is proposed twice/
		],
		[
			'the same key for another',
			[...THREE, { ...dimension('voice', 'a', 'b'), label: 'Who speaks' }],
			['voice', 'mistake', 'witness', 'voice-2'],
			/^$/
		],
		[
			'one value alone',
			[...THREE, dimension('pace', 'a')],
			['voice', 'mistake', 'witness'],
			/“pace” has one value/
		],
		[
			'ten dimensions',
			Array.from({ length: 11 }, (_, at) => dimension(`d${at}`, 'a', 'b')),
			Array.from({ length: 9 }, (_, at) => `d${at}`),
			/first 9 of 11/
		],
		[
			'ten values',
			[...THREE.slice(1), dimension('many', ...'abcdefghij')],
			['mistake', 'witness', 'many'],
			/first 8 of 10 values of “many”/
		],
		[
			'a value twice',
			[...THREE.slice(1), dimension('twice', 'a', 'A', 'b')],
			['mistake', 'witness', 'twice'],
			/Left out 1 of the values of “twice”/
		],
		[
			'keys that are none',
			[
				{ ...dimension('x', 'a', 'b'), key: 'Größe & Maß!', label: 'Größe' },
				{ ...dimension('口調', 'あ', 'い'), key: '口調' },
				dimension('constructor', 'a', 'b')
			],
			['gro-e-ma', 'dimension', 'constructor-2'],
			/^$/
		]
	])('%s', (_, dimensions, expected, repairs) => {
		const answer = read(reply(...dimensions));
		expect(answer.dimensions.map(({ key }) => key)).toEqual(expected);
		expect(answer.repairs.join(' ')).toMatch(repairs);
		expect(DimensionSpace.safeParse(answer.dimensions).error).toBeUndefined();
	});

	it('long texts', () => {
		const wordy = {
			label: 'how much of the whole history is carried along by it',
			why: 'w '.repeat(400),
			values: [{ label: 'l'.repeat(90), clause: 'c '.repeat(400) }, value('b')]
		};
		const [first] = read(reply(wordy, ...THREE)).dimensions;
		expect(first?.label).toBe('how much of the whole history is…');
		expect(first?.values[0]?.label).toHaveLength(40);
		expect(first?.values[0]?.clause.length).toBeLessThanOrEqual(400);
		expect(DimensionSpace.safeParse([first]).error).toBeUndefined();
	});
});

describe('what cannot be used says why', () => {
	it.each<[what: string, text: string, finish: Finish, code: string, says: RegExp]>([
		['nothing', ' \n', 'stop', 'reply_empty', /answered with nothing/],
		['a refusal', 'I cannot help with that.', 'stop', 'reply_refused', /declined: “I cannot help/],
		['a refusal of another kind', json, 'refusal', 'reply_refused', /declined/],
		[
			'prose',
			'Structure and tone would matter here.',
			'stop',
			'reply_no_dimensions',
			/holds no dimensions\. It begins: “Structure and tone/
		],
		[
			'a page',
			'```html\n<!doctype html><p>{}</p>\n```',
			'stop',
			'reply_no_dimensions',
			/holds no dimensions/
		],
		[
			'other JSON',
			'{"dimensions": ["voice", "mistake", "witness"]}',
			'stop',
			'reply_no_dimensions',
			/holds no dimensions/
		],
		['a cut before the first', json.slice(0, 60), 'length', 'reply_no_dimensions', /length limit/],
		[
			'two',
			reply(...THREE.slice(1)),
			'stop',
			'reply_no_dimensions',
			/Of 2 dimensions.* 2 can be used, and it takes 3/
		],
		[
			'too few left',
			reply(...THREE.slice(1), dimension('steps', 'a', 'b'), dimension('x', 'a')),
			'stop',
			'reply_no_dimensions',
			/Of 4 .* 2 can be used.*“steps” is in the space already\. “x” has one value/
		]
	])('%s', (_, text, finish, code, says) => {
		try {
			read(text, finish);
			expect.unreachable('it was read');
		} catch (thrown) {
			expect(thrown).toMatchObject({ code });
			expect(thrown instanceof VitrineError && thrown.sentence).toMatch(says);
		}
	});

	it('in a moment, however many braces', () => {
		for (const hostile of [
			'['.repeat(300_000),
			`${'['.repeat(100_000)}${']'.repeat(100_000)}`,
			'{"a":'.repeat(100_000),
			`${'['.repeat(120_000)}${'}'.repeat(120_000)}`,
			'"{'.repeat(200_000)
		])
			expect(() => read(hostile)).toThrow(VitrineError);
	});
});
