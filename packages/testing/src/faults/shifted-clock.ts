// Preloaded into a process (`node --import`): its wall clock is wrong by KEFU_CLOCK_SHIFT_MS, its timers and
// `performance.now` are not, as on a machine whose clock was set wrongly.
const shiftMs = Number(process.env.KEFU_CLOCK_SHIFT_MS ?? 0);
const RightDate = Date;

if (shiftMs !== 0)
  globalThis.Date = new Proxy(RightDate, {
    construct: (_target, given, newTarget) =>
      Reflect.construct(
        RightDate,
        given.length === 0 ? [RightDate.now() + shiftMs] : given,
        newTarget,
      ) as Date,
    apply: () => new RightDate(RightDate.now() + shiftMs).toString(),
    get: (target, property, receiver) =>
      property === 'now'
        ? () => RightDate.now() + shiftMs
        : (Reflect.get(target, property, receiver) as unknown),
  });
