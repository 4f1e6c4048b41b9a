import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/domain/cursor.ts';
import { nodeId } from '../../src/domain/ids.ts';
import { pageSize } from '../../src/domain/page.ts';

const cursor = {
  list: 'abc',
  parent: 'Venue:kdd',
  position: { keys: [2019, null, '機械学習 🚀'], id: nodeId('RESOURCE', 'が-1') },
};

it('reads back what was written', () => {
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

it('refuses a cursor with any one bit flipped', () => {
  const bytes = Buffer.from(encodeCursor(cursor), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const damaged = Buffer.from(bytes);
    const at = bit >> 3;
    damaged[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
    expect(() => decodeCursor(damaged.toString('base64url')), `bit ${bit}`).toThrow(/no cursor of this API/);
  }
});

it.each(['', '=', 'abc', 'é', `${encodeCursor(cursor)}=`, encodeCursor(cursor).slice(1), 'A'.repeat(4_001)])(
  'refuses %j',
  (text) => {
    expect(() => decodeCursor(text)).toThrow(/no cursor of this API/);
  },
);

it('reads a page size from first, last or the default', () => {
  expect([pageSize({}), pageSize({ first: 0 }), pageSize({ last: 100 }), pageSize({ first: null }, 5)]).toEqual([
    20, 0, 100, 5,
  ]);
});

it.each([{ first: -1 }, { first: 101 }, { last: 101 }, { first: 1, last: 1 }, { first: 1.5 }, { last: Number.NaN }])(
  'refuses the page %j',
  (page) => {
    expect(() => pageSize(page)).toThrow(/between 0 and 100|not both/);
  },
);
