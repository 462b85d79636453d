import { VitrineError } from '#lib/domain/errors.ts';
import { readSwitch, readText } from '../arguments.ts';
import { withServices, type CliCommand } from '../command.ts';
import { printJson, printLine, printTable } from '../output.ts';

/** Of a note's text in a table. */
const MAX_TEXT_CHARS = 60;

export const notes: CliCommand = {
	usage: 'notes <brief>',
	summary: 'Say what people have pinned on the variants of a brief',
	declare(command) {
		command
			.option('--variant <number>', 'Notes on this variant alone')
			.option('--jsonld', 'Print them as a collection of W3C web annotations');
	},
	async run([briefId = ''], options) {
		const number = readText(options, 'variant');
		await withServices(options, async (services) => {
			if (readSwitch(options, 'jsonld'))
				return printJson(JSON.parse(services.notes.asAnnotations(briefId).text));
			const { id } = services.briefs.get(briefId);
			const variant =
				number === undefined ? undefined : services.variants.find(id, readNumber(number)).id;
			const found = await services.notes.ofBrief(id, { variant });
			if (readSwitch(options, 'json')) return printJson(found);
			if (found.length === 0) return printLine('There are no notes yet.');
			const numbers = new Map(services.variants.ofBrief(id).map((one) => [one.id, one.number]));
			printTable(
				['no.', 'note', 'intent', 'state', 'there', 'by', 'text'],
				found.map((note) => [
					String(numbers.get(note.variantId) ?? '–'),
					String(note.number),
					note.intent,
					note.isResolved ? 'done' : 'open',
					note.anchoring,
					note.author,
					note.text.length <= MAX_TEXT_CHARS
						? note.text
						: `${note.text.slice(0, MAX_TEXT_CHARS - 1)}…`
				])
			);
		});
		return 0;
	}
};

function readNumber(word: string): number {
	if (/^[1-9]\d*$/.test(word)) return Number(word);
	throw new VitrineError('invalid_input', `“${word}” is no number of a variant.`, {
		field: 'variant'
	});
}
