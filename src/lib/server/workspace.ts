/** The folder that holds everything: `vitrine.db` and `blobs/`. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';

export interface Workspace {
	folder: string;
	databaseFile: string;
	blobsFolder: string;
}

/**
 * Makes the folder if need be.
 * @throws VitrineError `workspace_unwritable`
 */
export function openWorkspace(folder: string): Workspace {
	const workspace = {
		folder,
		databaseFile: path.join(folder, 'vitrine.db'),
		blobsFolder: path.join(folder, 'blobs')
	};
	try {
		mkdirSync(workspace.blobsFolder, { recursive: true });
		accessSync(folder, constants.W_OK);
		accessSync(workspace.blobsFolder, constants.W_OK);
	} catch (cause) {
		throw new VitrineError(
			'workspace_unwritable',
			`The workspace ${folder} cannot be written to.`,
			{
				field: 'workspace',
				fix: 'Choose another folder with --workspace DIR, or make this one writable.',
				cause
			}
		);
	}
	return workspace;
}
