/** `npm run build`: packages and build, without a browser and without starting anything. */
import { makeReady } from './make-ready.js';

export async function main() {
	await makeReady({ browser: false });
	process.stderr.write('build/ is up to date.\n');
	return 0;
}
