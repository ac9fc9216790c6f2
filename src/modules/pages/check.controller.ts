import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AddressLimit, networkOf, Problem, Public } from '../../platform/http';
import { PublicRecords } from '../credentials';
import { VerifyFiles, type Report } from '../verifier';
import { FromOurPage } from './from-our-page.guard';
import type { Language } from './language';
import { isLanguage, languageNamed } from './page-language';
import { PagesFilter } from './pages.filter';
import { renderCheck, renderChecked, type CheckProblem } from './render-check';
import { preferredLanguage, sendPage } from './send-page';
import { readUploadedFile } from './uploaded-file';

/** Where anybody checks a file without us: it is read, checked and forgotten, and nobody else is asked for anything. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage)
@Controller('verify')
export class CheckController {
  constructor(
    private readonly limit: AddressLimit,
    private readonly files: VerifyFiles,
    private readonly records: PublicRecords,
  ) {}

  @Get()
  show(@Req() request: Request, @Res() response: Response): void {
    sendPage(response, renderCheck(languageOf(request, response)));
  }

  @Post()
  async check(@Req() request: Request, @Res() response: Response): Promise<void> {
    const language = languageOf(request, response);
    try {
      this.limit.admit(request);
      await this.answer(request, response, language);
    } catch (error) {
      const problem = error instanceof Problem ? PROBLEMS[error.code] : undefined;
      if (!problem) throw error;
      this.refuse(request, response, language, problem, error as Problem);
    }
  }

  private async answer(request: Request, response: Response, language: Language): Promise<void> {
    const place = this.files.enter(networkOf(request.ip ?? ''));
    if (!place) throw new Problem('too_busy', 'Other files are being checked', { headers: { 'Retry-After': '10' } });
    try {
      const { name, bytes } = await readUploadedFile(request);
      if (bytes.length === 0) return sendPage(response, renderCheck(language, 'empty'), { status: 400 });
      const report = await this.files.execute(bytes, this.records);
      if (typeof report === 'string') return sendPage(response, renderCheck(language, 'tooMuch'), { status: 422 });
      const organization = await this.organizationOf(report);
      sendPage(response, renderChecked(language, { fileName: name, report, organization }));
    } finally {
      place.leave();
    }
  }

  /** A name only where it is proven who issued the file: whatever the file says itself is none. */
  private async organizationOf({ verdict, issuer }: Report): Promise<string | null> {
    return verdict === 'good' && issuer !== null ? this.records.organizationName(issuer) : null;
  }

  private refuse(
    request: Request,
    response: Response,
    language: Language,
    problem: CheckProblem,
    error: Problem,
  ): void {
    response.set(error.headers);
    // A file that was not read to its end would be taken for the next request on this connection.
    if (!request.complete) response.setHeader('Connection', 'close');
    sendPage(response, renderCheck(language, problem), { status: error.getStatus() });
  }
}

/** What is said in place of an answer; anything else is a page of its own. */
const PROBLEMS: Partial<Record<string, CheckProblem>> = {
  body_too_large: 'tooLarge',
  rate_limited: 'tooMany',
  too_busy: 'busy',
  validation_failed: 'broken',
};

function languageOf(request: Request, response: Response): Language {
  const { lang } = request.query;
  return isLanguage(lang) ? languageNamed(lang) : preferredLanguage(request, response);
}
