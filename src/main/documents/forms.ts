/**
 * Form templates: title, code, circular line, liên and who signs, by regime and date. Data in `resources/forms`, because
 * circulars change (facts/domain.md §1.3). A template says nothing about the seven legal contents: it has no word with
 * which one could be left out, and an unknown word is refused.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { invariant } from '../../shared/kernel/assert.ts';
import type { BusinessDate } from '../../shared/kernel/clock.ts';
import { checked, deepFreeze, said } from './parts.ts';

const formNames = [
  'cash-in',
  'cash-out',
  'deposit',
  'fee-receipt',
  'cash-count',
  'receipt-register',
  'hand-in',
  'bank-deposit',
  'cash-book',
  'collection-report',
  'void-report',
  'einvoice-set',
  'shift-report',
  'share-report',
  'dispute',
  'outage-log',
] as const;

/** Every form there is a template of. */
export type FormName = (typeof formNames)[number];

/** Accounting of public units (TT 107, TT 24) or of enterprises (TT 200, TT 99). */
export type FormRegime = 'public' | 'enterprise';

const who = z.literal([
  'head',
  'chief-accountant',
  'accountant',
  'preparer',
  'treasurer',
  'cashier',
  'payer',
  'payee',
  'depositor',
  'bank',
  'counter',
  'complainant',
  'receiver',
]);

const version = z.strictObject({
  regime: z.literal(['public', 'enterprise']),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  title: said,
  /** "C40-BB"; null for a form that the unit designs itself. */
  code: said.nullable(),
  /** The line under the code; empty until the chief accountant has said what it is. */
  issuedUnder: z.string().max(200),
  copies: z.array(said).min(1).max(3),
  signers: z
    .array(z.strictObject({ who, title: said, hint: z.string().max(60), row: z.literal([1, 2]) }))
    .min(2)
    .max(6),
  /** Whether the wording was found in a source; what was not is marked for the chief accountant to look at. */
  confirmed: z.boolean(),
  note: z.string().max(400),
});

const templateFile = z.strictObject({
  form: z.literal(formNames),
  versions: z.array(version).min(1).max(40),
});

/** Whose name stands at a place to sign. */
export type SignerRole = z.output<typeof who>;
/** A form as it is on one date. */
export type FormTemplate = z.output<typeof version>;
type TemplateFile = z.output<typeof templateFile>;

/** All templates. */
export interface Forms {
  /** The template in force on a date. @throws InvariantBroken for a date before the first template */
  formOn(form: FormName, regime: FormRegime, date: BusinessDate): FormTemplate;
}

/**
 * Reads the templates.
 * @param folder `resources/forms`
 * @throws InvariantBroken when a form is missing, has a word it should not have, or two versions for one day
 */
export function loadForms(folder: string): Forms {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => parseForm(readFileSync(join(folder, name), 'utf8')));
  const byName = new Map(files.map((file) => [file.form, file]));
  for (const name of formNames) invariant(byName.has(name), `no template of ${name}`);
  return {
    formOn(form, regime, date) {
      const found = byName.get(form)?.versions.find((one) => one.regime === regime && covers(one, date));
      invariant(found !== undefined, `no template of ${form} (${regime}) on ${date}`);
      return found;
    },
  };
}

/**
 * One template file.
 * @throws InvariantBroken when it has a word it should not have, a gap, or two versions for one day
 */
export function parseForm(json: string): TemplateFile {
  const file = checked(templateFile.safeParse(JSON.parse(json)));
  for (const regime of ['public', 'enterprise'] as const) {
    const own = file.versions.filter((one) => one.regime === regime);
    own
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .forEach((one, index) => {
        const next = own[index + 1];
        const ends = next === undefined ? one.to === null : one.to === dayBefore(next.from);
        invariant(ends, `${file.form}: versions from ${one.from} overlap or leave a gap`);
      });
  }
  return deepFreeze(file);
}

function covers({ from, to }: FormTemplate, date: string): boolean {
  return from <= date && (to === null || date <= to);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

/**
 * What a template gives to a document: title, form, liên, and the places to sign with the names of those who hold the
 * roles now. A role nobody is named for is left to be written by hand.
 */
export function formParts(
  template: FormTemplate,
  names: Readonly<Partial<Record<SignerRole, string>>>,
): {
  readonly title: string;
  readonly form: { readonly code: string; readonly issuedUnder: string } | null;
  readonly copies: readonly string[];
  readonly signers: [PlacedSigner, PlacedSigner, ...PlacedSigner[]];
} {
  const places = template.signers.map(
    ({ who: role, title, hint, row }): PlacedSigner => ({ title, hint, row, name: names[role] ?? null }),
  );
  const [first, second, ...rest] = places;
  invariant(first !== undefined && second !== undefined, 'a form has two signers');
  const { code, issuedUnder, title, copies } = template;
  return {
    title,
    form: code === null ? null : { code, issuedUnder },
    copies,
    signers: [first, second, ...rest],
  };
}

interface PlacedSigner {
  title: string;
  hint: string;
  row: 1 | 2;
  name: string | null;
}
