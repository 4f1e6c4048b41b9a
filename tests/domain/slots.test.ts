import { describe, expect, it } from 'vitest';
import { createSlots, type Slots } from '../../src/domain/slots.ts';

const patient = (): AbortSignal => new AbortController().signal;

describe('slots', () => {
  it('are given to the first who ask, then in the order of the queue', async () => {
    const slots = createSlots(1, 2);
    const order: string[] = [];
    const leave = await slots.take(patient());
    const second = slots.take(patient()).then((free) => [order.push('second'), free()]);
    const third = slots.take(patient()).then((free) => [order.push('third'), free()]);
    expect(slots.load()).toEqual({ inUse: 1, waiting: 2 });
    leave();
    await Promise.all([second, third]);
    expect(order).toEqual(['second', 'third']);
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('are given to one owner after another, however much one of them asked before', async () => {
    const slots = createSlots(1, 10);
    const order: string[] = [];
    const leave = await slots.take(patient());
    const impatient = new AbortController();
    const left = slots.take(impatient.signal, { owner: 'wide' }).catch(() => 'left');
    const waiting = ['wide', 'wide', 'wide', 'light', 'other', 'other'].map(async (owner) => {
      const free = await slots.take(patient(), { owner });
      order.push(owner);
      free();
    });
    impatient.abort();
    leave();
    await Promise.all(waiting);
    expect(await left).toBe('left');
    expect(order).toEqual(['wide', 'light', 'other', 'wide', 'other', 'wide']);
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('refuse at once when the queue is full', async () => {
    const slots = createSlots(1, 1);
    await slots.take(patient());
    void slots.take(patient());
    await expect(slots.take(patient())).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(slots.load()).toEqual({ inUse: 1, waiting: 1 });
  });

  it('let a waiter leave, and do not call it later', async () => {
    const slots = createSlots(1, 1);
    const leave = await slots.take(patient());
    const impatient = new AbortController();
    const waiting = slots.take(impatient.signal);
    impatient.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(slots.load()).toEqual({ inUse: 1, waiting: 0 });
    leave();
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('are not given to one who has left before asking, not even a free one', async () => {
    const slots = createSlots(1, 1);
    await expect(slots.take(AbortSignal.abort())).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('is not waited for longer than there is time', async () => {
    const slots = createSlots(1, 1);
    const leave = await slots.take(patient());
    await expect(slots.take(patient(), { deadlineMs: 10 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(slots.load()).toEqual({ inUse: 1, waiting: 0 });
    leave();
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('come back once, however often they are given back', async () => {
    const slots = createSlots(2, 0);
    const leave = await slots.take(patient());
    leave();
    leave();
    await slots.take(patient());
    await slots.take(patient());
    await expect(slots.take(patient())).rejects.toMatchObject({ code: 'OVERLOADED' });
  });

  const workFor = (ms: number): void => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  /** Slots that nobody holds, in a round that has been worked in for long enough. */
  async function slotsAfterRound(size: number, queueSize: number): Promise<Slots> {
    const slots = createSlots(size, queueSize, 5);
    const leave = await slots.take(patient());
    leave();
    workFor(6);
    return slots;
  }
  const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are given only as long as a round may last, though everybody gives them back at once', async () => {
    const slots = createSlots(1, 10, 5);
    const done: number[] = [];
    const all = [1, 2, 3, 4, 5].map(async (number) => {
      const leave = await slots.take(patient());
      workFor(3);
      done.push(number);
      leave();
    });
    await nextRound();
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(5);
    expect(slots.load().inUse).toBe(0);
    await Promise.all(all);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(slots.load()).toEqual({ inUse: 0, waiting: 0 });
  });

  it('are waited for until the next round by as many as are free, even where nobody may wait', async () => {
    const slots = await slotsAfterRound(2, 0);
    const taken = Promise.all([slots.take(patient()), slots.take(patient())]);
    await expect(slots.take(patient())).rejects.toMatchObject({ code: 'OVERLOADED' });
    await taken;
    expect(slots.load()).toEqual({ inUse: 2, waiting: 0 });
  });

  it('leave room between two rounds for whoever connects', async () => {
    const slots = await slotsAfterRound(1, 10);
    let rounds = 0;
    const count = (): void => {
      rounds += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await slots.take(patient());
    clearImmediate(counting);
    expect(rounds).toBeGreaterThan(4);
  });
});
