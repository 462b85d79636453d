export { refuseAddress as fallback } from '#lib/server/http/serve.ts';
