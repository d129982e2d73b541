/** Brothers and sisters: others for whom the same person pays (product.md A2). A person at the counter judges. */
import { fromEach, type OpenList, perList } from './open-lists.ts';
import type { CataloguePayer } from './read.ts';
import { foldText } from './texts.ts';
import { familyKey, phoneKey } from './words.ts';

/** One of the same family, and whether more than names says so. */
export interface Relative {
  readonly payer: CataloguePayer;
  /** The list has the same phone or the same address for both; else only the names are the same. */
  readonly sure: boolean;
}

/** More of one name are namesakes and no family. */
const mostRelatives = 6;
/** People of one payer's name or phone that are looked at; a name so common says nothing. */
const mostOfKey = 60;

/** Refs of the people in force whose payer has that name or phone. */
export function makeFamilyRefs(inForce: () => readonly OpenList[]): (key: string) => readonly string[] {
  const refsOf = perList(({ connection }) =>
    connection
      .prepare<[string], string>(
        `SELECT p.ref FROM payer_family f JOIN payer p ON p.id = f.payer
         WHERE f.key = ? ORDER BY p.id LIMIT ${mostOfKey + 1}`,
      )
      .pluck(),
  );
  return (key) => {
    if (key === '') return [];
    return fromEach(inForce(), (list) => refsOf(list).all(key)).slice(0, mostOfKey + 1);
  };
}

/** Others with the same payer's name, and others with the same payer's phone. */
export interface SameKey {
  readonly name: readonly CataloguePayer[];
  readonly phone: readonly CataloguePayer[];
}

/**
 * Who belongs together with `one`: those with the same phone of the payer, unless so many have it that it is an office's;
 * of those with the same payer's name the ones at the same address; where the list has no address, those of the same
 * family name, told apart as not sure.
 */
export function relativesOf(one: CataloguePayer, same: SameKey): readonly Relative[] {
  const another = (payer: CataloguePayer) => payer.payer !== one.payer && payer.code !== one.code;
  const byPhone = same.phone.filter(another).map((payer): Relative => ({ payer, sure: true }));
  const known = byPhone.length > mostRelatives ? [] : byPhone;
  const byName = same.name.length >= mostOfKey ? [] : ofOneHouse(one, same.name.filter(another));
  const further = byName.filter(({ payer }) => !known.some((each) => each.payer.payer === payer.payer));
  const relatives = [...known, ...further];
  return relatives.length > mostRelatives ? [] : relatives;
}

/** Of people with the same payer's name those who may be one family. */
function ofOneHouse(one: CataloguePayer, others: readonly CataloguePayer[]): readonly Relative[] {
  const address = placeOf(one);
  return others.flatMap((payer): Relative[] => {
    const there = placeOf(payer);
    if (address !== '' && there !== '') return address === there ? [{ payer, sure: true }] : [];
    return familyName(payer.name) === familyName(one.name) ? [{ payer, sure: false }] : [];
  });
}

/** The keys under which the family of a payer is found; empty where the list says nothing of who pays. */
export function familyKeysOf(payer: Pick<CataloguePayer, 'name' | 'payerName' | 'phone'>): {
  readonly name: string;
  readonly phone: string;
} {
  return { name: familyKey(payer.name, payer.payerName), phone: phoneKey(payer.phone) };
}

function placeOf({ address }: CataloguePayer): string {
  return foldText(address ?? '').replace(/[^\p{L}\p{N}]/gu, '');
}

function familyName(name: string): string {
  return foldText(name.split(' ')[0] ?? '');
}
