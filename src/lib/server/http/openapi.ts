/** The OpenAPI document, made from the same schemas that check requests and responses. */
import { z } from 'zod';
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';
import { RoundEvent } from '#lib/domain/round.ts';
import { isRaw, type Operation } from './operation.ts';
import { operations } from './operations.ts';
import * as mainSchemas from './schemas.ts';
import * as comparisonSchemas from './schemas-comparison.ts';
import * as evolveSchemas from './schemas-evolve.ts';
import * as mergeSchemas from './schemas-merges.ts';
import * as noteSchemas from './schemas-notes.ts';

const API_BASE = '/api/v1';

type Json = Record<string, unknown>;

const schemas = {
	...mainSchemas,
	...comparisonSchemas,
	...evolveSchemas,
	...mergeSchemas,
	...noteSchemas
};

/** What any request may be refused with, whatever it asks for. */
const ALWAYS: ErrorCode[] = ['forbidden_host', 'forbidden_origin', 'internal'];

/** The document for OpenAPI 3.1, whose schemas are plain JSON Schema 2020-12. */
export function openApiDocument(version: string): Json {
	const components = componentSchemas();
	const paths: Record<string, Json> = {};
	for (const operation of Object.values<Operation>(operations)) {
		const path = (paths[`${API_BASE}${operation.path}`] ??= {});
		path[operation.method.toLowerCase()] = describe(operation);
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Vitrine',
			version,
			description: 'One brief, many UI variants, and the place where people choose between them.'
		},
		paths,
		components: { schemas: components }
	};
}

/** Values of responses and bodies of requests, by name; each refers to the others it is made of. */
function componentSchemas(): Record<string, Json> {
	const answers = Object.entries({ ...schemas, RoundEvent });
	const bodies = Object.values<Operation>(operations).flatMap(
		({ id, body, files }): [string, z.ZodType][] => [
			...(body === null ? [] : ([[bodyName(id), body]] as [string, z.ZodType][])),
			...(files === undefined ? [] : ([[filesName(id), files]] as [string, z.ZodType][]))
		]
	);
	return { ...convert(answers, 'output'), ...convert(bodies, 'input') };
}

const bodyName = (operationId: string) => `${operationId}Body`;
const filesName = (operationId: string) => `${operationId}Files`;

/** Before defaults are filled in (`input`) or after (`output`), a value has different fields that must be there. */
function convert(named: [string, z.ZodType][], io: 'input' | 'output'): Record<string, Json> {
	const registry = z.registry<{ id: string }>();
	for (const [name, schema] of named) registry.add(schema, { id: name });
	const made = z.toJSONSchema(registry, { io, uri: refUri });
	return Object.fromEntries(
		Object.entries(made.schemas).map(([name, schema]) => {
			const id = name === ZOD_SHARED ? sharedName(io) : name;
			return [id, withResolvableRefs(id, io, withoutHeader(schema))];
		})
	);
}

/** Where zod puts parts that several of the schemas have in common. */
const ZOD_SHARED = '__shared';
const sharedName = (io: 'input' | 'output') => `${io}Parts`;

/** Zod's references to parts take each schema for a document of its own; here all of them are in one. */
function withResolvableRefs(id: string, io: 'input' | 'output', schema: Json): Json {
	return JSON.parse(
		JSON.stringify(schema)
			.replaceAll(`"${refUri(ZOD_SHARED)}#/`, `"${refUri(sharedName(io))}/`)
			.replaceAll('"#/$defs/', `"${refUri(id)}/$defs/`)
	);
}

/** In OpenAPI 3.1 a schema needs neither its dialect nor an address of its own. */
function withoutHeader(schema: object): Json {
	return Object.fromEntries(
		Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id')
	);
}

function describe(operation: Operation): Json {
	const parameters = [
		...parametersOf(operation.params, 'path'),
		...parametersOf(operation.query, 'query')
	];
	return {
		operationId: operation.id,
		summary: operation.summary,
		...(parameters.length > 0 ? { parameters } : {}),
		...(operation.body === null ? {} : { requestBody: bodyOf(operation) }),
		responses: { [operation.status]: successOf(operation), ...refusalsOf(operation) }
	};
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
	const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
	return Object.entries(properties).map(([name, value]) => ({
		name,
		in: place,
		required: place === 'path' || required.includes(name),
		schema: value
	}));
}

function bodyOf({ id, takesForm, files }: Operation): Json {
	const schema = refTo(bodyName(id));
	const form = takesForm ? { 'application/x-www-form-urlencoded': { schema } } : {};
	const multipart = files ? { 'multipart/form-data': { schema: refTo(filesName(id)) } } : {};
	return { required: true, content: { 'application/json': { schema }, ...form, ...multipart } };
}

function successOf({ response, summary }: Operation): Json {
	if (isRaw(response)) {
		const content = Object.fromEntries(response.mediaTypes.map((mediaType) => [mediaType, {}]));
		return { description: response.description, content };
	}
	const name = Object.entries<z.ZodType>(schemas).find(([, schema]) => schema === response)?.[0];
	const schema = name ? refTo(name) : { type: 'object' };
	return { description: summary, content: { 'application/json': { schema } } };
}

/** One entry for each status; its description lists the codes. */
function refusalsOf(operation: Operation): Json {
	const input: ErrorCode[] =
		operation.body === null
			? []
			: ['invalid_json', 'invalid_input', operation.tooLarge ?? 'body_too_large'];
	const byStatus = new Map<number, Set<ErrorCode>>();
	for (const code of [...operation.errors, ...input, ...ALWAYS]) {
		const { status } = new VitrineError(code, '');
		byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
	}
	return Object.fromEntries(
		[...byStatus].map(([status, codes]) => [
			status,
			{
				description: [...codes].join(', '),
				content: { 'application/json': { schema: refTo('ErrorAnswer') } }
			}
		])
	);
}

const refUri = (name: string) => `#/components/schemas/${name}`;
const refTo = (name: string) => ({ $ref: refUri(name) });
