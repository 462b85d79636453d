/** Calls the API as a program would, and holds every answer to the operation's own schema. */
import { expect } from 'vitest';
import type { z } from 'zod';
import { isRaw, type Operation } from '#lib/server/http/operation.ts';
import { ErrorAnswer } from '#lib/server/http/schemas.ts';

interface Answer<T = unknown> {
	status: number;
	headers: Headers;
	/** As it came over the wire. */
	raw: string;
	body: T;
}

export interface ApiClient {
	/** Must succeed with the operation's status and a body that its schema describes to the last field. */
	call<O extends Operation>(
		operation: O,
		options?: { params?: Record<string, string>; query?: string; body?: unknown }
	): Promise<Answer<O['response'] extends z.ZodType ? z.output<O['response']> : unknown>>;
	/** Must be refused, in the shape of every refusal. */
	refused(
		method: string,
		path: string,
		init?: RequestInit
	): Promise<{ status: number; code: string; message: string; field?: string | undefined }>;
	/** Every JSON body received so far, as it came over the wire. */
	bodies: string[];
}

export function createApiClient(url: string): ApiClient {
	const base = `${url}/api/v1`;
	const bodies: string[] = [];
	return {
		bodies,
		async call(operation, { params = {}, query = '', body } = {}) {
			const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
			const response = await fetch(base + path + query, {
				method: operation.method,
				...(body === undefined
					? {}
					: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
			});
			const raw = await response.text();
			expect(response.status, raw).toBe(operation.status);
			const answer = { status: response.status, headers: response.headers, raw };
			if (isRaw(operation.response)) return { ...answer, body: raw as never };
			bodies.push(raw);
			const value: unknown = JSON.parse(raw);
			// Schemas drop what they do not know: when nothing was dropped, nothing was told that is not described.
			expect(operation.response.parse(value)).toEqual(value);
			return { ...answer, body: value as never };
		},
		async refused(method, path, init = {}) {
			const response = await fetch(base + path, { method, ...init });
			const raw = await response.text();
			expect(response.headers.get('content-type'), raw).toContain('application/json');
			expect(raw).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/);
			const { error } = ErrorAnswer.strict().parse(JSON.parse(raw));
			return { status: response.status, ...error };
		}
	};
}
