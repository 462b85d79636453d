/** Every structure there is. The order is part of what a seed means: add at the end. */
import type { Structure } from '#lib/generator/composer/view.ts';
import { board } from './board.ts';
import { conversation } from './conversation.ts';
import { deck } from './deck.ts';
import { document } from './document.ts';
import { list } from './list.ts';
import { table } from './table.ts';
import { timeline } from './timeline.ts';

export const STRUCTURES: readonly Structure[] = [
	list,
	board,
	timeline,
	table,
	document,
	deck,
	conversation
];
