import { readFileSync, writeFileSync } from 'node:fs';
import { tableOf, type Report } from './report.ts';

/** Puts a report in the place of its last one in a page: between `<!-- name -->` and `<!-- /name -->`. */
export const replaceTable = (path: string, report: Report): void => {
  const page = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- ${report.benchmark} -->`, `<!-- /${report.benchmark} -->`];
  const [before, rest] = page.split(begin, 2);
  const after = rest?.split(end, 2)[1];
  if (before === undefined || after === undefined)
    throw new Error(
      `${path} has no place for ${report.benchmark}: write ${begin} and ${end} where its table belongs`,
    );
  writeFileSync(path, `${before}${begin}\n\n${tableOf(report)}\n\n${end}${after}`);
};
