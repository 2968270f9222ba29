import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from './locals.ts';
import type { ProblemCode } from './problems.ts';
import type { Role } from './wire.ts';

/** An answer that is not one JSON document. */
export interface StreamAnswer {
  readonly contentTypes: readonly string[];
  readonly description: string;
}

/** What a handler gets: everything checked already. */
export interface Ask<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  readonly req: Request;
  readonly res: Response;
}

type Shape = z.ZodObject;

/**
 * One declaration per route: it validates, checks the scope and becomes the OpenAPI operation.
 * `P`, `Q`, `B`, `R` are the zod types of path parameters, query, body and answer.
 */
export interface RouteSpec<P extends Shape, Q extends Shape, B extends z.ZodType, R extends z.ZodType> {
  /** operationId. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, with `{name}` for parameters. */
  readonly path: string;
  readonly tag: 'feed' | 'trust' | 'sources' | 'digest' | 'access' | 'system';
  readonly summary: string;
  readonly description?: string;
  readonly scope: Role;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Where this address takes more than the usual body. */
  readonly maxBodyBytes?: number;
  readonly status: 200 | 201 | 202 | 204;
  /** Absent for 204 and for streams. */
  readonly response?: R;
  readonly stream?: StreamAnswer;
  /** Besides those every route can give. */
  readonly errors?: readonly ProblemCode[];
  /** Takes the `Idempotency-Key` header: the first answer is kept for a day and given again. */
  readonly idempotent?: boolean;
  /** Returns the answer, or writes it to `res` itself where `stream` is declared. */
  handle(ask: Ask<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.output<R> | undefined>;
}

export type Route = RouteSpec<Shape, Shape, z.ZodType, z.ZodType>;

/** Checks the declaration by its types, then hides them, so that routes of different shapes fit in one list. */
export function defineRoute<
  P extends Shape = z.ZodObject<Record<never, never>>,
  Q extends Shape = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<P, Q, B, R>): Route {
  return spec as unknown as Route;
}
