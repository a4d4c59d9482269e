import type { Conversation } from '@kefu/contracts';
import { useEffect, useRef } from 'react';
import { useLiveEvent } from '../../shared/live/live.ts';
import { soundSetting } from '../../shared/store/settings.ts';

// A short tone made on the spot: no file to load, and nothing plays unless the agent asked for it.
const ring = (): void => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 740;
  volume.gain.setValueAtTime(0.08, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.25);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.25);
  tone.onended = () => void context.close();
};

/** How many customers wait, in the tab's title; a tone for a customer's message when sounds are on. */
export const useAttention = (conversations: readonly Conversation[] | undefined, title: string): void => {
  const waiting = conversations?.filter(({ waitingSince }) => waitingSince !== null).length ?? 0;
  const base = useRef(document.title);
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
    const original = base.current;
    return () => {
      document.title = original;
    };
  }, [waiting, title]);
  useLiveEvent('message', ({ from }) => {
    if (from === 'customer' && soundSetting.get()) ring();
  });
};
