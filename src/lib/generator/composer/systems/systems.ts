/** Every visual system there is. The order is part of what a seed means: add at the end. */
import type { System } from '#lib/generator/composer/view.ts';
import { chart } from './chart.ts';
import { enamel } from './enamel.ts';
import { felt } from './felt.ts';
import { folio } from './folio.ts';
import { platform } from './platform.ts';
import { pocket } from './pocket.ts';
import { programme } from './programme.ts';
import { riso } from './riso.ts';
import { slip } from './slip.ts';
import { stadium } from './stadium.ts';

export const SYSTEMS: readonly System[] = [
	platform,
	folio,
	slip,
	enamel,
	felt,
	chart,
	programme,
	stadium,
	pocket,
	riso
];
