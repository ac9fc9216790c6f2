import { PdfReader } from '../../../src/modules/documents';
import { isId } from '../../../src/platform/ids';
import { checkApiKey, type CheckedApiKey } from './check-api-key';
import { checkResource, type CheckedResource } from './check-resource';
import { nameOf, type Declaration, type GroupDeclaration, type OrganizationDeclaration } from './declarations';
import { brokenRules, GroupShape, KEY, OrganizationShape } from './declared-shapes';
import { SeedRefused } from './seed-refused';

/** What a seed says, as far as it matters for checking. */
export interface SaidBySeed {
  readonly name: string;
  readonly organization: string;
  readonly declares: readonly Declaration[];
  /** Where its files lie. */
  readonly folder: string;
}

/** Everything a seed declares, read, checked and ready to be written. */
export interface CheckedSeed {
  organization?: OrganizationDeclaration;
  resources: CheckedResource[];
  groups: GroupDeclaration[];
  apiKeys: CheckedApiKey[];
}

/**
 * Holds everything a seed declares against the rules, its files and the environment included, without a look at the
 * database. Throws one `SeedRefused` with a line for each thing that is wrong: the seed, the declaration, the rule.
 */
export async function checkSeed(seed: SaidBySeed): Promise<CheckedSeed> {
  const reader = new PdfReader();
  try {
    const check = new Check(seed, reader);
    for (const declaration of seed.declares) await check.take(declaration);
    if (check.problems.length > 0) throw new SeedRefused(check.problems);
    return check.accepted;
  } finally {
    await reader.onModuleDestroy();
  }
}

class Check {
  readonly problems: string[] = [];
  readonly accepted: CheckedSeed = { resources: [], groups: [], apiKeys: [] };
  private readonly seen = new Set<string>();

  constructor(
    private readonly seed: SaidBySeed,
    private readonly documents: PdfReader,
  ) {
    if (!KEY.test(seed.organization)) {
      this.problems.push(`${seed.name}: organization must be a slug of lower-case letters, digits and hyphens`);
    }
  }

  async take(declaration: Declaration): Promise<void> {
    const broken = [...this.brokenKey(declaration), ...(await this.accept(declaration))];
    this.problems.push(...broken.map((rule) => `${this.seed.name}: ${nameOf(declaration)}: ${rule}`));
  }

  /** Keeps it when it breaks no rule; answers the rules it breaks. */
  private async accept(declaration: Declaration): Promise<string[]> {
    switch (declaration.kind) {
      case 'organization':
        this.accepted.organization = declaration;
        return brokenRules(OrganizationShape, declaration.options);
      case 'group':
        this.accepted.groups.push(declaration);
        return brokenRules(GroupShape, declaration.options);
      case 'resource':
        return keep(this.accepted.resources, await checkResource(declaration, this.seed.folder, this.documents));
      case 'api-key':
        return keep(this.accepted.apiKeys, checkApiKey(declaration, process.env));
    }
  }

  private brokenKey(declaration: Declaration): string[] {
    const key = keyOf(declaration);
    const name = `${declaration.kind} ${key}`;
    if (this.seen.has(name)) return ['is declared twice'];
    this.seen.add(name);
    const free = declaration.kind === 'organization' || declaration.kind === 'api-key';
    if (free || (KEY.test(key) && !isId(key))) return [];
    return ['the key must be lower-case letters, digits and hyphens, and not look like an id'];
  }
}

function keyOf(declaration: Declaration): string {
  if (declaration.kind === 'organization') return '';
  return declaration.kind === 'api-key' ? declaration.keyVariable : declaration.key;
}

function keep<T>(list: T[], result: T | string[]): string[] {
  if (Array.isArray(result)) return result;
  list.push(result);
  return [];
}
