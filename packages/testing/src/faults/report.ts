import type { Played } from './play.ts';

const recoveriesIn = ({ recoveries }: Played): string =>
  recoveries
    .map(({ what, seconds, withinSeconds }) => `${what} ${seconds.toFixed(1)} (≤ ${withinSeconds})`)
    .join('; ') || '–';

const rowOf = (played: Played): string => {
  const { name, title, checks, verdict, seconds, reasons } = played;
  const why =
    verdict === 'skipped'
      ? `skipped: ${reasons.join('; ')}`
      : verdict === 'violated'
        ? '**violated**'
        : 'holds';
  return `| ${name} | ${title} | ${checks.join(' ')} | ${recoveriesIn(played)} | ${Math.round(seconds)} | ${why} |`;
};

/** A table in Markdown, and below it what is wrong. */
export const reportOf = (all: readonly Played[]): string =>
  [
    '| scenario | fault | checked | recovery, s | took, s | verdict |',
    '|---|---|---|---|--:|---|',
    ...all.map(rowOf),
    ...all
      .filter(({ verdict }) => verdict === 'violated')
      .flatMap(({ name, seed, reasons }) => [
        '',
        `${name}, seed ${seed}:`,
        ...reasons.map((reason) => `- ${reason}`),
      ]),
  ].join('\n');
