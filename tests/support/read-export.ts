/** An exported zip, beside what its manifest says is in it. */
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const Manifest = z.object({
	formatVersion: z.literal(1),
	files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
	photographs: z.array(z.object({ file: z.string(), viewport: z.string() })),
	decision: z.object({ isChosen: z.literal(true), why: z.string() }),
	source: z.object({ provider: z.literal('openai'), model: z.string() })
});

export function readExport(zip: Uint8Array) {
	const files = unzipSync(new Uint8Array(zip));
	const text = (name: string) => new TextDecoder().decode(files[name]);
	const manifest = Manifest.parse(JSON.parse(text('manifest.json')));
	const found = Object.entries(files)
		.filter(([name]) => name !== 'manifest.json')
		.map(([name, bytes]) => [name, bytes.length, createHash('sha256').update(bytes).digest('hex')])
		.sort();
	const said = manifest.files.map(({ name, bytes, sha256 }) => [name, bytes, sha256]).sort();
	return { manifest, text, sizesAndSums: { found, said } };
}
