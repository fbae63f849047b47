import { describe, expect, test } from '@jest/globals';
import { clipsOfShare, shareAfterKey, shareAtPointer } from '../../../viewer/state/swipe.js';

describe('the swipe', () => {
  test('follows a pointer as a share of the map’s width and stops at its edges', () => {
    expect(shareAtPointer(350, 100, 1000)).toBe(0.25);
    expect(shareAtPointer(20, 100, 1000)).toBe(0);
    expect(shareAtPointer(2000, 100, 1000)).toBe(1);
  });

  test('stays in the middle of a map without width', () => {
    expect(shareAtPointer(10, 0, 0)).toBe(0.5);
  });

  test('moves by arrow keys, further with Shift or Page keys, to the ends with Home and End', () => {
    expect(shareAfterKey(0.5, 'ArrowRight', false)).toBe(0.52);
    expect(shareAfterKey(0.5, 'ArrowLeft', false)).toBe(0.48);
    expect(shareAfterKey(0.5, 'ArrowUp', true)).toBe(0.6);
    expect(shareAfterKey(0.5, 'PageDown', false)).toBe(0.4);
    expect(shareAfterKey(0.5, 'Home', false)).toBe(0);
    expect(shareAfterKey(0.5, 'End', false)).toBe(1);
  });

  test('leaves other keys to the page', () => {
    expect(shareAfterKey(0.5, 'Tab', false)).toBeNull();
    expect(shareAfterKey(0.5, 'j', false)).toBeNull();
  });

  test('reaches the end exactly after fifty steps and does not pass it', () => {
    let share = 0;
    for (let step = 0; step < 50; step += 1) share = shareAfterKey(share, 'ArrowRight', false) ?? Number.NaN;
    expect(share).toBe(1);
    expect(shareAfterKey(share, 'ArrowRight', false)).toBe(1);
  });

  test('cuts the panes at one seam: where the one ends, the other begins', () => {
    const frame = { width: 800, height: 600, originX: -120, originY: 40 };
    expect(clipsOfShare(0.25, frame)).toEqual({
      before: 'polygon(-120px 40px, 80px 40px, 80px 640px, -120px 640px)',
      after: 'polygon(80px 40px, 680px 40px, 680px 640px, 80px 640px)',
    });
  });
});
