import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** A weight as the carrier's system shows it; a number means grams, null that this station weighed nothing. */
const Weight = z
  .union([z.string().max(60), z.int().transform((grams) => `${grams}g`)])
  .nullable()
  .default(null);

/** What the carrier knows of a parcel, and how it answers when asked about it. */
export const Parcel = z.object({
  carrier: z.string().min(1),
  number: z.string().min(1),
  origin: Weight,
  last: Weight,
  answers: z.enum(['at-once', 'after-ms', 'never']).default('after-ms'),
  delayMs: z.int().min(0).default(1_500),
  weighedAt: z.iso.datetime().default(() => new Date().toISOString()),
});
export type Parcel = z.infer<typeof Parcel>;

/** What kefu asks, and asks again with a higher `chase`. */
export const Question = z.object({
  inquiryId: z.uuid(),
  carrier: z.string().min(1),
  number: z.string().min(1),
  question: z.string(),
  chase: z.int().min(0).default(0),
  note: z.string().nullish(),
});
export const Inquiry = Question.extend({
  receivedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
});
export type Question = z.infer<typeof Question>;
export type Inquiry = z.infer<typeof Inquiry>;

const Pages = z.object({
  parcels: z.record(z.string(), Parcel).default({}),
  inquiries: z.record(z.string(), Inquiry).default({}),
});

const keyOf = ({ carrier, number }: { carrier: string; number: string }): string => `${carrier}:${number}`;

const read = (file: string): z.infer<typeof Pages> => {
  try {
    return Pages.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { parcels: {}, inquiries: {} };
    throw error;
  }
};

export type Book = {
  enter(parcels: readonly Parcel[]): void;
  parcelOf(inquiry: Question): Parcel | undefined;
  /** Takes a question down; answers it as it stands in the book now. */
  receive(question: Question): Inquiry;
  markAnswered(inquiryId: string): void;
  inquiries(): Inquiry[];
};

/** The carrier's memory: a file that is whole at any moment, so that a kill loses no question and no answer. */
export const openBook = (file: string): Book => {
  mkdirSync(dirname(file), { recursive: true });
  const { parcels, inquiries } = read(file);
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify({ parcels, inquiries }, undefined, 1));
    renameSync(`${file}.new`, file);
  };
  return {
    enter: (given) => {
      for (const parcel of given) parcels[keyOf(parcel)] = parcel;
      save();
    },
    parcelOf: (inquiry) => parcels[keyOf(inquiry)],
    receive: (question) => {
      const known = inquiries[question.inquiryId];
      if (known && known.chase >= question.chase) return known;
      // Asked again: whatever we answered did not arrive.
      const inquiry = { ...question, receivedAt: new Date().toISOString(), answeredAt: null };
      inquiries[question.inquiryId] = inquiry;
      save();
      return inquiry;
    },
    markAnswered: (inquiryId) => {
      const inquiry = inquiries[inquiryId];
      if (!inquiry) return;
      inquiry.answeredAt = new Date().toISOString();
      save();
    },
    inquiries: () => Object.values(inquiries),
  };
};
