/** One size of request. */
export interface Shape {
  contacts: number;
  credentials: number;
}

/** Of the server's pool, of the floor, and of the load. */
export const CONNECTIONS = 8;
