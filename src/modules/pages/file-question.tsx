import { MAX_PDF_BYTES } from '../documents';
import type { AnsweredPdf, Field } from './asked';
import { Value } from './field-list';
import type { Language } from './language';
import { inputId, inputName, Label, Wrong, type QuestionProps } from './question-parts';

/**
 * A question that a PDF answers. A file that is attached already is named, and travels by its digest: it stays until another
 * takes its place or the tick box removes it.
 */
export function FileQuestion({ language, field, path, answers }: QuestionProps) {
  const { form } = language.words;
  const [id, file, wrong] = [inputId(path), answers.attached.get(path), answers.errors.has(path)];
  return (
    <div class="question">
      <label for={id}>
        <Label language={language} field={field} />
      </label>
      <Wrong language={language} path={path} answers={answers} />
      <input type="hidden" name={inputName(path)} value={file?.sha256 ?? ''} />
      {file && <Attached language={language} field={field} path={path} file={file} />}
      <p class="hint" id={`${id}-hint`}>
        {file ? form.replaceFile : form.attachFile}
      </p>
      <input
        type="file"
        id={id}
        name={`f.${path}`}
        accept="application/pdf,.pdf"
        data-largest={MAX_PDF_BYTES}
        data-too-large={form.rules.too_large}
        aria-required={field.required && !file ? 'true' : undefined}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error ${id}-hint` : `${id}-hint`}
      />
    </div>
  );
}

interface AttachedProps {
  language: Language;
  field: Field;
  path: string;
  file: AnsweredPdf;
}

function Attached({ language, field, path, file }: AttachedProps) {
  return (
    <div class="attached">
      <p>
        <Value language={language} field={{ type: 'pdf', value: file }} />
      </p>
      <label class="choice">
        <input type="checkbox" name={`remove.${path}`} value="true" />
        <span>
          {language.words.form.removeFile}
          <span class="visually-hidden">: {field.label}</span>
        </span>
      </label>
    </div>
  );
}
