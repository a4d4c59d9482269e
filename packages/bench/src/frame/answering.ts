import { tellParent } from './child.ts';

/** The child's side of `ask`: a question is JSON, and the next one is asked once this one is answered. */
export const answering = <Question>(answer: (question: Question) => Promise<object>): void => {
  process.on('message', (question) => {
    // A question that cannot be answered ends the program, and so the benchmark.
    void answer(JSON.parse(String(question)) as Question).then(tellParent); // as its parent wrote it
  });
};
