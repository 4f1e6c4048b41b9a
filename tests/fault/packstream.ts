/**
 * Values as Bolt carries them (PackStream 1), as far as the product and a scripted peer need: no bytes, no structures inside
 * values. Integers are told from floats on the way in only: every whole number is sent as an integer.
 */
export type PackValue = null | boolean | number | string | readonly PackValue[] | PackMap;
export interface PackMap {
  readonly [key: string]: PackValue;
}
/** One message: its signature and its fields. */
export interface PackMessage {
  readonly signature: number;
  readonly fields: readonly PackValue[];
}

/** A marker with a size in it, or one followed by a size of 1, 2 or 4 bytes. */
function head(size: number, tiny: number, [one, two, four]: readonly [number | null, number, number]): Buffer {
  if (size < 16) return Buffer.from([tiny + size]);
  if (size < 256 && one !== null) return Buffer.from([one, size]);
  const wide = size >= 65_536;
  const bytes = Buffer.alloc(wide ? 5 : 3);
  bytes.writeUInt8(wide ? four : two, 0);
  if (wide) bytes.writeUInt32BE(size, 1);
  else bytes.writeUInt16BE(size, 1);
  return bytes;
}

function packNumber(value: number): Buffer {
  if (Number.isInteger(value) && value >= -16 && value < 128) return Buffer.from([value & 0xff]);
  const bytes = Buffer.alloc(9);
  if (Number.isSafeInteger(value)) {
    bytes.writeUInt8(0xcb, 0);
    bytes.writeBigInt64BE(BigInt(value), 1);
  } else {
    bytes.writeUInt8(0xc1, 0);
    bytes.writeDoubleBE(value, 1);
  }
  return bytes;
}

export function pack(value: PackValue): Buffer {
  if (value === null) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') return packNumber(value);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([head(text.length, 0x80, [0xd0, 0xd1, 0xd2]), text]);
  }
  if (Array.isArray(value)) {
    const items = value as readonly PackValue[];
    return Buffer.concat([head(items.length, 0x90, [0xd4, 0xd5, 0xd6]), ...items.map(pack)]);
  }
  const entries = Object.entries(value as PackMap);
  const parts = entries.flatMap(([key, inner]) => [pack(key), pack(inner)]);
  return Buffer.concat([head(entries.length, 0xa0, [0xd8, 0xd9, 0xda]), ...parts]);
}

export function packMessage({ signature, fields }: PackMessage): Buffer {
  return Buffer.concat([Buffer.from([0xb0 + fields.length, signature]), ...fields.map(pack)]);
}

/** Reads values one after another. @throws Error where the bytes hold something this file does not know. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  #unsigned(width: number): number {
    this.#at += width;
    return this.#bytes.readUIntBE(this.#at - width, width);
  }

  #signed(width: number): number {
    this.#at += width;
    return width === 8
      ? Number(this.#bytes.readBigInt64BE(this.#at - 8))
      : this.#bytes.readIntBE(this.#at - width, width);
  }

  #text(size: number): string {
    this.#at += size;
    return this.#bytes.toString('utf8', this.#at - size, this.#at);
  }

  #list(size: number): PackValue[] {
    return Array.from({ length: size }, () => this.value());
  }

  #map(size: number): PackMap {
    const entries = Array.from({ length: size }, () => [String(this.value()), this.value()] as const);
    return Object.fromEntries(entries);
  }

  message(): PackMessage {
    const size = this.#unsigned(1) - 0xb0;
    return { signature: this.#unsigned(1), fields: this.#list(size) };
  }

  value(): PackValue {
    const marker = this.#unsigned(1);
    if (marker < 0x80) return marker;
    if (marker >= 0xf0) return marker - 256;
    if (marker < 0x90) return this.#text(marker - 0x80);
    if (marker < 0xa0) return this.#list(marker - 0x90);
    if (marker < 0xb0) return this.#map(marker - 0xa0);
    if (marker >= 0xc8 && marker <= 0xcb) return this.#signed(2 ** (marker - 0xc8));
    if (marker >= 0xd0 && marker <= 0xd2) return this.#text(this.#unsigned(2 ** (marker - 0xd0)));
    if (marker >= 0xd4 && marker <= 0xd6) return this.#list(this.#unsigned(2 ** (marker - 0xd4)));
    if (marker >= 0xd8 && marker <= 0xda) return this.#map(this.#unsigned(2 ** (marker - 0xd8)));
    if (marker === 0xc0) return null;
    if (marker === 0xc1) {
      this.#at += 8;
      return this.#bytes.readDoubleBE(this.#at - 8);
    }
    if (marker === 0xc2 || marker === 0xc3) return marker === 0xc3;
    throw new Error(`A value of marker 0x${marker.toString(16)} is not expected here`);
  }
}

export function unpackMessage(bytes: Buffer): PackMessage {
  return new Reader(bytes).message();
}
