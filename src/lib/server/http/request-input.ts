/** From a request to values that can be trusted, or to the field at fault in words. */
import { z } from 'zod';
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';
import { checkInput } from './input-words.ts';
import type { Operation } from './operation.ts';

/** Of a body whose operation says nothing else. The gallery's own server lets more through: BODY_SIZE_LIMIT in config.ts. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

const MULTIPART = 'multipart/form-data';
const FORM_TYPES = ['application/x-www-form-urlencoded', MULTIPART];

/**
 * An address whose parameters cannot be those of anything leads nowhere.
 * @throws VitrineError `not_found`
 */
export function readParams(operation: Operation, params: Partial<Record<string, string>>): unknown {
	const read = operation.params.safeParse(params);
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	throw new VitrineError(
		'not_found',
		`There is nothing at this address: it is ${issue?.message ?? 'not ours'}.`,
		{
			field: String(issue?.path[0] ?? 'id')
		}
	);
}

/**
 * A parameter given more than once is a list.
 * @throws VitrineError `invalid_input`
 */
export function readQuery(operation: Operation, search: URLSearchParams): unknown {
	const given = [...new Set(search.keys())].map((name) => {
		const [first, ...more] = search.getAll(name);
		return [name, more.length === 0 ? first : [first, ...more]];
	});
	return checkInput(operation.query, Object.fromEntries(given));
}

/** @throws VitrineError `invalid_json`, `invalid_input`, the operation's codes for its fields and for a body too large */
export async function readBody(operation: Operation, request: Request): Promise<unknown> {
	const { body: schema } = operation;
	if (schema === null) return undefined;
	const bytes = await readBytes(operation, request);
	const [spelled = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
	const mediaType = spelled.trim();
	if (operation.files && mediaType === MULTIPART) {
		const form = await readForm(bytes, request.headers);
		const fields = [...new Set(form.keys())].map((name) => [name, form.getAll(name)]);
		return checkInput(operation.files, Object.fromEntries(fields), operation.fieldCodes);
	}
	const isForm = operation.takesForm === true && FORM_TYPES.includes(mediaType);
	const value = isForm
		? Object.fromEntries(await readForm(bytes, request.headers))
		: parseObject(bytes);
	const chosen = schema instanceof z.ZodUnion ? closestOption(schema.options, value) : schema;
	return checkInput(chosen, value, operation.fieldCodes);
}

/** Counts while it reads: a body need not say how long it is. */
async function readBytes(
	{ tooLarge = 'body_too_large', maxBytes = MAX_BODY_BYTES }: Operation,
	request: Request
): Promise<Uint8Array<ArrayBuffer>> {
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
		throw bodyTooLarge(tooLarge, maxBytes);
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	try {
		for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
			size += read.value.length;
			if (size > maxBytes) throw bodyTooLarge(tooLarge, maxBytes);
			chunks.push(read.value);
		}
	} catch (thrown) {
		if (thrown instanceof VitrineError) throw thrown;
		// Kit counts too, and ends a body that has no length and does not stop.
		if (thrown instanceof Error && 'status' in thrown && thrown.status === 413)
			throw bodyTooLarge(tooLarge, maxBytes);
		throw new VitrineError('invalid_json', 'The request ended before its body was complete.', {
			cause: thrown
		});
	} finally {
		// Not cancelled: that would cut the connection before the answer is through.
		reader?.releaseLock();
	}
	return new Uint8Array(Buffer.concat(chunks, size));
}

function bodyTooLarge(code: ErrorCode, maxBytes: number): VitrineError {
	if (code === 'brief_too_large') {
		return new VitrineError(code, 'This is too large for a brief, which has at most 256 KiB.', {
			fix: 'Cut it down to what somebody who builds it has to know.',
			field: 'source'
		});
	}
	return new VitrineError(code, `The body of the request is over ${maxBytes / 1024 / 1024} MiB.`);
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new VitrineError('invalid_json', 'The body of the request is not JSON.', { cause });
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
	const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
	throw new VitrineError(
		'invalid_json',
		`The body of the request has to be a JSON object, and this is ${kind}.`
	);
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, headers: Headers): Promise<FormData> {
	const type = headers.get('content-type') ?? '';
	return new Response(bytes, { headers: { 'content-type': type } })
		.formData()
		.catch((cause: unknown) => {
			throw new VitrineError('invalid_input', 'The form that was sent cannot be read.', { cause });
		});
}

/** Where a body may be one of several things, the one it has most fields of: faults are then told in its terms. */
function closestOption(
	options: readonly z.ZodObject[],
	value: Record<string, unknown>
): z.ZodObject {
	const shared = (option: z.ZodObject) => {
		const known = Object.keys(value).filter((key) => key in option.shape);
		// A field that can have one value alone says which of them is meant.
		const named = known.filter((key) => {
			const field: unknown = option.shape[key];
			return field instanceof z.ZodLiteral && field.safeParse(value[key]).success;
		});
		return known.length + named.length * Object.keys(value).length;
	};
	const [first, ...others] = options;
	if (!first) throw new Error('a union has options');
	return others.reduce((best, option) => (shared(option) > shared(best) ? option : best), first);
}
