import { Controller, Req, Res } from '@nestjs/common';
import { routes, type InputOf, type Principal } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, InjectStore, Input, Unauthenticated, Who } from '@kefu/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayEvent } from '../events.ts';
import { accountToSignIn } from '../account/account.ts';
import { passwordMatches } from './password.ts';
import { notedSession, sessionCookie } from './session-token.ts';
import { endSession, openPersonSession, whoHolds } from './sessions.ts';

// Spent when the name is unknown, so that the answer's time does not tell which names exist.
const nobodysHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

@Controller()
export class SessionController {
  constructor(@InjectStore() private readonly store: EventStore<GatewayEvent>) {}

  @Handles(routes['gateway.signIn'])
  async signIn(
    @Input() { body }: InputOf<'gateway.signIn'>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await accountToSignIn(this.store.pool, body.name);
    const matches = await passwordMatches(body.password, found?.passwordHash ?? nobodysHash);
    if (!found || !matches) throw new Unauthenticated('Name or password is wrong.', 'wrong-name-or-password');
    const { token, expiresAt } = await openPersonSession(this.store.pool, found.account.agentId);
    const person = await whoHolds(this.store.pool, token);
    reply.setCookie(sessionCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      expires: expiresAt,
    });
    return { token, expiresAt: expiresAt.toISOString(), person };
  }

  @Handles(routes['gateway.whoAmI'])
  whoAmI(@Who() who: Principal): Principal {
    return who;
  }

  @Handles(routes['gateway.signOut'])
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = notedSession(request);
    if (token) await endSession(this.store.pool, token);
    reply.clearCookie(sessionCookie, { path: '/' });
  }
}
