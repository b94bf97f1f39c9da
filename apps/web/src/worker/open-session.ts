/** The connection of one hospital to its coordinator; loaded when a person joins, not before. */
import { SITE_NAMESPACE } from '@fedhealth/fl-core/protocol';
import {
  createSiteSession,
  SITE_SOCKET_OPTIONS,
  type SiteData,
  type SiteSession,
} from '@fedhealth/fl-core/site';
import { io } from 'socket.io-client';
import { createCredentialStore } from './credentials.ts';
import { openEngine } from './open-engine.ts';

export function openSession(url: string, name: string, data: SiteData): SiteSession {
  return createSiteSession({
    connect: () => io(url + SITE_NAMESPACE, SITE_SOCKET_OPTIONS),
    data,
    openTrainer: openEngine,
    credentials: createCredentialStore(url, data.study.id, name),
    compareWithLocal: true,
  });
}
