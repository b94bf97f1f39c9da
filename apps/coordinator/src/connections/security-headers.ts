/** What browsers are told of everything that is answered here: pages, API, sockets' polling, refusals and errors. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

export type SetHeaders = (request: IncomingMessage, response: ServerResponse) => void;

/** Nothing here asks for a device, so no page and no frame in it may. Only names that all browsers know. */
const PERMISSIONS = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'usb', 'xr-spatial-tracking'],
];

/** `https`: the page is reached over HTTPS, so browsers may be told to insist on it. */
export function securityHeaders(https: boolean): SetHeaders {
  const policy = PERMISSIONS.map((name) => `${name}=()`).join(', ');
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The training kernel is WebAssembly; nothing is compiled from strings of JavaScript.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        // 'self' covers web sockets of the same origin (CSP level 3).
        connectSrc: ["'self'"],
        // The component library writes styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Told over plain HTTP, this would be ignored at best.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    // An invite link carries its token: it must not travel on as a referrer.
    referrerPolicy: { policy: 'no-referrer' },
  });
  return (request, response) => {
    response.setHeader('Permissions-Policy', policy);
    set(request, response, (error) => {
      if (error !== undefined) throw error;
    });
  };
}

/** The same headers as text, for an answer that is written past Node's own: to an upgrade, to what is no HTTP. */
export function headersAsText(set: SetHeaders): string {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  set(request, response);
  return Object.entries(response.getHeaders())
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join('');
}
