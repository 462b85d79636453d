import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Package = z.object({ version: z.string() });

/** The version in our package.json. @param root folder of the installation */
export function installedVersion(root: string): string {
	return Package.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).version;
}
