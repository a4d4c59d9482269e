/** Where a process can be made to die, to see what becomes of what it had begun. */
export type FailPoint =
  /** A commit is on its way to the database, which has not answered. */
  | 'append.sent'
  /** A commit is written; who asked for it has not heard of it. */
  | 'append.committed'
  /** Kafka has the events; the relay has not noted that yet. */
  | 'relay.sent'
  /** The relay has noted how far it is. */
  | 'relay.checkpointed'
  /** The effect of an event is committed; its offset is not. */
  | 'consumer.handled'
  /** A dead letter is written; its offset is not committed. */
  | 'consumer.buried'
  /** A batch of a followed view is written and committed. */
  | 'view.followed'
  /** An activity has had its effect; Temporal has not heard of it. */
  | 'activity.done';

const [planned = '', nth = '1'] = (process.env.KEFU_FAIL_AT ?? '').split(':');
let left = Number(nth);

/**
 * Ends this process without a word where KEFU_FAIL_AT says so: `relay.sent`, or `relay.sent:3` for the third time.
 * Unset, which it is outside of fault tests, it does nothing.
 */
export const failPoint: (name: FailPoint) => void =
  planned === ''
    ? () => undefined
    : (name) => {
        if (name === planned && --left === 0) process.kill(process.pid, 'SIGKILL');
      };
