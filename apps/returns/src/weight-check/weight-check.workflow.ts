import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Duration } from '@temporalio/common';
import type { Course, WeightCheckActivities } from './weight-check.activities.ts';

export type WeightCheck = { caseId: string; course: Course };

/** Logistics may know more now than when it was asked. */
export const readingsChanged = defineSignal('readingsChanged');

const { askForReadings, openInquiries, chase, tellSupervisor, recordProgress, concludeWithVerdict } =
  proxyActivities<WeightCheckActivities>({
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
  });

const untilGivenUp = '7 days';

/** Did the parcel lose weight on its way? Asks the carrier where readings lack, and ends with the verdict. */
export async function weightCheck({ caseId, course }: WeightCheck): Promise<void> {
  const about = { caseId, course };
  let news = false;
  setHandler(readingsChanged, () => void (news = true));

  const { lacking } = await askForReadings({ ...about, inquiries: [] });
  if (lacking.length > 0) await waitForCarrier(lacking);
  // What is heard while the weights are judged is judged as well.
  do {
    news = false;
    await concludeWithVerdict(about);
  } while (news);

  async function waitForCarrier(waybillIds: string[]): Promise<void> {
    const inquiries = await openInquiries({ ...about, waybillIds });
    await recordProgress({ ...about, step: 'carrier-asked' });

    const answeredWithin = async (patience: Duration): Promise<boolean> => {
      let timeIsUp = false;
      void sleep(patience).then(() => (timeIsUp = true));
      while (!timeIsUp) {
        news = false;
        const { awaited } = await askForReadings({ ...about, inquiries });
        if (awaited.length === 0) return true;
        await condition(() => news || timeIsUp);
      }
      return false;
    };

    if (await answeredWithin('24 hours')) return;
    await chase({ ...about, inquiries, times: 1 });
    await recordProgress({ ...about, step: 'carrier-chased-24h' });

    if (await answeredWithin('24 hours')) return;
    await chase({ ...about, inquiries, times: 2 });
    await recordProgress({ ...about, step: 'carrier-chased-48h' });

    if (await answeredWithin('24 hours')) return;
    await tellSupervisor({ ...about, inquiries });
    await recordProgress({ ...about, step: 'supervisor-told-72h' });

    await answeredWithin(untilGivenUp);
  }
}
