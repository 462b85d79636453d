import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#lib/server/http/openapi.ts';
import type { Operation } from '#lib/server/http/operation.ts';
import { operations } from '#lib/server/http/operations.ts';

const ROUTES = fileURLToPath(new URL('../../src/routes/api/v1', import.meta.url));

/** `POST /briefs/{id}/rounds` for every method that a route file exports. */
function servedByRoutes(): string[] {
	return readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
		.filter((file) => path.basename(file) === '+server.ts')
		.flatMap((file) => {
			const folder = path.dirname(file).split(path.sep).join('/');
			const address = `/${folder.replaceAll(/\[(\w+)\]/g, '{$1}')}`;
			const source = readFileSync(path.join(ROUTES, file), 'utf8');
			return [...source.matchAll(/^export const ([A-Z]+) = serve\(operations\.(\w+)/gm)].map(
				([, method, id]) => `${method} ${address} ${id}`
			);
		})
		.sort();
}

describe('the routes and the operations are the same', () => {
	const all = Object.entries<Operation>(operations);

	it('has a route for every operation, and an operation for every route', () => {
		const described = all
			.map(([key, { method, path: address }]) => `${method} ${address} ${key}`)
			.sort();
		expect(servedByRoutes()).toEqual(described);
	});

	it('names every operation as its key', () => {
		expect(all.map(([, { id }]) => id)).toEqual(all.map(([key]) => key));
	});
});

describe('the OpenAPI document', () => {
	const document = openApiDocument('1.2.3');
	const text = JSON.stringify(document);

	it('describes every operation once', () => {
		const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
		expect(ids.sort()).toEqual(Object.keys(operations).sort());
	});

	it('has something at the end of every reference', () => {
		const references = new Set(
			[...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '')
		);
		expect(references.size).toBeGreaterThan(15);
		for (const reference of references)
			expect(follow(document, reference), reference).toBeDefined();
	});

	it('names in braces exactly the parameters it describes', () => {
		const paths = document['paths'] as Record<
			string,
			Record<string, { parameters?: { name: string; in: string }[] }>
		>;
		for (const [address, methods] of Object.entries(paths)) {
			const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			for (const { parameters = [] } of Object.values(methods)) {
				expect(
					parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
				).toEqual(named);
			}
		}
	});
});

function follow(document: unknown, reference: string): unknown {
	return reference
		.replace(/^#\//, '')
		.split('/')
		.reduce<unknown>(
			(value, key) =>
				typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
			document
		);
}
