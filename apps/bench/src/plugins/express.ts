import { createServer } from 'node:http';
import { lynkAuth } from '@lynk-auth/express';
import express, { type RequestHandler } from 'express';
import { auth } from 'express-oauth2-jwt-bearer';
import passport from 'passport';
import { Strategy } from 'passport-http-bearer';
import { createCheck, createCredentials, createJwt, createKnown } from './credentials.ts';
import { BODY, listen, type Started, type Variants } from './variant.ts';

function start(authorization: string, ...handlers: readonly RequestHandler[]): Promise<Started> {
  const app = express();
  for (const handler of handlers) app.use(handler);
  app.get('/', (_, response) => {
    response.json(BODY);
  });
  return listen(createServer(app), authorization);
}

/** Express 5. */
export const expressVariants: Variants = {
  async 'no authentication'() {
    const { authorization } = await createCredentials();
    return start(authorization);
  },
  async 'a hand-written check'() {
    const { token, authorization } = await createCredentials();
    const check = createCheck(token);
    return start(authorization, (request, response, next) => {
      const user = check(request.headers.authorization);
      if (user === undefined) {
        response.sendStatus(401);
        return;
      }
      response.locals['user'] = user;
      next();
    });
  },
  async '@lynk-auth/express'() {
    const { authorization, verifier } = await createCredentials();
    return start(authorization, lynkAuth({ verifier }));
  },
  async 'passport-http-bearer, with the same check'() {
    const { token, authorization } = await createCredentials();
    const known = createKnown(token);
    passport.use(new Strategy((sent, done) => done(null, known(sent) ?? false)));
    return start(authorization, passport.authenticate('bearer', { session: false }) as RequestHandler);
  },
  async 'express-oauth2-jwt-bearer, HS256'() {
    const { token, secret, issuer, audience } = await createJwt();
    return start(`Bearer ${token}`, auth({ secret, issuer, audience, tokenSigningAlg: 'HS256' }));
  },
};
