/** Numbers in a list that grows, eight bytes each: those of a plain list may be objects of their own. */
export interface NumberList {
  push(value: number): void;
  readonly length: number;
  /** All so far; later numbers are not in it. */
  all(): Float64Array;
}

const FIRST_ROOM = 1_024;

export function createNumberList(): NumberList {
  let numbers = new Float64Array(FIRST_ROOM);
  let length = 0;
  return {
    push: (value) => {
      if (length === numbers.length) {
        const more = new Float64Array(length * 2);
        more.set(numbers);
        numbers = more;
      }
      numbers[length] = value;
      length += 1;
    },
    get length() {
      return length;
    },
    all: () => numbers.subarray(0, length),
  };
}
