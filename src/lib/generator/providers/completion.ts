/** What chat completions look like on the wire, streamed or whole, as far as anything here reads them. */
import { z } from 'zod';
import type { BuildReply } from '../provider.ts';

const Content = z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]);

const Message = z.object({
	content: Content.nullish(),
	refusal: z.string().nullish(),
	/** Thinking, in the two names servers give it. */
	reasoning_content: z.string().nullish().catch(null),
	reasoning: z.string().nullish().catch(null)
});

const ReportedUsage = z.object({
	prompt_tokens: z.number().int().nonnegative(),
	completion_tokens: z.number().int().nonnegative(),
	/** US dollars; few endpoints say. */
	cost: z.number().nonnegative().nullish().catch(null)
});

/** One event of a stream, or a whole completion: they differ in `delta` and `message` alone. */
export const CompletionPart = z.object({
	model: z.string().nullish(),
	choices: z
		.array(
			z.object({
				delta: Message.nullish(),
				message: Message.nullish(),
				finish_reason: z.string().nullish()
			})
		)
		.nullish(),
	usage: ReportedUsage.nullish().catch(null)
});
export type CompletionPart = z.infer<typeof CompletionPart>;

export const ModelList = z.object({ data: z.array(z.object({ id: z.string() })) });

/** What such endpoints answer when they refuse. */
export const ErrorBody = z.object({ error: z.object({ code: z.unknown().optional() }) });

/** Gathers a reply from its parts. */
export interface ReplyGatherer {
	add(part: CompletionPart): void;
	/** Characters received so far, thinking included: people see by it that work goes on. */
	received(): number;
	/** Length of the text so far, thinking left out. */
	textLength(): number;
	/** True once the text is longer than any page may be: nothing more of it is of use. */
	isTooLong(): boolean;
	/** True once the model has said why it stopped. */
	isFinished(): boolean;
	/** What is too long is cut just past the limit, so that whoever reads it sees that it was passed. */
	reply(): BuildReply;
}

/** @param maxChars the most a text may have */
export function gatherReply(askedModel: string, maxChars: number): ReplyGatherer {
	const text: string[] = [];
	let length = 0;
	let received = 0;
	let model = askedModel;
	let finish: string | null = null;
	let refused = false;
	let usage: z.infer<typeof ReportedUsage> | null = null;

	return {
		add(part) {
			model = part.model || model;
			usage = part.usage ?? usage;
			const choice = part.choices?.[0];
			finish = choice?.finish_reason ?? finish;
			const message = choice?.delta ?? choice?.message;
			if (!message) return;
			const words = plainText(message.content) + (message.refusal ?? '');
			if (message.refusal) refused = true;
			text.push(words);
			length += words.length;
			received += words.length + (message.reasoning_content ?? message.reasoning ?? '').length;
		},
		received: () => received,
		textLength: () => length,
		isTooLong: () => length > maxChars,
		isFinished: () => finish !== null,
		reply: () => ({
			text: text.join('').slice(0, maxChars + 1),
			finish: refused ? 'refusal' : finishOf(finish),
			model,
			usage: usage && { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens },
			cost: usage?.cost ?? null
		})
	};
}

function plainText(content: z.infer<typeof Content> | null | undefined): string {
	if (typeof content === 'string') return content;
	return (content ?? []).map((part) => part.text ?? '').join('');
}

function finishOf(reason: string | null): BuildReply['finish'] {
	switch (reason) {
		case 'stop':
		case 'eos':
		case 'end_turn':
			return 'stop';
		case 'length':
		case 'max_tokens':
			return 'length';
		case 'content_filter':
		case 'refusal':
			return 'refusal';
		default:
			return 'unknown';
	}
}

/** True for an answer that is a page for people. */
export function isWebPage(response: Response, text: string): boolean {
	return (
		/html/i.test(response.headers.get('content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(text)
	);
}

/** What is no JSON is undefined here: the caller's schema refuses it in its own words. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
