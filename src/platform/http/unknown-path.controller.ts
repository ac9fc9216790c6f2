import { All, Controller, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Problem } from './problem';
import { Public } from './public';
import { OpenTo } from './roles';

/**
 * What no route has answered: a 405 that names the methods where the path is known, a 404 where it is not. Below /v1 it is
 * guarded like every route, so that a stranger learns nothing of which paths there are. Comes after all other routes.
 */
@ApiExcludeController()
@Controller()
export class UnknownPathController {
  constructor(private readonly adapter: HttpAdapterHost) {}

  @OpenTo('READ')
  @All('v1{/*rest}')
  below(@Req() request: Request): never {
    return this.refuse(request);
  }

  @Public()
  @All('{*rest}')
  refuse(@Req() { path, method }: Request): never {
    const known = methodsOf(path, this.adapter.httpAdapter.getInstance<Routed>());
    if (known.length === 0) throw new Problem('not_found', 'There is nothing at this path');
    const detail = `${method} is nothing that ${path} knows: it takes ${known.join(', ')}`;
    throw new Problem('method_not_allowed', detail, { headers: { Allow: known.join(', ') } });
  }
}

/** What Express keeps of its routes. */
interface Routed {
  router: { stack: { route?: { path: string; methods: Record<string, boolean> }; match(path: string): boolean }[] };
}

/** The methods of the routes at this path; a route that takes whatever comes is none. */
function methodsOf(path: string, { router }: Routed): string[] {
  const routes = router.stack.filter(({ route }) => route && !String(route.path).includes('*'));
  const methods = routes
    .filter((layer) => layer.match(path))
    .flatMap(({ route }) => Object.keys(route!.methods).map((name) => name.toUpperCase()));
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
}
