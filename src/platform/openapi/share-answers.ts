import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';

type Answers = Record<string, { headers?: Record<string, object> } | Reference>;
interface Reference {
  $ref: string;
}
interface Operation {
  operationId: string;
  responses: Answers;
}
/** Something that is written in more than one place: where it was met first, and how often. */
interface Repeated {
  value: object;
  name: string;
  otherwise: string;
  times: number;
}

/**
 * Writes headers and error answers that repeat once, under `components` (OpenAPI 3.1, section 4.8.7), and refers to them
 * from the operations. Resolved, the document says the same; a reader, a generator and Swagger UI have half as much to read.
 */
export function shareAnswers(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  const headers = new Shared('headers');
  for (const { operationId, responses } of operations) {
    for (const answer of Object.values(responses)) {
      if ('$ref' in answer) continue;
      for (const [name, header] of Object.entries(answer.headers ?? {}))
        headers.meet(header, name, `${name}-of-${operationId}`);
    }
  }
  const named = headers.names();
  for (const { responses } of operations) {
    for (const answer of Object.values(responses))
      if (!('$ref' in answer) && answer.headers) named.refer(answer.headers);
  }
  const errors = new Shared('responses');
  for (const { operationId, responses } of operations) {
    for (const [status, answer] of errorsOf(responses)) {
      const name = STATUS_CODES[status]!.replaceAll(/\W/g, '');
      errors.meet(answer, name, `${name}Of${operationId[0].toUpperCase()}${operationId.slice(1)}`);
    }
  }
  const answers = errors.names();
  for (const { responses } of operations) answers.refer(responses);
  document.components = {
    ...document.components,
    headers: named.written,
    responses: answers.written,
  } as OpenAPIObject['components'];
}

const errorsOf = (responses: Answers) => Object.entries(responses).filter(([status]) => Number(status) >= 400);

/** What is written more than once, of one kind. */
class Shared {
  private readonly met = new Map<string, Repeated>();

  constructor(private readonly kind: 'headers' | 'responses') {}

  meet(value: object, name: string, otherwise: string): void {
    const text = JSON.stringify(value);
    const known = this.met.get(text);
    if (known) known.times++;
    else this.met.set(text, { value, name, otherwise, times: 1 });
  }

  /** The most frequent of those that want a name gets it, the others are called after the operation that has them first. */
  names() {
    const written: Record<string, object> = {};
    const references = new Map<string, Reference>();
    const repeated = [...this.met].filter(([, { times }]) => times > 1).sort(([, a], [, b]) => b.times - a.times);
    for (const [text, { value, name, otherwise }] of repeated) {
      const chosen = name in written ? otherwise : name;
      written[chosen] = value;
      references.set(text, { $ref: `#/components/${this.kind}/${chosen}` });
    }
    const refer = (holder: Record<string, object>): void => {
      for (const [key, value] of Object.entries(holder)) holder[key] = references.get(JSON.stringify(value)) ?? value;
    };
    return { written, refer };
  }
}
