import type { ErrorCode } from '#lib/domain/errors.ts';
import type { Services } from '#lib/server/services.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			code?: ErrorCode | 'unreachable';
		}
		interface Locals {
			services: Services;
			/** Who marks in this browser. */
			reviewer: string;
		}
	}
}
