/** Brothers and sisters: others for whom the same person pays (product.md A2). A person at the counter judges. */
import type { CatalogueDatabase } from './database.ts';
import type { CataloguePayer } from './read.ts';
import { foldText } from './texts.ts';
import { familyKey } from './words.ts';

/** One of the same family, and whether more than names says so. */
export interface Relative {
  readonly payer: CataloguePayer;
  /** The list has the same address for both; else only the names are the same. */
  readonly sure: boolean;
}

/** More of one name are namesakes and no family. */
const mostRelatives = 6;
/** People of one payer's name that are looked at; a name so common says nothing. */
const mostOfName = 60;

/** Refs of the people in force for whom a payer of that name pays. */
export function makeFamilyRefs({ connection }: CatalogueDatabase): (key: string) => readonly string[] {
  const refs = connection.prepare<[string], { ref: string }>(
    `SELECT p.ref AS ref FROM payer_family f JOIN payer p ON p.id = f.payer
     JOIN generation g ON p.id >= g.first_payer AND p.id <= g.last_payer JOIN source s ON s.generation = g.id
     WHERE f.key = ? ORDER BY p.id LIMIT ${mostOfName + 1}`,
  );
  return (key) => refs.all(key).map(({ ref }) => ref);
}

/**
 * Who belongs together with `one`: of those with the same payer's name the ones at the same address; where the list has
 * no address, those of the same family name, told apart as not sure.
 */
export function relativesOf(one: CataloguePayer, others: readonly CataloguePayer[]): readonly Relative[] {
  if (others.length >= mostOfName) return [];
  const address = placeOf(one);
  const relatives = others.flatMap((payer): Relative[] => {
    if (payer.payer === one.payer || payer.code === one.code) return [];
    const there = placeOf(payer);
    if (address !== '' && there !== '') return address === there ? [{ payer, sure: true }] : [];
    return familyName(payer.name) === familyName(one.name) ? [{ payer, sure: false }] : [];
  });
  return relatives.length > mostRelatives ? [] : relatives;
}

/** The key under which the family of a payer is found; empty where nobody else pays for them. */
export function familyOf({ name, payerName }: Pick<CataloguePayer, 'name' | 'payerName'>): string {
  return familyKey(name, payerName);
}

function placeOf({ address }: CataloguePayer): string {
  return foldText(address ?? '').replace(/[^\p{L}\p{N}]/gu, '');
}

function familyName(name: string): string {
  return foldText(name.split(' ')[0] ?? '');
}
