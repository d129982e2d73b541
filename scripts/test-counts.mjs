/** Counting of the JSON reports behind `npm test`. Pure, so that it can be tested. */

/**
 * Counts a vitest JSON report. A file that did not load counts as one failure; so does an exit code that no failed
 * test explains, and a missing report.
 */
export function countVitest(report, exitCode, root = '') {
  const counted = { passed: 0, failed: 0, skipped: [] };
  for (const file of report?.testResults ?? []) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counted.passed += 1;
      else if (test.status === 'failed') counted.failed += 1;
      else counted.skipped.push(`${test.fullName} (${file.name.replace(`${root}/`, '')})`);
    }
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'))
      counted.failed += 1;
  }
  if (counted.failed === 0 && exitCode !== 0) counted.failed = 1;
  return counted;
}

/** Counts a Playwright JSON report, by the same rules. A flaky test (passed on a retry) is a failure. */
export function countPlaywright(report, exitCode) {
  const counted = { passed: 0, failed: 0, skipped: [] };
  const visit = (suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') counted.passed += 1;
        else if (test.status === 'skipped') counted.skipped.push(`${spec.title} (test/e2e/${spec.file})`);
        else counted.failed += 1;
      }
    }
  };
  for (const suite of report?.suites ?? []) visit(suite);
  if (counted.failed === 0 && exitCode !== 0) counted.failed = 1;
  return counted;
}

/**
 * Holds the skipped tests against the list `{title: reason}`. A title matches without the file in brackets.
 * Only on the build machine is an unlisted skip a failure; elsewhere it is said and nothing more.
 */
export function judgeSkips(skipped, expected, inCi) {
  const unexpected = [];
  const lines = [];
  for (const title of skipped) {
    const reason = expected[title] ?? expected[title.replace(/ \([^()]*\)$/, '')];
    if (reason === undefined && inCi) {
      unexpected.push(title);
      lines.push(`SKIPPED, NOT ALLOWED: ${title}`);
    } else {
      lines.push(`skipped: ${title}: ${reason ?? 'something it needs is not on this machine'}`);
    }
  }
  return { unexpected, lines };
}
