/** Whether it is an object with fields: neither null nor a list. */
export function isRecord(told: unknown): told is Record<string, unknown> {
	return typeof told === 'object' && told !== null && !Array.isArray(told);
}
