import { gather } from '../demo/cast.ts';
import { urlOf } from '../launcher/services.ts';
import { readSettings } from '../launcher/settings.ts';

/** The kefu under test: the launcher's own settings say where it is. */
export const settings = readSettings(process.env);
export const gatewayUrl = urlOf(settings, 'gateway');
export const shopUrl = `http://127.0.0.1:${settings.KEFU_PORT_SHOP}`;
export const carrierUrl = urlOf(settings, 'carrier');

/** Its people as programs, for what the pages' users cannot do. */
export const cast = gather(settings);
