import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { h } from 'preact';
import { Problem, Public } from '../../platform/http';
import { baseStylesheet, renderDocument } from '../../platform/pages';
import { LoopbackOnly } from '../loopback-only';
import { IdentityPage } from './identity-page';
import { SCRIPTED_OUTCOMES, type ScriptedOutcome } from './scripted-provider';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STYLES = `
.outcomes { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 0.75rem; }
.outcomes .button { display: block; }
`;

/** The page of the playground's identity provider. */
@Public()
@UseGuards(LoopbackOnly)
@ApiExcludeController()
@Controller('playground/identity')
export class ScriptedIdentityController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  @Header('Cache-Control', 'no-store')
  page(@Query('state') state: unknown, @Query('outcome') outcome: unknown): string {
    if (typeof state !== 'string') throw new Problem('not_found', 'There is nothing at this path');
    const fixed = typeof outcome === 'string' && Object.hasOwn(SCRIPTED_OUTCOMES, outcome);
    return renderDocument(h(IdentityPage, { state, outcome: fixed ? (outcome as ScriptedOutcome) : null }));
  }

  @Get('identity.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  styles(): string {
    return `${baseStylesheet()}\n${STYLES}`;
  }
}
