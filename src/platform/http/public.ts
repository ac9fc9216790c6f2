import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'placet:public';

/** Opens a route to callers without an API key. A route that says nothing is guarded. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_ROUTE, true);
