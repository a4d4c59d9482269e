import { exactTime, shortTime } from '../format/time.ts';

/** An instant in the shop's zone, the exact one on hover. */
export const When = ({ at }: { at: string | null | undefined }) =>
  at ? (
    <time dateTime={at} title={exactTime(at)}>
      {shortTime(at)}
    </time>
  ) : (
    <span aria-hidden>—</span>
  );
