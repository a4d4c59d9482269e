import type { WeightReading } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { EventsController, type Received } from '@kefu/messaging';
import { InjectStore } from '@kefu/service';
import { EventPattern, Payload } from '@nestjs/microservices';
import { casesOfParcel } from '../case/cases.view.ts';
import { handleCase } from '../case/handle-case.ts';
import type { ReturnsEvent } from '../events.ts';

/** Billed weights and text are no readings, and what was read in between decides nothing. */
const matters = ({ kind, station }: WeightReading): boolean =>
  (kind === 'scale' || kind === 'manual') && station !== 'transit';

/** Notes on the cases of a parcel that logistics knows more; the log's reader tells their weight checks. */
@EventsController('readings-of-cases')
export class OnReading {
  constructor(@InjectStore() private readonly store: EventStore<ReturnsEvent>) {}

  @EventPattern('logistics.reading-recorded.v1')
  async onRecorded(@Payload() event: Received<'logistics.reading-recorded.v1'>): Promise<void> {
    if (matters(event.data.reading)) await this.note(event, event.data.waybillId);
  }

  @EventPattern('logistics.reading-corrected.v1')
  async onCorrected(@Payload() event: Received<'logistics.reading-corrected.v1'>): Promise<void> {
    if (matters(event.data.reading)) await this.note(event, event.data.waybillId);
  }

  @EventPattern('logistics.inquiry-answered.v1')
  async onAnswered(@Payload() event: Received<'logistics.inquiry-answered.v1'>): Promise<void> {
    if (event.data.question === 'weigh') await this.note(event, event.data.waybillId);
  }

  private async note({ inbox, metadata }: Received, waybillId: string): Promise<void> {
    const at = new Date().toISOString();
    for (const of of await casesOfParcel(this.store.pool, waybillId)) {
      await handleCase(this.store, {
        of,
        command: { type: 'NoteReadingsChanged', waybillId, at },
        metadata,
        inbox: { ...inbox, consumer: `${inbox.consumer}/${of.caseId}` }, // each case has its own effect
      });
    }
  }
}
