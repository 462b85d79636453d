import { createServer } from 'node:net';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Config } from './config.ts';

/** Whether a program could listen there now. @throws what listening throws for other reasons, such as an address that is not ours */
export function isPortFree(port: number, host: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(false);
			else reject(unusable(host, port, error));
		});
		server.listen(port, host, () => server.close(() => resolve(true)));
	});
}

/** @throws VitrineError `port_taken` naming the first of the gallery's two ports that is */
export async function requireFreePorts({ host, port, previewPort }: Config): Promise<void> {
	if (!(await isPortFree(port, host))) throw portTaken(port, 'where the gallery is shown');
	if (!(await isPortFree(previewPort, host)))
		throw portTaken(previewPort, 'where variants are previewed');
}

/** @param what is served there, as a clause */
export function portTaken(port: number, what: string): VitrineError {
	return new VitrineError('port_taken', `Port ${port}, ${what}, is taken.`, {
		field: 'port',
		fix: 'Is Vitrine open already? If not, choose another with --port; previews take the one after it.'
	});
}

function unusable(host: string, port: number, cause: NodeJS.ErrnoException): VitrineError {
	const isPort = cause.code === 'EACCES';
	return new VitrineError(
		'invalid_input',
		`${isPort ? `Port ${port}` : `The address ${host}`} cannot be listened on here.`,
		{
			field: isPort ? 'port' : 'host',
			fix: isPort ? 'Choose another with --port.' : 'Use 127.0.0.1, or an address of this machine.',
			cause
		}
	);
}
