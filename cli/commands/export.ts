import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import {
	EXPORT_FORMATS,
	type ExportedFile,
	type ExportFormat
} from '#lib/server/export-service.ts';
import type { Services } from '#lib/server/services.ts';
import { readSwitch, readText } from '../arguments.ts';
import { withServices, type CliCommand } from '../command.ts';
import { printJson, printLine } from '../output.ts';

export const exportVariant: CliCommand = {
	usage: 'export <variant>',
	summary:
		'Take a variant away; name it by its id, by BRIEF_ID/NUMBER, or by its number where there is one brief',
	declare(command) {
		command
			.option('--format <format>', `${EXPORT_FORMATS.join(' or ')}; html unless told otherwise`)
			.option('--out <path>', 'A file, a folder, or - for stdout; here unless told otherwise');
	},
	async run([name = ''], options) {
		const isJson = readSwitch(options, 'json');
		const format = readFormat(readText(options, 'format') ?? 'html');
		const out = readText(options, 'out') ?? '.';
		if (out === '-' && isJson) {
			throw new VitrineError('invalid_input', 'The file and the JSON cannot both go to stdout.', {
				field: 'out',
				fix: 'Leave --json out, or name a file.'
			});
		}
		return withServices(options, async (services) => {
			const file = await services.exports.make(findVariant(services, name), format, {
				isOperator: true,
				reviewer: LOCAL_REVIEWER
			});
			if (out === '-') {
				await toStdout(file);
				return 0;
			}
			const written = await writeOut(file, out);
			if (isJson) printJson({ files: [written] });
			else printLine(written);
			return 0;
		});
	}
};

function readFormat(word: string): ExportFormat {
	const format = EXPORT_FORMATS.find((candidate) => candidate === word);
	if (format) return format;
	throw new VitrineError('invalid_input', `There is no export format “${word}”.`, {
		field: 'format',
		fix: `There are ${EXPORT_FORMATS.join(' and ')}.`
	});
}

/** @throws VitrineError `not_found`; `invalid_input` for a bare number that could be of several briefs */
function findVariant({ briefs, variants }: Services, name: string): string {
	const [, briefId, digits] = /^(?:([^/]+)\/)?(\d{1,6})$/.exec(name) ?? [];
	if (digits === undefined) return variants.get(name).id;
	if (briefId !== undefined) return variants.find(briefs.get(briefId).id, Number(digits)).id;
	const [only, ...others] = briefs.list(LOCAL_REVIEWER);
	if (!only)
		throw new VitrineError('not_found', 'This workspace has no briefs yet.', { field: 'variant' });
	if (others.length > 0) {
		throw new VitrineError(
			'invalid_input',
			`There are ${others.length + 1} briefs, so “${name}” could be of any.`,
			{
				field: 'variant',
				fix: 'Name it as BRIEF_ID/NUMBER; vitrine list says the ids.'
			}
		);
	}
	return variants.find(only.id, Number(digits)).id;
}

/** Waits until the bytes are with whoever reads them: a pipe takes them bit by bit. */
function toStdout({ bytes }: ExportedFile): Promise<void> {
	return new Promise((resolve, reject) => {
		process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
	});
}

/**
 * Writes beside the target and moves the whole there, so that a file is never half new.
 * @returns the absolute path
 * @throws VitrineError `output_unwritable`
 */
async function writeOut(file: ExportedFile, out: string): Promise<string> {
	const isFolder =
		/[/\\]$/.test(out) || (await stat(out).catch(() => null))?.isDirectory() === true;
	const target = path.resolve(isFolder ? path.join(out, file.name) : out);
	const part = path.join(path.dirname(target), `.vitrine-${randomUUID()}`);
	try {
		if (isFolder) await mkdir(path.dirname(target), { recursive: true });
		await writeFile(part, file.bytes, { flag: 'wx' });
		await rename(part, target);
	} catch (cause) {
		await rm(part, { force: true });
		throw new VitrineError('output_unwritable', `${target} cannot be written.`, {
			field: 'out',
			fix: 'Choose a path in a folder that is there and is yours.',
			cause
		});
	}
	return target;
}
