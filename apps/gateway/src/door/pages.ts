import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const distOf = (app: '@kefu/web' | '@kefu/widget'): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${app}/package.json`)), 'dist');

const longLived = /[\\/]assets[\\/]/; // file names there carry a hash of their content

/** Serves the built pages: the agents' at `/`, the customer's widget at `/widget/`. */
export const servePages = async (http: FastifyInstance): Promise<void> => {
  const web = distOf('@kefu/web');
  const widget = distOf('@kefu/widget');
  const setHeaders = (reply: { header(name: string, value: string): unknown }, path: string) => {
    reply.header('cache-control', longLived.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    reply.header('x-content-type-options', 'nosniff');
    // Shops embed the widget in their pages; nobody embeds the workbench.
    if (!path.startsWith(widget)) reply.header('content-security-policy', "frame-ancestors 'none'");
  };
  const shared = { setHeaders, wildcard: false, preCompressed: true } as const;
  if (existsSync(widget))
    await http.register(fastifyStatic, { ...shared, root: widget, prefix: '/widget/', decorateReply: false });
  if (!existsSync(web)) return;
  await http.register(fastifyStatic, { ...shared, root: web, prefix: '/' });
  // The pages' own addresses (/cases/…) all start from the one document.
  http.get('/*', (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/');
    return wantsPage ? reply.sendFile('index.html') : reply.callNotFound();
  });
};
