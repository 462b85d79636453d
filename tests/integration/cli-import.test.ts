/** `vitrine import` as a person types it: a process of its own on files that are there. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, page, PNG, zipOf } from '../support/import-files.ts';
import { runCli, runCliBatch, temporaryFolder } from '../support/start-app.ts';

const folder = temporaryFolder();
const ARGS = ['--workspace', path.join(folder.path, 'workspace'), '--json'];

beforeAll(() => {
	const at = (name: string) => path.join(folder.path, name);
	for (const name of ['idea/img', 'idea/node_modules/x', 'other/idea'])
		mkdirSync(at(name), { recursive: true });
	const files = {
		'dimmer.md': '# Dimmer\n\nHow bright the room is, in as few steps as can be.\n',
		'007.html': page('<h1>Seven</h1>'),
		'idea/index.html': page('<img src="img/a.png" alt=""><img src="secret.png" alt="">'),
		'idea/img/a.png': PNG,
		'idea/node_modules/x/index.html': page('<p>Not a variant</p>'),
		'other/idea/index.html': page('<h1>Of the same name</h1>'),
		'packed.zip': zipOf({ 'index.html': page('<h1>Packed</h1>') }),
		'outside.png': PNG,
		'empty.html': ''
	};
	for (const [name, content] of Object.entries(files)) writeFileSync(at(name), bytesOf(content));
	symlinkSync(at('outside.png'), at('idea/secret.png'));
	// One that never ends, for whoever follows it.
	symlinkSync(at('idea'), at('idea/again'));
});
afterAll(() => folder.remove());

const run = (args: string[]) => runCli([...args, ...ARGS], { cwd: folder.path });

describe('vitrine import', { timeout: 120_000 }, () => {
	it('brings in what it can, and says what it cannot', async () => {
		const { code, stdout, stderr } = await run([
			'import',
			'007.html',
			'idea',
			'other/idea',
			'packed.zip',
			'outside.png',
			'empty.html',
			'missing.html',
			'--brief',
			'dimmer.md',
			'--no-capture'
		]);
		expect(code, stderr).toBe(0);
		const report = JSON.parse(stdout);
		expect(report).toMatchObject({
			requested: 5,
			ready: 5,
			failed: 0,
			cost: 0,
			usage: { inputTokens: 0, outputTokens: 0 }
		});
		const statements = report.variants.map(
			({ direction }: { direction: { statement: string } }) => direction.statement
		);
		expect(statements).toEqual([
			'Brought in from 007.html.',
			'Brought in from outside.png.',
			'Brought in from idea/index.html.',
			'Brought in from idea 2/index.html.',
			'Brought in from packed.zip/index.html.'
		]);
		expect(
			report.problems.map(({ name, code }: { name: string; code: string }) => [name, code])
		).toEqual([
			['idea/again', 'file_unreadable'],
			['idea/secret.png', 'file_unreadable'],
			['missing.html', 'file_unreadable'],
			['empty.html', 'import_unreadable']
		]);

		const again = await run(['import', '007.html', '--brief', report.briefId, '--no-capture']);
		expect(JSON.parse(again.stdout)).toMatchObject({
			briefId: report.briefId,
			ready: 1,
			problems: []
		});
	});

	it('photographs unless told otherwise, and says in words what came of it', async () => {
		const { code, stdout, stderr } = await runCli(
			['import', '007.html', 'empty.html', '--brief', 'dimmer.md', ...ARGS.slice(0, 2)],
			{ cwd: folder.path }
		);
		expect(code, stderr).toBe(0);
		expect(stdout).toMatch(/\d+ +007\.html +T\n/);
		expect(stderr).toContain('1 of 1 built, 1 photographed');
		expect(stderr).toContain('empty.html: This file is empty.');
	});

	it('refuses what makes no sense', async () => {
		const WRONG: [line: string, exit: number, code: string][] = [
			['import --brief dimmer.md', 2, 'invalid_input'],
			['import 007.html', 2, 'invalid_input'],
			['import 007.html --brief missing.md', 2, 'file_unreadable'],
			[`import 007.html --brief b_${'0'.repeat(20)}`, 2, 'not_found'],
			['import empty.html --brief dimmer.md', 1, 'import_unreadable'],
			['import missing.html --brief dimmer.md', 1, 'file_unreadable']
		];
		const lines = WRONG.map(([line]) => [...line.split(' '), ...ARGS]);
		const answers = await runCliBatch(lines, { cwd: folder.path });
		expect(
			answers.map(({ code, stdout }, index) => [
				WRONG[index]?.[0],
				code,
				JSON.parse(stdout).error.code
			])
		).toEqual(WRONG);
	});
});
