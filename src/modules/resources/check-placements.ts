import { Injectable } from '@nestjs/common';
import { Problem, type FieldError, type OrganizationId } from '../../platform/http';
import {
  PdfPreviewer,
  TooManyPdfsWaiting,
  UnreadablePdf,
  type PageBox,
  type PreviewBox,
  type ReadDocument,
} from '../documents';
import { ContentReader } from './content-reader';
import type { CheckPlacementsDto } from './dto/check-placements.dto';
import type { CheckedPlacement, CheckedPlacements } from './dto/checked-placements.dto';
import { FindResource } from './find-resource';
import { checkPlacements } from './placement-warnings';

/** POST /v1/placements/check. Writes nothing. */
@Injectable()
export class CheckPlacements {
  constructor(
    private readonly reader: ContentReader,
    private readonly resources: FindResource,
    private readonly previewer: PdfPreviewer,
  ) {}

  async execute(org: OrganizationId, dto: CheckPlacementsDto, preview: boolean): Promise<CheckedPlacements> {
    const document = await this.documentOf(org, dto);
    if ('message' in document) throw Problem.invalid([document]);
    const placements = checkPlacements(dto.placements, document.pages);
    const pages = document.pages.map(({ width, height, rotation }, pageIndex) => ({
      pageIndex,
      width: toHundredths(width),
      height: toHundredths(height),
      rotation,
    }));
    return { pages, placements, ...(preview && (await this.draw(org, document, dto, placements))) };
  }

  private async documentOf(
    org: OrganizationId,
    { pdf, resourceId }: CheckPlacementsDto,
  ): Promise<ReadDocument | FieldError> {
    if ((pdf == null) === (resourceId == null))
      return { field: 'pdf', message: 'pdf or resourceId must be given, and not both' };
    if (pdf != null) return this.reader.readPdf(org, pdf, 'pdf');
    const found = await this.resources.documentOf(org, resourceId!);
    return 'message' in found ? found : this.reader.readBytes(org, found.pdf, 'resourceId');
  }

  private async draw(
    org: OrganizationId,
    { bytes, pages }: ReadDocument,
    { placements }: CheckPlacementsDto,
    checked: CheckedPlacement[],
  ): Promise<Pick<CheckedPlacements, 'previews' | 'previewProblem'>> {
    const boxes = checked.flatMap((placement) => boxOf(placement, pages, placements[placement.index].contact));
    try {
      const previews = await this.previewer.draw(bytes, boxes, org);
      return { previews: previews.map(({ png, ...page }) => ({ ...page, png: Buffer.from(png).toString('base64') })) };
    } catch (error) {
      return { previewProblem: problemOf(error) };
    }
  }
}

function boxOf(placement: CheckedPlacement, pages: PageBox[], contact?: string): PreviewBox[] {
  const { index, pageIndex, type, points, warnings } = placement;
  const label = `${index} ${type}${contact ? ` ${contact.slice(0, 40)}` : ''}`;
  const pageWidth = pages.at(pageIndex)?.width;
  return points && pageWidth ? [{ pageIndex, pageWidth, box: points, label, alarming: warnings.length > 0 }] : [];
}

/** The document has been read and may be signed: that it cannot be drawn does not make the check a failure. */
function problemOf(error: unknown): string {
  if (error instanceof TooManyPdfsWaiting) {
    throw new Problem('too_busy', 'Too many previews are waiting to be drawn. Try again shortly.', {
      headers: { 'Retry-After': '5' },
    });
  }
  if (!(error instanceof UnreadablePdf)) throw error;
  const isHeavy = error.reason === 'too_slow' || error.reason === 'too_much_memory';
  return `The pages cannot be drawn: ${isHeavy ? 'they take too much time or memory' : 'their content is damaged'}.`;
}

const toHundredths = (points: number): number => Math.round(points * 100) / 100;
