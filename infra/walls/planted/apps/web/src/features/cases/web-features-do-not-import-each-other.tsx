export { Thread } from '../thread/thread.tsx';
