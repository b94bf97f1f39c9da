/** Speaks to a coordinator as its administrator, over the REST API. */
import {
  apiErrorSchema,
  type RunDetailView,
  runDetailViewSchema,
  type SiteView,
  type StartRun,
  siteViewSchema,
} from '@fedhealth/fl-core/protocol';
import { z } from 'zod';

export interface CoordinatorClient {
  sites(): Promise<SiteView[]>;
  /** Says that a hospital has as many training rows as it says. */
  confirmRows(site: Pick<SiteView, 'id' | 'trainRows'>): Promise<SiteView>;
  startRun(request: StartRun): Promise<RunDetailView>;
  run(id: string): Promise<RunDetailView>;
  artifact(version: number): Promise<unknown>;
}

/** Each call throws with the coordinator's own words when it is refused. */
export function createCoordinatorClient(url: string, token: string): CoordinatorClient {
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const refused = apiErrorSchema.safeParse(answer);
    throw new Error(
      refused.success ? refused.data.error.message : `The coordinator answered ${response.status}.`,
    );
  };
  return {
    sites: async () => z.array(siteViewSchema).parse(await call('sites')),
    confirmRows: async ({ id, trainRows }) =>
      siteViewSchema.parse(await call(`sites/${id}/confirm-rows`, { rows: trainRows })),
    startRun: async (request) => runDetailViewSchema.parse(await call('runs', request)),
    run: async (id) => runDetailViewSchema.parse(await call(`runs/${id}`)),
    artifact: (version) => call(`models/${version}/artifact`),
  };
}
