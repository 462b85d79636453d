/** Finds programs on PATH by looking, each time anew: one installed a moment ago is there. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Variables of an environment; undefined is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The file a shell would start for one of these names, or null. The first name that is found counts. */
export function findProgram(names: readonly string[], environment: Environment): string | null {
	const folders = (variable(environment, 'PATH') ?? '').split(path.delimiter).filter(Boolean);
	const endings = process.platform === 'win32' ? windowsEndings(environment) : [''];
	for (const name of names) {
		for (const folder of folders) {
			// A folder of PATH may stand in quotes on Windows.
			const file = path.join(folder.replace(/^"(.*)"$/, '$1'), name);
			const found = endings.map((ending) => file + ending).find(isProgram);
			if (found !== undefined) return path.resolve(found);
		}
	}
	return null;
}

/** Never the bare name: npm puts a shell script of that name beside the `.cmd`, which Windows cannot start. */
function windowsEndings(environment: Environment): string[] {
	const listed = variable(environment, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD';
	return listed.split(';').filter((ending) => /^\.(?:com|exe|bat|cmd)$/i.test(ending));
}

/** On Windows the names of variables are spelled in any case, `Path` above all. */
function variable(environment: Environment, name: string): string | undefined {
	if (environment[name] !== undefined || process.platform !== 'win32') return environment[name];
	const spelled = Object.keys(environment).find((key) => key.toUpperCase() === name);
	return spelled === undefined ? undefined : environment[spelled];
}

function isProgram(file: string): boolean {
	try {
		if (!statSync(file).isFile()) return false;
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		// Not there, or not ours to start: either way it is none.
		return false;
	}
}
