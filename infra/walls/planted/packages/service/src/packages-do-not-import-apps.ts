export { orders } from '../../../apps/orders/src/service.ts';
