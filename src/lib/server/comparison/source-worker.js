/** The comparison thread run from the sources: Node 20 reads TypeScript only with help. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
