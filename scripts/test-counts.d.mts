export interface Counted {
  passed: number;
  failed: number;
  skipped: string[];
}
export function countVitest(report: unknown, exitCode: number, root?: string): Counted;
export function countPlaywright(report: unknown, exitCode: number): Counted;
export function judgeSkips(
  skipped: readonly string[],
  expected: Readonly<Record<string, string>>,
  inCi: boolean,
): { unexpected: string[]; lines: string[] };
