export { startService } from '../../service/src/index.ts';
