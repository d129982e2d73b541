/** Random legal histories over the whole union of money acts. One number makes one act, so a history can be shrunk. */
import { makeChance } from './chance.ts';
import { complain, payBatch } from './history/bank.ts';
import { changeLines, openCollection, park, takeDeposit, undo } from './history/collections.ts';
import { issue, makeBalance, voidReceipt } from './history/corrections.ts';
import {
  bringFund,
  chooseFunds,
  enterLeaf,
  exportSet,
  keepHouse,
  lowerFee,
  recordDays,
  settle,
} from './history/life.ts';
import { type Act, Play, type Watcher } from './history/play.ts';
import { askBack, goOnWithRefund } from './history/refunds.ts';
import {
  begin,
  closeShift,
  erase,
  moveCash,
  newEpoch,
  openShift,
  surpriseCount,
  takeOver,
} from './history/shifts.ts';
import { ask, incoming, progress, strayCredit } from './history/tenders.ts';

const weights: readonly (readonly [Act, number])[] = [
  [progress, 34],
  [ask, 16],
  [issue, 18],
  [openCollection, 12],
  [voidReceipt, 8],
  [askBack, 5],
  [goOnWithRefund, 9],
  [makeBalance, 3],
  [takeDeposit, 6],
  [incoming, 2],
  [moveCash, 3],
  [park, 3],
  [closeShift, 2],
  [changeLines, 2],
  [undo, 3],
  [strayCredit, 1],
  [surpriseCount, 1],
  [takeOver, 1],
  [erase, 1],
  [newEpoch, 1],
  [enterLeaf, 3],
  [lowerFee, 3],
  [recordDays, 1],
  [chooseFunds, 4],
  [settle, 1],
  [bringFund, 1],
  [exportSet, 3],
  [keepHouse, 2],
  [payBatch, 2],
  [complain, 1],
];
const bag: readonly Act[] = weights.flatMap(([act, weight]) => Array.from({ length: weight }, () => act));

/** Acts tried for one number before it is let go. */
const attempts = 8;

function actOnce(play: Play, number: number): void {
  play.chance = makeChance(number);
  // Hours in which nobody comes: shifts go on over midnight.
  if (play.chance.maybe(0.03)) play.world.at += play.between(1, 9) * 3_600_000;
  // Without a shift little can be done; now and then something is done all the same.
  if (play.shift === undefined && play.chance.maybe(0.7)) {
    openShift(play);
    return;
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (play.chance.pick(bag)(play)) return;
  }
}

/** The history that these numbers make, every entry of it legal. @throws IllegalMove when a rule disagrees. */
export function legalHistory(numbers: readonly number[], watchers: readonly Watcher[] = []): Play {
  const play = new Play(watchers);
  play.chance = makeChance(numbers[0] ?? 0);
  begin(play);
  for (const number of numbers) actOnce(play, number);
  // Closed at the end, so that every history has a Z to hold against.
  if (play.shift !== undefined) closeShift(play);
  return play;
}
