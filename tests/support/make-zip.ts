/** Zips as hostile programs write them: every field of every header is the test's to set. */
import { deflateRawSync, crc32 } from 'node:zlib';

export interface EntryToWrite {
	name: string | Uint8Array;
	content?: string | Uint8Array;
	/** The compressed bytes, where they are not to follow from the content. */
	data?: Uint8Array;
	/** Deflated unless told otherwise. */
	isStored?: boolean;
	method?: number;
	flags?: number;
	/** The system it says it comes from: 3 is Unix. */
	host?: number;
	/** A Unix mode, such as 0o120777 for a link. */
	mode?: number;
	/** The size it claims to unpack to. */
	claims?: number;
	crc?: number;
	/** Where it says its bytes are; where they are unless told otherwise. */
	at?: number;
}

export interface ZipToWrite {
	/** How many entries its end claims. */
	count?: number;
	comment?: string;
}

/** A zip of these entries, in their order. */
export function makeZip(entries: EntryToWrite[], options: ZipToWrite = {}): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = bytesOf(entry.name);
		const content = bytesOf(entry.content ?? '');
		const data = bytesOf(entry.data ?? (entry.isStored ? content : deflateRawSync(content)));
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(entry.flags ?? 0x0800, 2);
		common.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4);
		common.writeUInt32LE(entry.crc ?? crc32(content), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(entry.claims ?? content.length, 18);
		common.writeUInt16LE(name.length, 22);
		files.push(Buffer.from('PK\x03\x04'), common, name, data);
		const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
		head[5] = entry.host ?? 3;
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
		tail.writeUInt32LE(entry.at ?? offset, 10);
		directory.push(head, common, tail, name);
		offset += 30 + name.length + data.length;
	}
	const list = Buffer.concat(directory);
	const count = options.count ?? entries.length;
	const comment = Buffer.from(options.comment ?? '');
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06');
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(offset, 16);
	end.writeUInt16LE(comment.length, 20);
	return Buffer.concat([...files, list, end, comment]);
}

const bytesOf = (content: string | Uint8Array): Buffer =>
	typeof content === 'string'
		? Buffer.from(content)
		: Buffer.from(content.buffer, content.byteOffset, content.length);
