/** What an operation of the API is, as data: routes serve it, the OpenAPI document describes it, tests hold both to it. */
import type { z } from 'zod';
import type { ErrorCode } from '#lib/domain/errors.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer that is not JSON. */
export interface RawAnswer {
	/** Every media type it may be sent as. */
	mediaTypes: string[];
	description: string;
}

export interface Operation {
	/** Names it in the OpenAPI document. */
	id: string;
	method: Method;
	/** Below `/api/v1`, with parameters in braces: `/briefs/{id}`. */
	path: string;
	summary: string;
	params: z.ZodObject;
	query: z.ZodObject;
	/** null takes no body. */
	body: z.ZodObject | z.ZodUnion<readonly z.ZodObject[]> | null;
	/** Whether the body may also come from an HTML form. */
	takesForm?: boolean;
	/** What is in a `multipart/form-data` body that may be sent instead. Each field is a list of files. */
	files?: z.ZodObject;
	/** The most a body may have; what is usual when left out. */
	maxBytes?: number;
	/** The code of a body over the limit; `body_too_large` when left out. */
	tooLarge?: ErrorCode;
	/** Fields whose faults, and those of their parts, have a code of their own; all others are `invalid_input`. */
	fieldCodes?: Partial<Record<string, ErrorCode>>;
	response: z.ZodType | RawAnswer;
	/** Of a success. */
	status: 200 | 201;
	/** What it may say no with, beyond what any request may meet. */
	errors: ErrorCode[];
}

export type ParamsOf<O extends Operation> = z.output<O['params']>;
export type QueryOf<O extends Operation> = z.output<O['query']>;
export type BodyOf<O extends Operation> =
	| (O['body'] extends z.ZodType ? z.output<O['body']> : undefined)
	| (O['files'] extends z.ZodType ? z.output<O['files']> : never);
/** What a handler returns: the value to send, or a whole response where it is not JSON. */
export type ResultOf<O extends Operation> = O['response'] extends z.ZodType
	? z.output<O['response']>
	: Response;

/** Answers with bytes of some media type instead of JSON. */
export function isRaw(answer: Operation['response']): answer is RawAnswer {
	return 'mediaTypes' in answer;
}
