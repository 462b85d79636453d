/** Bringing prototypes in: one lot after the other, with how far it is, and a stop. */
import { MAX_IMPORT_BYTES } from '#lib/domain/import.ts';
import { api, ApiError, type Brought, type BroughtFile } from '#lib/state/api.ts';
import { sendFiles } from '#lib/state/sending-files.ts';
import { counted, grouped } from '../shared/numbers.ts';
import { filesIn } from './dropped-files.ts';

const MEBIBYTE = 1024 * 1024;

interface Options {
	briefId: () => string;
	/** Variants are there, and are to be shown. */
	onBrought: (brought: Brought) => Promise<void>;
}

type Work = (signal: AbortSignal) => Promise<Brought>;

export class Bringing {
	#options: Options;
	/** Lots that are on their way, or wait for their turn. */
	#lots = $state(0);
	#step = $state('');
	#message = $state('');
	#problems = $state.raw<string[]>([]);
	/** What is brought in while something else is comes after it. */
	#line = Promise.resolve();
	#stop = new AbortController();

	constructor(options: Options) {
		this.#options = options;
	}

	get isOn(): boolean {
		return this.#lots > 0;
	}
	/** How far it is: `Sending 240 files, 45 %`. */
	get step(): string {
		const waiting = this.#lots - 1;
		return waiting > 0 ? `${this.#step}, ${waiting} more after it` : this.#step;
	}
	/** What was done, said once for everyone. */
	get message(): string {
		return this.#message;
	}
	/** What did not come in. */
	get problems(): readonly string[] {
		return this.#problems;
	}

	files(files: readonly BroughtFile[]): void {
		if (files.length > 0) this.#bring((signal) => this.#send(files, signal));
	}
	/** As they were dropped: folders are looked through first. */
	entries(entries: (FileSystemEntry | File)[]): void {
		this.#bring(async (signal) => {
			this.#step = 'Looking what is in it';
			const files = await filesIn(entries, (found) => {
				signal.throwIfAborted();
				this.#step = `Looking what is in it, ${counted(found, 'file')} so far`;
			});
			return this.#send(files, signal);
		});
	}
	text(text: string, how: 'dropped' | 'pasted'): void {
		if (text.includes('<'))
			this.#bring((signal) => {
				this.#step = 'Reading the page';
				return api.importHtml(this.#options.briefId(), text, signal);
			});
		else if (text !== '')
			this.#problems = [`The text that was ${how} is no page: there is no HTML in it.`];
	}

	/** What is on its way is given up, and what waits too. What is there already stays. */
	stop(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
	}
	forgetProblems(): void {
		this.#problems = [];
	}

	#send(files: readonly BroughtFile[], signal: AbortSignal): Promise<Brought> {
		const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
		// An answer that comes while all of it is still being sent would not be heard.
		if (bytes > MAX_IMPORT_BYTES) {
			const most = MAX_IMPORT_BYTES / MEBIBYTE;
			throw new ApiError(
				'import_too_large',
				`These are ${Math.ceil(bytes / MEBIBYTE)} MiB; ${most} MiB can be brought in at once.`
			);
		}
		if (files.length === 0) throw new ApiError('import_unreadable', 'There are no files in it.');
		const what = counted(files.length, 'file');
		const onSent = (share: number) => {
			this.#step =
				share < 1 ? `Sending ${what}, ${grouped(Math.floor(share * 100))} %` : `Reading ${what}`;
		};
		onSent(0);
		return sendFiles(this.#options.briefId(), files, { onSent, signal });
	}

	#bring(work: Work): void {
		if (!this.isOn) this.#problems = [];
		this.#lots++;
		const { signal } = this.#stop;
		this.#line = this.#line.then(() => this.#take(work, signal));
	}

	async #take(work: Work, signal: AbortSignal): Promise<void> {
		this.#message = '';
		try {
			signal.throwIfAborted();
			const brought = await work(signal);
			this.#problems = [...this.#problems, ...brought.problems.map(({ message }) => message)];
			await this.#options.onBrought(brought);
			this.#message = `${counted(brought.variants.length, 'variant')} brought in.`;
		} catch (error) {
			if (signal.aborted) this.#message = 'Stopped. What was on its way did not come in.';
			else {
				const why = error instanceof ApiError ? error.message : 'These files cannot be read.';
				this.#problems = [...this.#problems, why];
			}
		} finally {
			this.#lots--;
		}
	}
}
