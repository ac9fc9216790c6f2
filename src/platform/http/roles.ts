import { SetMetadata } from '@nestjs/common';

/** What an API key may do, the weakest first: each may do what those before it may. */
export const ROLES = ['READ', 'ASK', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_DEMAND = 'placet:role';

/** Opens a guarded route to keys of this role and of stronger ones. A route that says nothing is for ADMIN alone. */
export const OpenTo = (role: Role): ClassDecorator & MethodDecorator => SetMetadata(ROLE_DEMAND, role);

/** Whether a key of `role` may do what takes `demanded`. */
export const mayAct = (role: Role, demanded: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(demanded);
