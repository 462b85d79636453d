/** From an operation and what it does to what a route exports. */
import type { Socket } from 'node:net';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Services } from '../services.ts';
import { errorAnswer } from './error-answer.ts';
import type { BodyOf, Operation, ParamsOf, QueryOf, ResultOf } from './operation.ts';
import { readBody, readParams, readQuery } from './request-input.ts';

/** What is needed of a SvelteKit event; a test can make one. */
export interface ApiEvent {
	request: Request;
	url: URL;
	params: Partial<Record<string, string>>;
	locals: { services: Services; reviewer: string };
	/** Where the adapter says how a request came. */
	platform?: Readonly<App.Platform> | undefined;
}

export interface Call<O extends Operation> {
	params: ParamsOf<O>;
	query: QueryOf<O>;
	body: BodyOf<O>;
	services: Services;
	/** Whose marks it is about. */
	reviewer: string;
	request: Request;
	/** Over which it came; null in a test, or where the adapter does not tell. */
	socket: Socket | null;
}

/** Reads the request by the operation's schemas, and answers with what `handle` returns or why it could not. */
export function serve<O extends Operation>(
	operation: O,
	handle: (call: Call<O>) => ResultOf<O> | Promise<ResultOf<O>>
): (event: ApiEvent) => Promise<Response> {
	return async ({ request, url, params, locals: { services, reviewer }, platform }) => {
		try {
			const result: unknown = await handle({
				params: readParams(operation, params) as ParamsOf<O>,
				query: readQuery(operation, url.searchParams) as QueryOf<O>,
				body: (await readBody(operation, request)) as BodyOf<O>,
				services,
				reviewer,
				request,
				socket: platform?.req.socket ?? null
			});
			if (result instanceof Response) return result;
			return Response.json(result, {
				status: operation.status,
				headers: { 'cache-control': 'no-store' }
			});
		} catch (thrown) {
			return errorAnswer(thrown, services.log);
		}
	};
}

/** For the methods an address does not take; a route exports it as `fallback`. */
export function refuseOthers(...taken: Operation[]): (event: ApiEvent) => Response {
	const methods = taken.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
	return ({ request, locals }) => {
		const told = methods.filter((method) => method !== 'HEAD').join(' and ');
		const error = new VitrineError(
			'method_not_allowed',
			`This address takes ${told}, not ${request.method}.`
		);
		return errorAnswer(error, locals.services.log, { allow: methods.join(', ') });
	};
}

/** For every address below /api that is none of ours. */
export function refuseAddress({ url, locals }: ApiEvent): Response {
	const error = new VitrineError('not_found', `There is nothing at ${url.pathname}.`, {
		fix: 'What there is, /api/v1/openapi.json says.'
	});
	return errorAnswer(error, locals.services.log);
}
