/** What the addresses of operations are made of. */
import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';

export const NOTHING = z.object({});
export const BriefId = z.object({ id: idSchema('brief') });
export const RoundId = z.object({ id: idSchema('round') });
export const VariantId = z.object({ id: idSchema('variant') });
export const CaptureId = z.object({ id: idSchema('capture') });
export const NoteId = z.object({ id: idSchema('note') });
