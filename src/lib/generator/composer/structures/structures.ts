/** Every structure there is. The order is part of what a seed means: add at the end. */
import type { Structure } from '#lib/generator/composer/view.ts';
import { board } from './board.ts';
import { conversation } from './conversation.ts';
import { deck } from './deck.ts';
import { dial } from './dial.ts';
import { document } from './document.ts';
import { list } from './list.ts';
import { map } from './map.ts';
import { objects } from './objects.ts';
import { panel } from './panel.ts';
import { sentence } from './sentence.ts';
import { table } from './table.ts';
import { timeline } from './timeline.ts';

export const STRUCTURES: readonly Structure[] = [
	list,
	board,
	timeline,
	table,
	document,
	deck,
	conversation,
	sentence,
	panel,
	dial,
	map,
	objects
];
