/** The line to the provincial backend: enrolment, how it stands, what waits for a person. */
import { z } from 'zod';
import { method } from './define.ts';
import { epochMs, id, nothing, shortText } from './shapes.ts';

const cashier = ['cashier'] as const;
const administrator = ['administrator'] as const;

/** Where the counter would be enrolled, to be read by a person before it is kept. */
const enrolment = z.strictObject({ url: z.string(), facilityName: z.string() });

/** How sync stands. */
export const syncView = z.strictObject({
  enrolled: enrolment.nullable(),
  state: z.enum(['not-enrolled', 'sent', 'waiting', 'offline']),
  waiting: z.int().min(0),
  sinceMs: epochMs.nullable(),
  heardAt: epochMs.nullable(),
  /** Clock of this machine minus that of the backend, in ms, as last heard. */
  clockAheadMs: z.int(),
  /** The backend was restored and is sent again what it had lost. */
  backendWentBack: z.boolean(),
  /** What has stopped until somebody acts; `say` is a Vietnamese sentence to be read aloud. */
  stops: z.array(
    z.strictObject({ what: z.enum(['push', 'pull']), code: z.string(), say: z.string(), at: epochMs }),
  ),
  /** Feed items that could not be applied, or that ask for a person; `about` names the bill and whose it is. */
  cases: z.array(
    z.strictObject({ id, kind: z.string(), reason: z.string(), about: z.string().nullable(), at: epochMs }),
  ),
  sisters: z.array(
    z.strictObject({
      counter: id,
      name: z.string(),
      state: z.enum(['active', 'revoked']),
      /** Its journal is not taken further: update this program. */
      stalled: z.boolean(),
      /** When its last entry known here was made. */
      untilMs: epochMs.nullable(),
    }),
  ),
});
export type SyncView = z.output<typeof syncView>;

export const syncMethods = {
  /** Asks a backend to take this counter in. Nothing is kept before `sync.keep`. */
  'sync.ask': method({
    request: z.strictObject({ url: shortText, code: z.string().min(1).max(40) }),
    response: enrolment,
    capabilities: cashier,
    access: administrator,
  }),
  /** Keeps what `sync.ask` was answered last, and starts to send. */
  'sync.keep': method({
    request: nothing,
    response: enrolment,
    capabilities: cashier,
    access: administrator,
  }),
  'sync.view': method({ request: nothing, response: syncView, capabilities: cashier, access: 'unlocked' }),
  /** Somebody has seen why it stopped and says to try again. */
  'sync.resume': method({
    request: nothing,
    response: nothing,
    capabilities: cashier,
    access: administrator,
  }),
};
