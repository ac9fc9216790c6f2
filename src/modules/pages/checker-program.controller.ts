import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { CHECKER_PROGRAM } from '../verifier';
import { renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Where the page has it: an address that changes with its bytes. */
export const checkerAddress = `/verify/${CHECKER_PROGRAM.sha256}/${CHECKER_PROGRAM.name}`;

/** The program that checks files without this server. For everybody, as it is in the repository. */
@Public()
@ApiExcludeController()
@Controller('verify')
export class CheckerProgramController {
  /** The address that bundles name: whichever it is now. */
  @Get(CHECKER_PROGRAM.name)
  present(@Res() response: Response): void {
    send(response, 'no-cache');
  }

  @Get(`:sha256/${CHECKER_PROGRAM.name}`)
  byDigest(@Param('sha256') sha256: string, @Req() request: Request, @Res() response: Response): void {
    if (sha256 === CHECKER_PROGRAM.sha256) send(response, FOR_EVER);
    else sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

function send(response: Response, keep: string): void {
  response.set({
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Disposition': `attachment; filename="${CHECKER_PROGRAM.name}"`,
    'Cache-Control': keep,
    ETag: `"${CHECKER_PROGRAM.sha256}"`,
    'X-Content-Type-Options': 'nosniff',
  });
  response.send(CHECKER_PROGRAM.bytes);
}
