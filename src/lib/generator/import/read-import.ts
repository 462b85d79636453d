/** From the files a person brings to documents that stand alone. Pure over bytes: nothing is read from or written to a disk. */
import { setImmediate } from 'node:timers/promises';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_COUNT } from '#lib/domain/round.ts';
import { setDataAside } from '../data-aside.ts';
import { ingestDocument, type StandingDocument } from '../document.ts';
import { refuseDeepNesting } from '../html-scan.ts';
import { AssetSet, PageRoom } from './asset-set.ts';
import { chooseFromSet, isPage, isPicture } from './choose-pages.ts';
import {
	MAX_IMPORT_BYTES,
	MAX_IMPORT_FILES,
	type ImportFile,
	type ImportProblem,
	isLitter
} from '#lib/domain/import.ts';
import { MAX_PAGES_CHARS, mebibytes } from './import-limits.ts';
import { toProblem, type ImportedDocument } from './imported.ts';
import { inlinePage } from './inline-page.ts';
import { describeOther, isZip, pictureType } from './media-type.ts';
import { extensionOf, folderOf, nameOf, safePath, withoutExtension } from './paths.ts';
import { picturePage } from './picture-page.ts';
import { decodeText } from './text-encoding.ts';
import { unzip } from './unzip.ts';

export interface ImportReading {
	documents: ImportedDocument[];
	/** Files that did not come in. They take nothing from the others. */
	problems: ImportProblem[];
}

/** Files that lie together: addresses in one of them lead to the others and nowhere else. */
interface FileSet {
	/** Put in front of the names of its files; null where files were given one by one. */
	name: string | null;
	files: ImportFile[];
}

/** One file that becomes a variant. */
interface Candidate {
	file: ImportFile;
	/** As people know it. */
	name: string;
	assets: AssetSet;
	steps: string[];
}

/**
 * Reads what was brought: pages and pictures one by one, folders (paths with slashes), and zips.
 * @param signal calls it off
 * @throws VitrineError `import_too_large` when it is over the limits as a whole; what is wrong with a file is a problem
 * @throws the signal's reason
 */
export async function readImport(
	files: readonly ImportFile[],
	signal?: AbortSignal
): Promise<ImportReading> {
	const problems: ImportProblem[] = [];
	const sets = intoSets(refuseOverLimits(files), problems);
	const candidates = sets.flatMap((set) => candidatesOf(set, problems));
	const documents: ImportedDocument[] = [];
	let left = MAX_PAGES_CHARS;
	for (const candidate of candidates) {
		// Pages come before pictures: a picture that a page has asked for is part of it.
		if (candidate.assets.used.has(candidate.file.path) && isPicture(candidate.file.path)) continue;
		if (documents.length === MAX_COUNT) throw tooMany();
		// Pages can be large: whoever waits for an answer meanwhile is served between two of them.
		await setImmediate();
		signal?.throwIfAborted();
		try {
			const document = await readCandidate(candidate, new PageRoom(left));
			left -= document.html.length;
			documents.push(document);
		} catch (thrown) {
			problems.push(toProblem(candidate.name, thrown));
		}
	}
	// Pages have been read: what they have not asked for was brought for nothing.
	for (const set of sets) if (set.name === null) problems.push(...unasked(set, candidates));
	return { documents, problems };
}

function tooMany(): VitrineError {
	return new VitrineError(
		'import_too_large',
		`These are more than ${MAX_COUNT} variants, which is what one import takes.`,
		{ fix: 'Bring them in by and by.' }
	);
}

function refuseOverLimits(files: readonly ImportFile[]): readonly ImportFile[] {
	const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
	if (bytes > MAX_IMPORT_BYTES) {
		throw new VitrineError(
			'import_too_large',
			`These files are over ${mebibytes(MAX_IMPORT_BYTES)} together.`,
			{ fix: 'Bring them in by and by, or make their pictures smaller.' }
		);
	}
	if (files.length > MAX_IMPORT_FILES) {
		throw new VitrineError(
			'import_too_large',
			`These are ${files.length.toLocaleString('en')} files; one import takes ${MAX_IMPORT_FILES.toLocaleString('en')}.`,
			{ fix: 'Bring in the pages and what they need, without the tools that made them.' }
		);
	}
	return files;
}

/** Files given one by one are a set, every folder is one, every zip is one. */
function intoSets(files: readonly ImportFile[], problems: ImportProblem[]): FileSet[] {
	const loose: FileSet = { name: null, files: [] };
	const folders = new Map<string, FileSet>();
	const archives: FileSet[] = [];
	let room = MAX_IMPORT_BYTES;
	for (const file of files) {
		try {
			const path = safePath(file.path);
			if (path === null)
				throw new VitrineError('import_unsafe', 'The path of this file leads out of its folder.');
			if (isLitter(path)) continue;
			const [folder = '', ...inside] = path.split('/');
			if (inside.length > 0) {
				const set = folders.get(folder) ?? { name: folder, files: [] };
				folders.set(folder, set);
				set.files.push({ path: inside.join('/'), bytes: file.bytes });
			} else if (isArchive(path, file.bytes)) {
				const unpacked = unzip(file.bytes, room);
				room -= unpacked.reduce((sum, { bytes }) => sum + bytes.length, 0);
				archives.push({ name: path, files: unpacked });
			} else loose.files.push({ path, bytes: file.bytes });
		} catch (thrown) {
			problems.push(toProblem(file.path, thrown));
		}
	}
	return [loose, ...folders.values(), ...archives];
}

/** A page that is a zip in truth is told as such; everything else that is one is opened. */
const isArchive = (path: string, bytes: Uint8Array): boolean =>
	extensionOf(path) === 'zip' || (isZip(bytes) && !isPage(path) && !isPicture(path));

function candidatesOf({ name, files }: FileSet, problems: ImportProblem[]): Candidate[] {
	const assets = new AssetSet(files);
	if (name === null) {
		const whole = files.filter((file) => isPage(file.path) || isUnnamedPage(file));
		const pictures = files.filter((file) => isPicture(file.path) || isUnnamedPicture(file));
		return [...whole, ...pictures].map((file) => ({ file, name: file.path, assets, steps: [] }));
	}
	const { files: chosen, step } = chooseFromSet(files);
	if (chosen.length === 0) {
		const error = new VitrineError('import_unreadable', 'There is no page and no picture in it.');
		problems.push(toProblem(name, error));
	}
	return chosen.map((file) => ({
		file,
		name: `${name}/${file.path}`,
		assets,
		steps: step === null ? [] : [step]
	}));
}

const isUnnamedPicture = ({ path, bytes }: ImportFile): boolean =>
	extensionOf(path) === '' && pictureType(bytes) !== null;
const isUnnamedPage = ({ path, bytes }: ImportFile): boolean =>
	extensionOf(path) === '' && /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(decodeText(bytes).text);

async function readCandidate(candidate: Candidate, room: PageRoom): Promise<ImportedDocument> {
	const { file, name, steps } = candidate;
	if (file.bytes.length === 0) throw new VitrineError('import_unreadable', 'This file is empty.');
	const isWhole = isPage(file.path) || isUnnamedPage(file);
	const page = isWhole ? readPage(candidate, room) : await readPicture(file, room);
	const { html, title, medium } = page;
	return {
		name,
		received: file.bytes,
		html,
		title: title === 'Untitled' ? titleFromPath(name) : title,
		medium,
		steps: [...steps, ...page.steps]
	};
}

async function readPicture(file: ImportFile, room: PageRoom): Promise<StandingDocument> {
	const html = await picturePage(file.path, file.bytes);
	room.take(html.length);
	return { ...ingestDocument(html), steps: ['Put the picture on a plain page.'] };
}

function readPage({ file, assets }: Candidate, room: PageRoom): StandingDocument {
	const decoded = decodeText(file.bytes);
	refuseOther(file.bytes, decoded.text);
	try {
		const { short, restore } = setDataAside(decoded.text);
		refuseDeepNesting(short);
		room.take(decoded.text.length);
		const inlined = inlinePage(short, file.path, assets, room);
		const document = ingestDocument(restore(inlined.html));
		return { ...document, steps: [...decoded.steps, ...inlined.steps, ...document.steps] };
	} catch (thrown) {
		if (!(thrown instanceof VitrineError) || thrown.code !== 'reply_no_document') throw thrown;
		throw new VitrineError('import_unreadable', thrown.message, { cause: thrown });
	}
}

/** What is named a page and is something else. */
function refuseOther(bytes: Uint8Array, text: string): void {
	const other = describeOther(bytes) ?? describeText(text);
	if (other === null) return;
	throw new VitrineError('import_unreadable', `This is ${other}, not a page.`);
}

function describeText(text: string): string | null {
	if (text.includes('\0')) return 'not text';
	if (text.trim() === '') return 'blank';
	if (/^\s*[[{]/.test(text) && isJson(text)) return 'JSON';
	return /<(?:!doctype|[a-z][a-z0-9-]*[\s/>])/i.test(text) ? null : 'plain text';
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** `v2` of `idea.zip/v2/index.html`, `wide` of `wide.html`. */
function titleFromPath(name: string): string {
	const own = withoutExtension(nameOf(name));
	if (own.toLowerCase() !== 'index' || folderOf(name) === '') return own;
	return withoutExtension(nameOf(folderOf(name)));
}

/** Files given one by one that are no variants, and that no page has asked for. */
function unasked({ files }: FileSet, candidates: Candidate[]): ImportProblem[] {
	const taken = new Set(candidates.map(({ file }) => file));
	return files
		.filter((file) => !taken.has(file))
		.filter(({ path }) => candidates.every(({ assets }) => !assets.used.has(path)))
		.map(({ path, bytes }) => {
			const what =
				bytes.length === 0 ? 'is empty' : 'is no page, picture or zip, and no page asks for it';
			return toProblem(path, new VitrineError('import_unreadable', `This file ${what}.`));
		});
}
