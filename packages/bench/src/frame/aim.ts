import { medianOf, type Figures } from './statistics.ts';

/** What kefu is to reach: a ratio to a contestant of the same round, a difference to it (ms), or a plain figure. */
export type Aim = {
  /** The loads it is about: all unless given. */
  loads?: readonly string[];
  figure: keyof Figures;
  /** Whose figure: kefu's unless given. */
  of?: string;
  against?: string;
  by?: 'ratio' | 'difference';
  atLeast?: number;
  atMost?: number;
};

export type Verdict = {
  load: string;
  aim: string;
  /** Over the rounds; NaN where a contestant is missing. */
  median: number;
  min: number;
  max: number;
  reached: boolean;
};

const names: Record<keyof Figures, string> = { perSecond: '/s', p50: 'p50', p99: 'p99' };

export const describeAim = ({ figure, of, against, by = 'ratio', atLeast, atMost }: Aim): string => {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast.toLocaleString('en')}`;
  const unit = figure === 'perSecond' ? '/s' : ' ms';
  const what = of === undefined ? names[figure] : `${names[figure]} of ${of}`;
  if (against === undefined) return `${what} ${bound}${unit}`;
  return by === 'ratio' ? `${what} ${bound}× ${against}` : `${what} ${bound}${unit} over ${against}`;
};

/** Round by round, since the machine's moods change between rounds and hit all contestants of one alike. */
export const verdictOf = (
  aim: Aim,
  load: string,
  ours: readonly Figures[],
  theirs: readonly Figures[] | undefined,
): Verdict => {
  const values = ours.map((round, i) => {
    const own = round[aim.figure] ?? Number.NaN;
    if (aim.against === undefined) return own;
    const other = theirs?.[i]?.[aim.figure] ?? Number.NaN;
    return aim.by === 'difference' ? own - other : own / other;
  });
  const median = medianOf(values);
  const { atLeast = -Infinity, atMost = Infinity } = aim;
  return {
    load,
    aim: describeAim(aim),
    median,
    min: Math.min(...values),
    max: Math.max(...values),
    reached: median >= atLeast && median <= atMost,
  };
};
