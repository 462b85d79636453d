import { cac } from 'cac';
import { describe, expect, it } from 'vitest';
import { guardArguments, readNumber, readText, readTexts, unguard } from './arguments.ts';

function parse(argv: string[]) {
	const cli = cac('vitrine');
	cli
		.command('go <what>')
		.option('--out <path>', '')
		.option('--seed <n>', '')
		.option('--model <m>', '')
		.option('--json', '');
	const { args, options } = cli.parse(['node', 'vitrine', 'go', ...guardArguments(argv)], {
		run: false
	});
	return { args: args.map(unguard), options };
}

describe('words reach a command as they were typed', () => {
	it.each([
		['a lone dash', ['-'], ['-'], undefined],
		['a dash as a value', ['x', '--out', '-'], ['x'], '-'],
		['a dash as a value with =', ['x', '--out=-'], ['x'], '-'],
		['leading zeros', ['007', '--out', '0042'], ['007'], '0042'],
		['a number with =', ['x', '--out=1e3'], ['x'], '1e3'],
		['an argument after a switch', ['--json', '12'], ['12'], undefined],
		['an empty value', ['x', '--out', ''], ['x'], '']
	])('%s', (_, argv, args, out) => {
		const parsed = parse(argv);
		expect(parsed.args).toEqual(args);
		expect(readText(parsed.options, 'out')).toBe(out);
	});

	it('reads a negative number as the value of its option', () => {
		expect(readNumber(parse(['x', '--seed', '-5']).options, 'seed')).toBe(-5);
	});

	it('keeps every value of a repeated option, in order', () => {
		expect(
			readTexts(parse(['x', '--model', 'b', '--model=4', '--model', 'a']).options, 'model')
		).toEqual(['b', '4', 'a']);
	});
});

describe('wrong values', () => {
	it.each([
		['many', { code: 'count_out_of_range', field: 'seed' }],
		['', { code: 'count_out_of_range', field: 'seed' }],
		['Infinity', { code: 'count_out_of_range', field: 'seed' }]
	])('“%s” is no number', (word, error) => {
		const { options } = parse(['x', '--seed', word]);
		expect(() => readNumber(options, 'seed', 'count_out_of_range')).toThrow(
			expect.objectContaining(error)
		);
	});

	it('says so when an option that is told once is told twice', () => {
		const { options } = parse(['x', '--out', 'a', '--out', 'b']);
		expect(() => readText(options, 'out')).toThrow('--out is given more than once.');
	});
});
