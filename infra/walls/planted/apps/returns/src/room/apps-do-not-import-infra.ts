export { launcher } from '../../../../infra/launcher.ts';
