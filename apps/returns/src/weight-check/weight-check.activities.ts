import { type Readings, Refused, routes, type WeightCheckStep } from '@kefu/contracts';
import type { EventStore, Metadata } from '@kefu/event-store';
import type { ServiceFetch } from '@kefu/service';
import { v7 as uuidv7 } from 'uuid';
import { caseDecider } from '../case/domain/decide.ts';
import type { CaseCommand } from '../case/domain/commands.ts';
import { type CaseFile, caseStream, type OpenedCase } from '../case/domain/state.ts';
import { handleCase } from '../case/handle-case.ts';
import type { ReturnsEvent } from '../events.ts';
import type { ParcelWeighing } from './domain/weighing.ts';
import { tolerancesOf } from './tolerances.ts';

/** The course of events that a weight check belongs to, for the log. */
export type Course = { correlationId: string; causationId: string; traceparent?: string };

type About = { caseId: string; course: Course };
type OpenInquiry = { waybillId: string; inquiryId: string };

export type WeightCheckActivities = ReturnType<typeof weightCheckActivities>;

/** What a weight check does in the world: it asks logistics, and tells the case what happened. */
export const weightCheckActivities = (store: EventStore<ReturnsEvent>, call: ServiceFetch) => {
  const openedCase = async (caseId: string): Promise<OpenedCase> => {
    const { state } = await store.load(caseStream(caseId), caseDecider);
    if (state.status === 'not-opened') throw new Refused('case-unknown');
    return state;
  };
  const fileOf = async (caseId: string): Promise<CaseFile> => (await openedCase(caseId)).file;

  const weigh = async (waybillId: string, course: Course): Promise<ParcelWeighing> => {
    const { origin, last } = await call(
      routes['logistics.getReadings'],
      { params: { waybillId } },
      course,
    ).catch((error: unknown): Pick<Readings, 'origin' | 'last'> => {
      if (isNotHereYet(error)) return { origin: null, last: null };
      throw error;
    });
    return {
      waybillId,
      originGrams: origin?.grams ?? null,
      lastGrams: last?.grams ?? null,
      manual: origin?.kind === 'manual' || last?.kind === 'manual',
    };
  };

  const weighings = async (caseId: string, course: Course): Promise<ParcelWeighing[]> => {
    const { waybillIds } = await fileOf(caseId);
    return Promise.all(waybillIds.map((waybillId) => weigh(waybillId, course)));
  };

  const command = async ({ caseId, course }: About, given: CaseCommand): Promise<void> => {
    const { about } = await fileOf(caseId);
    const metadata: Metadata = { who: { kind: 'service', id: 'returns' }, ...course };
    await handleCase(store, { of: about, command: given, metadata });
  };

  return {
    /**
     * Which parcels lack a reading, and for which of them an answer may still come. None for a case that has its
     * verdict or a person's decision: what is heard later is judged, but no carrier is asked for it.
     */
    async askForReadings({
      caseId,
      course,
      inquiries,
    }: About & { inquiries: OpenInquiry[] }): Promise<{ lacking: string[]; awaited: string[] }> {
      if ((await openedCase(caseId)).status !== 'weighing') return { lacking: [], awaited: [] };
      const parcels = await weighings(caseId, course);
      const lacking = parcels
        .filter(({ originGrams, lastGrams }) => originGrams === null || lastGrams === null)
        .map(({ waybillId }) => waybillId);
      const open = inquiries.filter(({ waybillId }) => lacking.includes(waybillId));
      const states = await Promise.all(
        open.map(({ inquiryId }) => call(routes['logistics.getInquiry'], { params: { inquiryId } }, course)),
      );
      const awaited = states.filter(({ state }) => state !== 'answered').map(({ waybillId }) => waybillId);
      return { lacking, awaited };
    },

    openInquiries: ({
      caseId,
      course,
      waybillIds,
    }: About & { waybillIds: string[] }): Promise<OpenInquiry[]> =>
      Promise.all(
        waybillIds.map(async (waybillId) => {
          const body = { waybillId, question: 'weigh' as const, caseId };
          const idempotencyKey = `weight-check/${caseId}/${waybillId}`;
          const { inquiryId } = await call(
            routes['logistics.openInquiry'],
            { body },
            { ...course, idempotencyKey },
          );
          return { waybillId, inquiryId };
        }),
      ),

    async chase({
      course,
      inquiries,
      times,
    }: About & { inquiries: OpenInquiry[]; times: number }): Promise<void> {
      for (const { inquiryId } of inquiries)
        await unlessAnswered(
          call(routes['logistics.chaseInquiry'], { params: { inquiryId }, body: { times } }, course),
        );
    },

    async tellSupervisor({ course, inquiries }: About & { inquiries: OpenInquiry[] }): Promise<void> {
      for (const { inquiryId } of inquiries)
        await unlessAnswered(call(routes['logistics.escalateInquiry'], { params: { inquiryId } }, course));
    },

    async recordProgress({ step, ...about }: About & { step: WeightCheckStep }): Promise<void> {
      await command(about, { type: 'RecordProgress', step, at: new Date().toISOString() });
    },

    async concludeWithVerdict(about: About): Promise<void> {
      const { shopId } = (await fileOf(about.caseId)).about;
      const at = new Date().toISOString();
      await command(about, {
        type: 'JudgeWeights',
        weighings: await weighings(about.caseId, about.course),
        tolerances: await tolerancesOf(store.pool, shopId),
        complaintId: uuidv7(),
        at,
      });
    },
  };
};

/** Logistics hears of a parcel from the same order event as we do, perhaps later. */
const isNotHereYet = (error: unknown): boolean =>
  error instanceof Refused && error.code === 'waybill-unknown';

const unlessAnswered = async (asking: Promise<unknown>): Promise<void> => {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'inquiry-answered')) throw error;
  }
};
