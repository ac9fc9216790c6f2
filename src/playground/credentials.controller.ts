import { Controller, Get, Header, Inject, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFile } from 'node:fs/promises';
import { Problem, Public } from '../platform/http';
import { DEMO_IDS } from './seeds';
import { LoopbackOnly } from './loopback-only';

/** Injection token: the path of `.placet/playground.json`. */
export const PLAYGROUND_CARD = Symbol('playground card');

/** The demo organization's key and secret, with which `/docs` fills in "Authorize", and the ids of what it can be asked. */
@Public()
@UseGuards(LoopbackOnly)
@ApiExcludeController()
@Controller('playground/credentials')
export class CredentialsController {
  constructor(@Inject(PLAYGROUND_CARD) private readonly card: string) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async read(): Promise<object> {
    const card = await readFile(this.card, 'utf8').catch((error: NodeJS.ErrnoException) => {
      // It is written once the server listens.
      if (error.code === 'ENOENT') throw new Problem('not_found', 'The playground has not made its key yet');
      throw error;
    });
    const { apiKey, signatureSecret } = JSON.parse(card) as Record<string, string>;
    return { apiKey, signatureSecret, ids: DEMO_IDS };
  }
}
