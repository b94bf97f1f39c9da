/** Raised whenever a message changes so that an older side would misread it. */
export const PROTOCOL_VERSION = 2;

/** Socket.IO namespaces: hospitals and dashboards do not meet. */
export const SITE_NAMESPACE = '/sites';
export const ADMIN_NAMESPACE = '/admin';

/** The largest frame or message the coordinator reads, in bytes. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
