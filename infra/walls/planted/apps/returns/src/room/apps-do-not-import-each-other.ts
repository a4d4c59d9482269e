export { orders } from '../../../orders/src/service.ts';
