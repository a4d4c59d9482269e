export { Thread } from '../features/thread/thread.tsx';
